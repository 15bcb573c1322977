import CZlib
public import NIOCore

/// Deflates messages one by one as permessage-deflate has them (RFC 7692 section 7.2.1).
///
/// Holds 2 to the power of `windowBits` + 2 and 2 to the power of `memoryLevel` + 9 bytes.
public final class Deflater {
    /// The empty block at the end of a flush, which doesn't travel.
    static let tail: [UInt8] = [0x00, 0x00, 0xFF, 0xFF]

    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)

    /// A deflater of a level from 1 to 9, a window of 9 to 15 bits and a memory level of 1 to 9.
    public init(level: Int, windowBits: Int, memoryLevel: Int) {
        stream.initialize(to: z_stream())
        precondition(windowBits > 8, "zlib has no raw window of 8 bits")
        let code = CZlib_deflateInit(
            stream, Int32(level), Int32(-windowBits), Int32(memoryLevel))
        precondition(
            code == Z_OK, "no deflater of \(level), \(windowBits) and \(memoryLevel): \(code)")
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// The payload of a message, deflated; all of it when `keepsContext` is false, else for a peer
    /// that has all messages before it.
    public func message(_ payload: ByteBuffer, keepsContext: Bool = false) -> ByteBuffer {
        if !keepsContext { deflateReset(stream) }
        // Nothing to flush: an empty stored block by hand (section 7.2.3.6).
        guard payload.readableBytes > 0 else { return ByteBuffer(bytes: [0x00]) }
        var input = payload
        var output = ByteBuffer()
        let bound = Int(deflateBound(stream, UInt(payload.readableBytes))) + 16
        input.withUnsafeMutableReadableBytes { bytes in
            stream.pointee.next_in = bytes.bindMemory(to: UInt8.self).baseAddress
            stream.pointee.avail_in = UInt32(bytes.count)
            repeat {
                output.writeWithUnsafeMutableBytes(minimumWritableBytes: bound) { room in
                    stream.pointee.next_out = room.bindMemory(to: UInt8.self).baseAddress
                    stream.pointee.avail_out = UInt32(room.count)
                    let code = deflate(stream, Z_SYNC_FLUSH)
                    precondition(code == Z_OK, "deflating memory can't fail: \(code)")
                    return room.count - Int(stream.pointee.avail_out)
                }
            } while stream.pointee.avail_out == 0
        }
        stream.pointee.next_in = nil
        precondition(output.readableBytesView.suffix(4).elementsEqual(Self.tail))
        output.moveWriterIndex(to: output.writerIndex - Self.tail.count)
        return output
    }
}
