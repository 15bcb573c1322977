internal import CMemory
internal import Synchronization

/// Keeps what a whole process holds to itself, for as long as it runs.
package enum ProcessSecrecy {
    /// The system writes no memory dump of this process from now on, and shows its memory to no other
    /// program but one that may trace all; nor does Swift write its report of a crash, which has
    /// pieces of memory in it.
    package static func forbidDumps() { CMemory_forbidDumps() }
}

/// As long as one of these is there, memory that libraries give back is overwritten: what libarchive
/// and zlib unpacked, or a reader of text left behind. It costs time at every allocation, so it is
/// there only meanwhile.
package final class FreedMemory: Sendable {
    private static let users = Mutex(0)

    package init() {
        Self.users.withLock { users in
            users += 1
            if users == 1 { CMemory_overwriteFreed(1) }
        }
    }

    deinit {
        Self.users.withLock { users in
            users -= 1
            if users == 0 { CMemory_overwriteFreed(0) }
        }
    }
}
