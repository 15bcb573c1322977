internal import Glibc

/// Memory for bytes that tell who somebody is: it is overwritten before it is given back, stays out
/// of memory dumps, and is kept from the swap file where the system allows that.
///
/// It is made of whole pages of its own (mmap), so nothing else of the program shares them. What
/// can't be promised: copies that a processor keeps in registers or on the stack while it computes,
/// and what other programs held before the bytes came here. One task uses it at a time.
package final class SecretBytes: @unchecked Sendable {
    /// What is in use: the first `count` bytes.
    package private(set) var count = 0
    /// The most bytes that it will ever hold.
    package let bytesMost: Int
    private var pages: UnsafeMutableRawBufferPointer

    /// Empty, with room to grow up to so many bytes.
    package init(bytesMost: Int) {
        precondition(bytesMost > 0, "memory holds at least one byte")
        self.bytesMost = bytesMost
        pages = Self.map(min(bytesMost, Self.firstBytes))
    }

    /// These bytes, which the caller goes on to hold too.
    package convenience init(copying bytes: some Collection<UInt8>) {
        self.init(bytesMost: max(1, bytes.count))
        reserve(bytes.count)
        for byte in bytes {
            pages[count] = byte
            count += 1
        }
    }

    deinit {
        wipe()
        munmap(pages.baseAddress, pages.count)
    }

    /// Overwrites everything that was in use with zeros.
    package func wipe() {
        erase()
        count = 0
    }

    /// Adds what the body writes at the start of the free room, at least so many bytes of it, and
    /// gives how many it wrote; nil when there is no such room. It may write no more than it says.
    package func fill(
        atLeast bytes: Int = 1, _ body: (UnsafeMutableRawBufferPointer) throws -> Int
    ) rethrows -> Int? {
        guard count + bytes <= bytesMost else { return nil }
        reserve(count + max(bytes, 1))
        let written = try body(UnsafeMutableRawBufferPointer(rebasing: pages[count...]))
        precondition(count + written <= pages.count, "no more is written than there is room for")
        count += written
        return written
    }

    /// Adds the bytes; false, and nothing added, when they don't fit.
    package func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count <= bytesMost - count else { return false }
        reserve(count + bytes.count)
        UnsafeMutableRawBufferPointer(rebasing: pages[count...]).copyMemory(from: bytes)
        count += bytes.count
        return true
    }

    /// What is in use, valid until the next change.
    var bytes: UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(rebasing: pages[..<count])
    }

    private func reserve(_ bytes: Int) {
        guard bytes > pages.count else { return }
        let larger = Self.map(max(bytes, min(bytesMost, 2 * pages.count)))
        larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: pages[..<count]))
        erase()
        munmap(pages.baseAddress, pages.count)
        pages = larger
    }

    private func erase() {
        if let start = pages.baseAddress { explicit_bzero(start, count) }
    }

    /// A message about one client seldom has more.
    private static let firstBytes = 64 * 1024

    private static func map(_ bytes: Int) -> UnsafeMutableRawBufferPointer {
        let page = Int(sysconf(CInt(_SC_PAGESIZE)))
        let size = (bytes + page - 1) / page * page
        let start = mmap(
            nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let start, start != MAP_FAILED else {
            preconditionFailure("the system has no \(size) bytes of memory left")
        }
        madvise(start, size, MADV_DONTDUMP)
        // Refused beyond the limit of locked memory; then the swap file is the operator's to encrypt.
        mlock(start, size)
        return UnsafeMutableRawBufferPointer(start: start, count: size)
    }
}
