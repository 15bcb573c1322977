import Foundation
import Support
import Testing

/// A municipality's own style, from its file to the page.
struct ThemeTests {
    @Test func `is served after ours, up to its limit, and what can't be read is refused`()
        async throws
    {
        let program = try Program()
        defer { program.remove() }
        var environment = [
            "KANSENDOSSIER_PORT": "0", "KANSENDOSSIER_THEME_FILE": "own.css",
            "KANSENDOSSIER_LOG_LEVEL": "error",
        ]
        let none = try await program.run("serve", "--data", "data", environment: environment)
        #expect(none.exit == 78)
        #expect(none.errors.contains("own.css can't be read"))
        let style = ":root { --utrecht-link-color: green }"
        let most = style + String(repeating: " ", count: 262_144 - style.utf8.count)
        try program.write(most + " ", to: "own.css")
        let large = try await program.run("serve", "--data", "data", environment: environment)
        #expect(large.exit == 78)
        #expect(large.errors.contains("more than 262144 bytes"))
        try program.write(most, to: "own.css")
        func page(_ environment: [String: String]) async throws -> String {
            var page = ""
            _ = try await program.run(["serve", "--data", "data"], environment: environment) {
                let address = try await $0.line(beginning: "serving on ")
                    .trimmingCharacters(in: .whitespacesAndNewlines)
                page = try await program.tool(
                    "/usr/bin/python3", "-c",
                    "import ssl,sys,urllib.request as r;"
                        + "print(r.urlopen(sys.argv[1],context=ssl._create_unverified_context())"
                        + ".read().decode())", address
                ).output
                $0.terminate()
            }
            return page
        }
        let themed = try await page(environment)
        let ours = try #require(themed.range(of: "pages.css"))
        let own = try #require(themed.range(of: "theme.css"))
        #expect(ours.lowerBound < own.lowerBound)
        environment["KANSENDOSSIER_THEME_FILE"] = ""
        #expect(try await page(environment).contains("theme.css") == false)
    }
}
