import Domain
import Hummingbird
import NIOCore
import Pages
import Wire

/// The styles and scripts, below an address that changes with any of them.
struct AssetDoor: Sendable {
    /// The folder, such as `/assets/3f2a09b1c4d5`; scripts find each other within it.
    let folder: String
    private let assets: [String: Asset]
    private let mark: String

    init(theme: [UInt8]?) {
        let all = Asset.all + (theme.map { [Asset.theme($0)] } ?? [])
        let hashes = all.map { "\(SHA256Hashing().digest(of: $0.bytes))" }
        mark = String("\(SHA256Hashing().digest(of: Array(hashes.joined().utf8)))".prefix(16))
        folder = "/assets/\(mark)"
        assets = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
    }

    /// The file, to be kept for ever: another content has another address.
    func answer(_ request: Request, version: String, name: String) throws -> Response {
        guard version == mark, let asset = assets[name] else { throw Problem.notFound }
        let tag = "\"\(mark)\""
        var headers: HTTPFields = [
            .contentType: asset.mediaType, .eTag: tag,
            .cacheControl: "public, max-age=31536000, immutable",
        ]
        guard request.headers[.ifNoneMatch] != tag else {
            headers[.contentType] = nil
            return Response(status: .notModified, headers: headers)
        }
        return Response(
            status: .ok, headers: headers,
            body: .init(byteBuffer: ByteBuffer(bytes: asset.bytes)))
    }
}
