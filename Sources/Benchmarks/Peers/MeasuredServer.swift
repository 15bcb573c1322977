import Foundation

/// A server that is measured: ours, or one that others know.
package enum MeasuredServer: String, CaseIterable, Sendable {
    case kansendossier
    case nodeWS = "node-ws"
    case nchan

    /// What stands in tables and pictures.
    package var title: String {
        switch self {
        case .kansendossier: "kansendossier"
        case .nodeWS: "node ws"
        case .nchan: "nginx nchan"
        }
    }

    /// Why it can't be measured here, with the Debian packages that help; nil when it can.
    var missing: String? {
        let needs: (packages: String, files: [String]) =
            switch self {
            case .kansendossier: ("", [])
            case .nodeWS: ("nodejs node-ws", [Self.node, "\(Self.nodeModules)/ws"])
            case .nchan: ("nginx libnginx-mod-nchan", [Self.nginx, Self.nchanModule])
            }
        let lacking = needs.files.filter { !FileManager.default.fileExists(atPath: $0) }
        guard !lacking.isEmpty else { return nil }
        return "\(title) isn't measured: \(lacking.joined(separator: " and ")) is missing; "
            + "apt-get install \(needs.packages)"
    }

    static let node = "/usr/bin/node"
    static let nodeModules = "/usr/share/nodejs"
    static let nginx = "/usr/sbin/nginx"
    static let nchanModule = "/usr/lib/nginx/modules/ngx_nchan_module.so"
}
