import Foundation
import Glibc

/// What the disk itself can do: how often a second a page is written and made durable, with nothing
/// else in between.
enum DiskSync {
    private static let pageBytes = 4096
    /// As large as SQLite lets its write-ahead log grow before it begins again at the front.
    private static let filePages = 1000

    /// Writes one page after another over a file that is there already, each followed by
    /// fdatasync(2), for about so many seconds; gives pages per second.
    static func pagesPerSecond(in path: String, seconds: Double) throws -> Double {
        let file = "\(path)/sync-\(UUID().uuidString)"
        let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("open") }
        defer {
            close(descriptor)
            unlink(file)
        }
        let page = [UInt8](repeating: 0x5A, count: pageBytes)
        for number in 0..<filePages { try write(page, number, descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("fsync") }
        let start = ContinuousClock.now
        var pages = 0
        while Stopwatch.seconds(since: start) < seconds {
            try write(page, pages % filePages, descriptor)
            guard fdatasync(descriptor) == 0 else { throw failure("fdatasync") }
            pages += 1
        }
        return Double(pages) / Stopwatch.seconds(since: start)
    }

    /// Lets the system forget what it holds of a file, so that the next reader asks the disk.
    static func forget(_ file: String) throws {
        let descriptor = open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0, posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED) == 0
        else { throw failure("posix_fadvise") }
    }

    private static func write(_ page: [UInt8], _ number: Int, _ descriptor: CInt) throws {
        guard pwrite(descriptor, page, pageBytes, off_t(number * pageBytes)) == pageBytes else {
            throw failure("pwrite")
        }
    }

    private static func failure(_ call: String) -> BenchmarkFailure {
        BenchmarkFailure("\(call): \(String(cString: strerror(errno)))")
    }
}
