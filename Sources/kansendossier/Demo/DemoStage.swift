import Domain
import Foundation
import Synchronization
import Wire

/// Where the demo tells, in Dutch, what happens: one line at a time, whoever speaks.
final class DemoStage: Sendable {
    private let output = Mutex(FileHandle.standardOutput)

    /// Begins a new act.
    func act(_ title: String) { write("\n== \(title)") }

    /// Says who does what.
    func says(_ who: some CustomStringConvertible, _ what: String) {
        let name = "\(who)"
        let room = String(repeating: " ", count: max(0, 26 - name.count))
        write("   \(name)\(room) \(what)")
    }

    /// Draws how many gave each value of the scale.
    func histogram(_ title: String, counts: [Int], value: String) {
        let bars = counts.enumerated().map { index, count in
            "\(index + 1)\(String(repeating: "▇", count: count))\(count == 0 ? "·" : "")"
        }
        let room = String(repeating: " ", count: max(0, 15 - title.count))
        write("      \(title)\(room) \(bars.joined(separator: " "))  \(value)")
    }

    /// Draws an amount as a part of the pot.
    func bar(_ title: String, amount: Cents, of pot: Cents) {
        let width = pot.value > 0 ? amount.value * 40 / pot.value : 0
        let filled = String(repeating: "█", count: width)
        let empty = String(repeating: "░", count: 40 - width)
        write("      \(filled)\(empty) \(title) \(amount.dutch)")
    }

    func write(_ line: String) {
        output.withLock { try? $0.write(contentsOf: Data((line + "\n").utf8)) }
    }
}

extension Cents {
    /// As the Dutch write it: `€ 45.000` or `€ 45.000,50`.
    var dutch: String {
        let euros = value.magnitude / 100
        let cents = value.magnitude % 100
        var groups: [String] = []
        var rest = String(euros)
        while rest.count > 3 {
            groups.insert(String(rest.suffix(3)), at: 0)
            rest.removeLast(3)
        }
        groups.insert(rest, at: 0)
        let fraction = cents == 0 ? "" : ",\(cents < 10 ? "0" : "")\(cents)"
        return "€ \(value < 0 ? "-" : "")\(groups.joined(separator: "."))\(fraction)"
    }
}

extension Rational {
    /// Rounded half up to two decimals, as the Dutch write it: `72,25`.
    var dutch: String {
        rounded(decimals: 2).split(separator: ".").joined(separator: ",")
    }
}
