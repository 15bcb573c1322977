internal import CMemory

/// Keeps what a whole process holds to itself, for as long as it runs.
package enum ProcessSecrecy {
    /// The system writes no memory dump of this process from now on and shows its memory to no other
    /// program but one that may trace all; and libraries' memory is overwritten when they give it
    /// back.
    package static func begin() {
        CMemory_forbidDumps()
        CMemory_overwriteFreed()
    }
}
