/// The styles and scripts of the pages: plain files, served as they are.
package struct Asset: Sendable {
    /// What it is called beside the others, such as `pages.css`; scripts import each other so.
    package let name: String
    package let mediaType: String
    package let bytes: [UInt8]

    package init(name: String, mediaType: String, bytes: [UInt8]) {
        self.name = name
        self.mediaType = mediaType
        self.bytes = bytes
    }

    /// All of them, but for a municipality's own theme; a new file adds its line.
    package static let all = [
        Asset(name: "icon.svg", mediaType: "image/svg+xml", bytes: PackageResources.icon_svg),
        Asset(name: "pages.css", mediaType: style, bytes: styles),
        Asset(name: "pages.js", mediaType: script, bytes: PackageResources.pages_js),
        Asset(name: "count.js", mediaType: script, bytes: PackageResources.count_js),
        Asset(name: "drafts.js", mediaType: script, bytes: PackageResources.drafts_js),
        Asset(name: "live.js", mediaType: script, bytes: PackageResources.live_js),
        Asset(name: "both.js", mediaType: script, bytes: PackageResources.both_js),
        Asset(name: "keys.js", mediaType: script, bytes: PackageResources.keys_js),
        Asset(name: "presence.js", mediaType: script, bytes: PackageResources.presence_js),
        Asset(name: "sending.js", mediaType: script, bytes: PackageResources.sending_js),
        Asset(name: "notes.js", mediaType: script, bytes: PackageResources.notes_js),
        Asset(name: "notices.js", mediaType: script, bytes: PackageResources.notices_js),
    ]

    /// A municipality's own theme, which comes after our styles.
    package static func theme(_ bytes: [UInt8]) -> Asset {
        Asset(name: "theme.css", mediaType: style, bytes: bytes)
    }

    /// One file for each layer, sent as one: a page asks for its styles once.
    private static let styles =
        PackageResources.tokens_css + PackageResources.base_css + PackageResources.components_css
        + PackageResources.pages_css + PackageResources.print_css
    private static let style = "text/css; charset=utf-8"
    private static let script = "text/javascript; charset=utf-8"
}
