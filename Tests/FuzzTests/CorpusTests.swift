import Foundation
import Fuzz
import Testing

@Suite struct `The kept corpus` {
    private func files(of target: FuzzTarget) throws -> [URL] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fuzz/corpus/\(target.rawValue)").standardized
        return try FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil)
    }

    @Test(arguments: FuzzTarget.allCases)
    func `is read again, and everything holds for all of it`(target: FuzzTarget) throws {
        let files = try files(of: target)
        #expect((20...500).contains(files.count))
        for file in files {
            let bytes = Array(try Data(contentsOf: file))
            #expect(throws: Never.self, "\(file.lastPathComponent)") { try target.check(bytes) }
        }
    }
}
