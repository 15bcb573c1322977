package import Logging

extension Logger {
    /// The same, for a group of services: what is less than a notice isn't told, since the group names
    /// each service by everything that is in it, a megabyte long and of use to nobody.
    package var ofServices: Logger {
        var quiet = self
        quiet.logLevel = max(logLevel, .notice)
        return quiet
    }
}
