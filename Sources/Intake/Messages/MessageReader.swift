package import Domain

/// Reads one message (305, 307, 301, 306 or 308) and gives what may be kept of it.
///
/// A citizen service number becomes a pseudonym here; name, birth date and sex are passed without a
/// look. None of them is copied out of the memory that the document stands in, but for the block
/// that a pseudonym is computed from, and none is in an error.
package struct MessageReader: Sendable {
    private let pseudonymiser: Pseudonymiser
    private let limits: XMLLimits

    /// The most bytes that a document may have: 25 MB (OP179).
    package static let documentBytesMost = 25_000_000

    package init(_ pseudonymiser: Pseudonymiser, limits: XMLLimits = XMLLimits()) {
        self.pseudonymiser = pseudonymiser
        self.limits = limits
    }

    /// What was read.
    package enum Reading: Hashable, Sendable {
        case read(ReceivedDocument)
        case refused(RefusedDocument)
    }

    /// Reads a document, and overwrites it; `scratch` is memory that readings may share.
    package func read(
        _ document: SecretBytes, receivedOn: CivilDate, scratch: SecretBytes
    ) -> Reading {
        defer {
            document.wipe()
            scratch.wipe()
        }
        guard document.count <= Self.documentBytesMost else {
            return .refused(
                refusal(of: document, MessageFault(.unreadable, "more than 25 MB (OP179)")))
        }
        do throws(MessageFault) {
            return .read(try message(in: document, receivedOn: receivedOn, scratch: scratch))
        } catch {
            return .refused(refusal(of: document, error))
        }
    }

    /// Whose message a document says that it is; nil for what isn't a message. It stays as it was.
    package static func municipality(
        in document: SecretBytes, scratch: SecretBytes
    ) -> MunicipalityCode? {
        defer { scratch.wipe() }
        guard document.count <= documentBytesMost,
            let text = try? XMLEncoding.checked(document),
            let walk = try? MessageWalk(text.bytes, canonical: scratch, limits: XMLLimits())
        else { return nil }
        let range = walk.header[walk.kind == .allocation ? .sender : .receiver]
        return MunicipalityCode(MessageValues(text.bytes).text(range))
    }

    /// Room for what a document says while it is read.
    package static func scratch() -> SecretBytes {
        SecretBytes(bytesMost: 3 * documentBytesMost)
    }

    private func message(
        in document: SecretBytes, receivedOn: CivilDate, scratch: SecretBytes
    ) throws(MessageFault) -> ReceivedDocument {
        let text: SecretBytes
        do { text = try XMLEncoding.checked(document) } catch { throw MessageFault(error) }
        let walk = try MessageWalk(text.bytes, canonical: scratch, limits: limits)
        let values = MessageValues(text.bytes)
        let header = try MessageHeader(walk, values, of: pseudonymiser.municipality)
        do throws(MessageFault) {
            let client = try client(of: walk, header, values)
            let content = pseudonymiser.content(scratch)
            let draft = MessageDraft(
                walk: walk, values: values, header: header, pseudonym: client?.current,
                content: content, receivedOn: receivedOn, pseudonymiser: pseudonymiser)
            return ReceivedDocument(
                content: try draft.finished(), contentMark: content, client: client)
        } catch {
            throw error.of(header)
        }
    }

    /// The client's marks, after the check of the number (CS002).
    private func client(
        of walk: MessageWalk, _ header: MessageHeader, _ values: MessageValues
    ) throws(MessageFault) -> ClientMarks? {
        guard let range = walk.client[.citizenNumber] else { return nil }
        let digits = values.bytes[range]
        guard CitizenNumber.isValid(digits) else {
            throw MessageFault(
                .citizenNumber, "Bsn fails its check (11-proef)", at: range.lowerBound)
        }
        guard !CitizenNumber.stands(digits, in: values.bytes[header.identificationRange]) else {
            throw MessageFault(
                .codeList, "Identificatie has the client's own Bsn in it",
                at: header.identificationRange.lowerBound)
        }
        return pseudonymiser.client(digits)
    }

    private func refusal(of document: SecretBytes, _ fault: MessageFault) -> RefusedDocument {
        RefusedDocument(
            contentMark: pseudonymiser.file(document), rule: fault.rule, reason: fault.reason,
            line: fault.offset.map { offset in
                1 + document.bytes.prefix(offset).reduce(0) { $0 + ($1 == 10 ? 1 : 0) }
            }, sender: fault.sender, identification: fault.identification)
    }
}
