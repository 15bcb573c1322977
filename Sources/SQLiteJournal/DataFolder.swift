package import Engine
internal import Glibc
internal import Synchronization

/// The one folder in which a server keeps everything, owned by one process at a time.
///
/// Ownership is an advisory lock of the operating system (flock(2)) on a file in the folder, so it
/// ends with the process, however that ends. Readers don't need it. On a network file system the
/// lock may hold on one machine only: keep the folder on a local disk.
package final class DataFolder: Sendable {
    package static let lockName = "kansendossier.lock"
    package static let journalName = "kansendossier.sqlite"

    package let path: String
    private let lock: Mutex<CInt?>

    /// Takes the folder for this process, and makes it when it isn't there (mode 0700).
    ///
    /// Throws `unavailable` when another process has it, or when it can't be made.
    package init(owning path: String) throws(JournalFailure) {
        if mkdir(path, 0o700) != 0 && errno != EEXIST {
            throw .unavailable("can't make the data folder \(path): \(Self.reason())")
        }
        let file = "\(path)/\(Self.lockName)"
        let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .unavailable("can't open \(file): \(Self.reason())")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let held = errno == EWOULDBLOCK
            let reason = held ? "is in use by \(Self.owner(descriptor))" : Self.reason()
            close(descriptor)
            throw .unavailable(
                "the data folder \(path) \(reason); stop that server or choose another folder")
        }
        Self.note(owner: getpid(), in: descriptor)
        self.path = path
        lock = Mutex(descriptor)
    }

    deinit { release() }

    /// The journal's file in a folder, also for those who only read it.
    package static func journalFile(in path: String) -> String { "\(path)/\(journalName)" }

    /// Where a log is copied to before it is the folder's own.
    package static func unfinishedCopy(in path: String) -> String { "\(path)/unfinished-copy" }

    package var journalFile: String { Self.journalFile(in: path) }

    /// Gives the folder up; done a second time it does nothing.
    package func release() {
        lock.withLock { descriptor in
            if let open = descriptor {
                // A child on its way to its program has a copy that would hold the lock till then.
                _ = flock(open, LOCK_UN)
                close(open)
            }
            descriptor = nil
        }
    }

    /// The process that wrote its number into the lock file, for the person who must stop it.
    private static func owner(_ descriptor: CInt) -> String {
        var bytes = [UInt8](repeating: 0, count: 20)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        let digits = bytes.prefix(max(0, count)).prefix { (48...57).contains($0) }
        return digits.isEmpty
            ? "another process" : "process \(String(decoding: digits, as: UTF8.self))"
    }

    private static func note(owner: pid_t, in descriptor: CInt) {
        let text = Array("\(owner)\n".utf8)
        // The lock holds without the number, so a full disk is no reason to refuse here.
        if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, text, text.count, 0) }
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}
