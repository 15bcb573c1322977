/// Gives a body these texts as C strings, with a null after the last.
func withCStrings<Value>(
    _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Value
) -> Value {
    let bytes = texts.map { $0.utf8.map { UInt8($0) } + [0] }
    return withPointers(bytes) { pointers in body(pointers) }
}

/// Gives a body these parameters as libpq takes them: how many, where, how long, and all binary.
func withBinary<Value>(
    _ parameters: [Parameter],
    _ body: (
        CInt, UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<CInt>, UnsafePointer<CInt>
    ) -> Value
) -> Value {
    let lengths = parameters.map { CInt($0.bytes?.count ?? 0) }
    let formats = parameters.map { _ in CInt(1) }
    return withPointers(parameters.map(\.bytes)) { values in
        body(CInt(parameters.count), values, lengths, formats)
    }
}

/// All these bytes in one block, with a pointer to the start of each and null for none; one more
/// null ends the list.
private func withPointers<Value>(
    _ values: [[UInt8]?], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Value
) -> Value {
    var block: [CChar] = []
    var starts: [Int?] = []
    for value in values {
        starts.append(value == nil ? nil : block.count)
        block += (value ?? []).map { CChar(bitPattern: $0) }
    }
    // An empty value still needs a place that isn't null.
    block.append(0)
    return block.withUnsafeBufferPointer { block in
        let pointers = starts.map { start in start.flatMap { block.baseAddress?.advanced(by: $0) } }
        return body(pointers + [nil])
    }
}
