import Foundation
import Glibc

/// What a process and its children have used, as Linux counts it.
struct ProcessMeter: Sendable {
    let processID: pid_t

    /// The processor time of all its threads and those of its children, in seconds.
    ///
    /// From `schedstat`, which counts nanoseconds; `stat` counts hundredths of a second.
    var cpuSeconds: Double {
        get throws {
            var nanoseconds: UInt64 = 0
            for process in family {
                let tasks = "/proc/\(process)/task"
                for task in try FileManager.default.contentsOfDirectory(atPath: tasks) {
                    let text = try Self.text(of: "\(tasks)/\(task)/schedstat")
                    nanoseconds += text.split(separator: " ").first.flatMap { UInt64($0) } ?? 0
                }
            }
            return Double(nanoseconds) / 1e9
        }
    }

    /// How often all of them have called write(2) or a like of it: for data, and to wake a thread of its own.
    ///
    /// Sends by send(2) and sendmsg(2) aren't among them.
    var writeCalls: Int {
        get throws {
            try family.reduce(0) { sum, process in
                let lines = try Self.text(of: "/proc/\(process)/io").split(separator: "\n")
                let line = lines.first { $0.hasPrefix("syscw:") }
                return sum + (line?.split(separator: " ").last.flatMap { Int($0) } ?? 0)
            }
        }
    }

    /// The memory it has, in bytes: what is its own, and its part of what it shares (PSS).
    var memoryBytes: Int {
        get throws {
            try family.reduce(0) { sum, process in
                let lines = try Self.text(of: "/proc/\(process)/smaps_rollup").split(
                    separator: "\n")
                let line = lines.first { $0.hasPrefix("Pss:") }
                let kibibytes = line?.split(separator: " ").compactMap { Int($0) }.first ?? 0
                return sum + kibibytes * 1024
            }
        }
    }

    /// The processor time of this process, in seconds.
    static var ownCPUSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The most memory that this process has had in use, in mebibytes.
    static var ownPeakMebibytes: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss / 1024
    }

    private var family: [pid_t] {
        let children = (try? Self.text(of: "/proc/\(processID)/task/\(processID)/children")) ?? ""
        return [processID] + children.split(separator: " ").compactMap { pid_t($0) }
    }

    private static func text(of file: String) throws -> String {
        try String(contentsOfFile: file, encoding: .utf8)
    }
}
