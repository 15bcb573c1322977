import Glibc

/// The two channels of a command: its result, and everything that is said about it.
enum Console {
    /// Writes a line of the result to standard output, at once, also into a pipe.
    static func say(_ line: String) { write("\(line)\n", to: STDOUT_FILENO) }

    /// Writes a line about what goes on to standard error.
    static func tell(_ line: String) { write("\(line)\n", to: STDERR_FILENO) }

    /// Writes bytes of the result as they are.
    static func put(_ text: String) { write(text, to: STDOUT_FILENO) }

    static func write(_ text: String, to descriptor: CInt) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            // Whoever was to read it has gone; there is nobody left to tell.
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}
