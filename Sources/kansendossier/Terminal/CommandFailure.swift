import Domain
import Engine
import Wire

/// Why a command ends without having done what was asked.
struct CommandFailure: Error, Sendable, Equatable {
    let exit: ExitReason
    /// Each a sentence for the person at the terminal.
    let lines: [String]

    init(_ exit: ExitReason, _ lines: [String]) {
        self.exit = exit
        self.lines = lines
    }

    init(_ exit: ExitReason, _ line: String) { self.init(exit, [line]) }

    init(_ refusal: Refusal) {
        let sentence = RefusalSentences.sentence(for: refusal)
        self.init(
            .didNotHold, ["refused: \(refusal.code.rawValue)", sentence.nl, sentence.en])
    }

    init(_ failure: JournalFailure) {
        switch failure {
        case .conflict(let position):
            self.init(.unavailable, "another program wrote this stream up to record \(position)")
        case .unavailable(let reason): self.init(.unavailable, reason)
        case .unknownOutcome(let reason): self.init(.inputOutput, reason)
        case .damaged(let reason): self.init(.badData, reason)
        case .replaced(let reason): self.init(.unavailable, reason)
        }
    }

    init(_ failure: EngineFailure) {
        switch failure {
        case .refused(let refusal): self.init(refusal)
        case .busy: self.init(.unavailable, "too much is waiting; try again")
        case .unavailable: self.init(.unavailable, "the journal can't be used now; try again")
        }
    }

    /// What any error comes to; one that nobody foresaw is our mistake.
    init(describing error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let failure as JournalFailure: self.init(failure)
        case let failure as EngineFailure: self.init(failure)
        case let refusal as Refusal: self.init(refusal)
        default: self.init(.fault, "something went wrong that wasn't foreseen: \(error)")
        }
    }
}

/// What the exit code tells a script: those of sysexits.h, and 1 for an honest no.
enum ExitReason: Int32, CaseIterable, Sendable {
    case didNotHold = 1
    case usage = 64
    case badData = 65
    case unavailable = 69
    case fault = 70
    case inputOutput = 74
    case configuration = 78

    var meaning: String {
        switch self {
        case .didNotHold: "something didn't hold or was refused; it says what"
        case .usage: "the command was not understood; see --help"
        case .badData: "a file or a record is not what it should be"
        case .unavailable: "a data folder, server or port can't be used now"
        case .fault: "a fault in this program"
        case .inputOutput: "reading or writing went wrong"
        case .configuration: "a setting or a certificate is wrong"
        }
    }

    /// The codes as `--help` shows them.
    static var list: String {
        let lines = allCases.map { reason in
            let code = String(reason.rawValue)
            return "  \(String(repeating: " ", count: 2 - code.count))\(code)  \(reason.meaning)"
        }
        return (["EXIT CODES:", "   0  it went well"] + lines).joined(separator: "\n")
    }
}
