import CZlib
public import NIOCore

/// Inflates the messages of permessage-deflate one by one (RFC 7692 section 7.2.2), within a bound
/// that is counted while inflating.
///
/// Holds at most 40 KiB: a window of up to 32 KiB, made at the first message, and its tables.
public final class Inflater {
    /// Why a message can't be inflated.
    public enum Failure: Error, Sendable, Equatable {
        /// The bytes aren't DEFLATE (RFC 1951).
        case malformed
        /// The bytes end in the middle of a block.
        case truncated
        /// The message is longer than allowed once inflated.
        case tooLong
        /// Whoever looked at the inflated bytes didn't accept them.
        case notAccepted
    }

    /// The most bytes that are inflated between two looks at them.
    public static let chunkBytes = 16_384

    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)

    /// An inflater for windows of 2 to the power of `windowBits` bytes, 8 to 15.
    public init(windowBits: Int = 15) {
        stream.initialize(to: z_stream())
        let code = CZlib_inflateInit(stream, Int32(-windowBits))
        precondition(code == Z_OK, "no inflater for a window of \(windowBits) bits: \(code)")
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// The message as it was before it was deflated.
    ///
    /// - Parameters:
    ///   - deflated: the payloads of all its frames, joined.
    ///   - bytesMax: the longest message that is allowed; one more byte fails, and no byte beyond
    ///     that is inflated.
    ///   - keepsContext: whether it may refer to the messages before it.
    ///   - accepts: shown every inflated chunk, in order; false ends it.
    public func message(
        _ deflated: ByteBuffer, bytesMax: Int, keepsContext: Bool = false,
        accepts: (UnsafeRawBufferPointer) -> Bool = { _ in true }
    ) throws(Failure) -> ByteBuffer {
        if !keepsContext { inflateReset(stream) }
        var input = deflated
        input.writeBytes(Deflater.tail)
        var output = ByteBuffer()
        var failure: Failure?
        input.withUnsafeMutableReadableBytes { bytes in
            stream.pointee.next_in = bytes.bindMemory(to: UInt8.self).baseAddress
            stream.pointee.avail_in = UInt32(bytes.count)
            do throws(Failure) {
                while try inflateChunk(into: &output, bytesMax: bytesMax, accepts) {}
            } catch {
                failure = error
            }
        }
        stream.pointee.next_in = nil
        stream.pointee.avail_in = 0
        if let failure { throw failure }
        return output
    }

    /// False once all is inflated.
    private func inflateChunk(
        into output: inout ByteBuffer, bytesMax: Int, _ accepts: (UnsafeRawBufferPointer) -> Bool
    ) throws(Failure) -> Bool {
        // One byte over the bound is asked for, for that is how being over it is seen.
        let room = min(Self.chunkBytes, bytesMax - output.readableBytes + 1)
        var code = Z_OK
        var isAccepted = true
        output.writeWithUnsafeMutableBytes(minimumWritableBytes: room) { bytes in
            stream.pointee.next_out = bytes.bindMemory(to: UInt8.self).baseAddress
            stream.pointee.avail_out = UInt32(room)
            code = inflate(stream, Z_SYNC_FLUSH)
            let count = room - Int(stream.pointee.avail_out)
            isAccepted = accepts(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
            return count
        }
        guard output.readableBytes <= bytesMax else { throw .tooLong }
        guard isAccepted else { throw .notAccepted }
        switch code {
        case Z_OK, Z_BUF_ERROR: break
        // A block may say that it is the last (section 7.2.3.4): what follows goes on with the
        // same window.
        case Z_STREAM_END: inflateResetKeep(stream)
        default: throw .malformed
        }
        // Looked at before the next call, which begins by forgetting it.
        if stream.pointee.avail_in == 0, isBetweenBlocks { return false }
        guard stream.pointee.avail_in > 0 || stream.pointee.avail_out == 0 else { throw .truncated }
        return true
    }

    /// What zlib tells in `data_type`: 128 right after a block, and the bits that it has left over.
    private var isBetweenBlocks: Bool {
        stream.pointee.data_type & 128 != 0 && stream.pointee.data_type & 63 == 0
    }
}
