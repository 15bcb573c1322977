import Benchmarks
import Testing

struct TextTemplateTests {
    @Test func `every place of every marker is filled, and the rest stays`() throws {
        let template = try TextTemplate(Array("a-11-b-22-c-11".utf8), markers: ["11", "22"])
        #expect(String(decoding: template.filled(["een", ""]), as: UTF8.self) == "a-een-b--c-een")
    }

    @Test func `a value that looks like a marker is no marker`() throws {
        let template = try TextTemplate(Array("11 22".utf8), markers: ["11", "22"])
        #expect(String(decoding: template.filled(["22", "11"]), as: UTF8.self) == "22 11")
    }

    @Test func `a marker that the sample lacks is named`() {
        let error = #expect(throws: TextTemplate.Missing.self) {
            try TextTemplate(Array("11".utf8), markers: ["11", "33"])
        }
        #expect(error?.marker == "33")
    }
}
