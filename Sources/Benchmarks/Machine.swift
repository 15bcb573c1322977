import Foundation
import Glibc

/// The computer that is measured on, for whoever compares two reports.
enum Machine {
    /// `2 cores of NAME, load average 0.5`.
    static var text: String {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let information = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let model = information.split(separator: "\n").first { $0.hasPrefix("model name") }
        let name = model?.split(separator: ":").last.map { $0.drop { $0 == " " } } ?? "unknown"
        return "\(cores) cores of \(name), load average at the end \(load.text(1))"
    }

    /// How many threads wanted to run in the last minute, on average.
    static var load: Double {
        var loads = [0.0, 0.0, 0.0]
        getloadavg(&loads, 3)
        return loads[0]
    }
}
