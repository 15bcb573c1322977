import Crypto
import Foundation
import Glibc

/// The server's own key, of which the secrets of people's devices are made.
enum SecondFactorKey {
    /// The name of the key's file in a data folder, unless the settings name another place.
    static let fileName = "second-factor.key"

    /// The 32 bytes in the file; makes the file (mode 0600) where there is none.
    ///
    /// Refuses a file that others can read, and one that is no key.
    static func read(orMake path: String) throws -> [UInt8] {
        if !FileManager.default.fileExists(atPath: path) {
            let key = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
            let text = key.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            try WholeFile.write(text + "\n", to: path, mode: 0o600)
            return key
        }
        let about = try FileManager.default.attributesOfItem(atPath: path)
        guard let mode = about[.posixPermissions] as? Int, mode & 0o077 == 0 else {
            throw CommandFailure(
                .configuration, "others can read the key file \(path): chmod 600 it")
        }
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let digits = Array(text.trimmingCharacters(in: .whitespacesAndNewlines).utf8)
        let key = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
            UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16)
        }
        guard digits.count == 64, key.count == 32 else {
            throw CommandFailure(
                .configuration, "the key file \(path) isn't 64 hexadecimal digits")
        }
        return key
    }
}
