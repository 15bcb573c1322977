import HTTPTypes
import Hummingbird

/// Whether a form was sent from a page of our own, by what browsers say of themselves.
enum CrossSite {
    /// Refuses what a browser says comes from elsewhere (`Sec-Fetch-Site`, and `Origin` of RFC
    /// 6454); what says nothing is left to the token in the form.
    static func allows(_ request: Request) -> Bool {
        if let name = HTTPField.Name("Sec-Fetch-Site"), let site = request.headers[name],
            site != "same-origin"
        {
            return false
        }
        guard let origin = request.headers[.origin] else { return true }
        let host = origin.split(separator: "/", maxSplits: 2).last.map(String.init)
        return host != nil && host == request.head.authority
    }
}
