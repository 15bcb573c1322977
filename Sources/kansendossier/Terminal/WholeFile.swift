import Glibc

/// Files that are there whole or not at all.
enum WholeFile {
    /// Writes the text under another name, flushes it, and only then gives it its name.
    ///
    /// The file is never readable by more people than `mode` says, not even while it is written.
    static func write(_ text: String, to path: String, mode: mode_t) throws {
        let unfinished = "\(path).unfinished"
        _ = unlink(unfinished)
        let descriptor = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw failure("make", path) }
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                let failure = failure("write", path)
                close(descriptor)
                _ = unlink(unfinished)
                throw failure
            }
            bytes = bytes.dropFirst(count)
        }
        let isFlushed = fsync(descriptor) == 0
        guard close(descriptor) == 0, isFlushed, rename(unfinished, path) == 0 else {
            let failure = failure("write", path)
            _ = unlink(unfinished)
            throw failure
        }
    }

    private static func failure(_ verb: String, _ path: String) -> CommandFailure {
        CommandFailure(.inputOutput, "can't \(verb) \(path): \(String(cString: strerror(errno)))")
    }
}
