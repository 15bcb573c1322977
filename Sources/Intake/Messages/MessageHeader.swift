internal import Domain

/// The header of a message, checked against its namespace.
struct MessageHeader {
    let provider: ProviderCode
    let municipality: MunicipalityCode
    let identification: String
    let identificationRange: Range<Int>
    let dated: CivilDate
    /// Of a return (DagtekeningRetour).
    let returnDated: CivilDate?
    let codes: [ReturnCode]

    init(
        _ walk: MessageWalk, _ values: MessageValues, of own: MunicipalityCode
    ) throws(MessageFault) {
        let header = walk.header
        guard values.text(header[.code]) == walk.code else {
            throw MessageFault(
                .namespace, "BerichtCode isn't the one of this namespace",
                at: header[.code]?.lowerBound)
        }
        let release = "\(values.number(header[.version])).\(values.number(header[.subversion]))"
        guard release == walk.release.rawValue else {
            throw MessageFault(
                .namespace, "BerichtVersie and BerichtSubversie aren't those of this namespace",
                at: header[.version]?.lowerBound)
        }
        let isFromProvider = walk.kind != .allocation
        guard
            let provider = ProviderCode(values.text(header[isFromProvider ? .sender : .receiver])),
            let municipality = MunicipalityCode(
                values.text(header[isFromProvider ? .receiver : .sender])),
            let identification = header[.identification], let dated = values.date(header[.dated])
        else { preconditionFailure("a header's values have their shapes") }
        self.provider = provider
        self.municipality = municipality
        identificationRange = identification
        self.identification = values.text(identification)
        self.dated = dated
        returnDated = values.date(header[.returnDated])
        codes = values.codes(header)
        guard municipality == own else {
            throw MessageFault(
                .codeList, "of another municipality than the key file's",
                at: header[isFromProvider ? .receiver : .sender]?.lowerBound)
        }
    }
}

/// Values that stand in the bytes of a message, after their shapes were checked.
struct MessageValues {
    let bytes: UnsafeMutableRawBufferPointer

    init(_ bytes: UnsafeMutableRawBufferPointer) { self.bytes = bytes }

    /// The text, empty for what isn't there.
    func text(_ range: Range<Int>?) -> String {
        range.map { String(decoding: bytes[$0], as: UTF8.self) } ?? ""
    }

    func date(_ range: Range<Int>?) -> CivilDate? {
        range.flatMap { ValueShape.date(bytes[$0]) }
    }

    func number(_ range: Range<Int>?) -> Int {
        range.flatMap { ValueShape.number(bytes[$0]) } ?? 0
    }

    func codes(_ fields: MessageWalk.Fields) -> [ReturnCode] {
        fields.returnCodes.compactMap { ReturnCode(text($0)) }
    }
}
