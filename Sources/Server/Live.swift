import Synchronization

/// A value that is replaced as a whole while others read it; each reader gets the newest one.
final class Live<Value: Sendable>: Sendable {
    private let value: Mutex<Value>

    init(_ value: Value) { self.value = Mutex(value) }

    var current: Value { value.withLock { $0 } }

    func replace(_ new: Value) { value.withLock { $0 = new } }
}
