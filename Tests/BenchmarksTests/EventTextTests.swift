import Benchmarks
import Testing

struct EventTextTests {
    private func read<Value>(
        _ text: String, _ body: (UnsafeRawBufferPointer) -> Value
    ) -> Value {
        Array(text.utf8).withUnsafeBytes(body)
    }

    @Test func `an event is told from an answer, a refusal and another notification`() {
        let event = #"{"jsonrpc":"2.0","method":"event","params":{"offset":7}}"#
        let answer = #"{"id":2,"jsonrpc":"2.0","result":{}}"#
        let refusal = #"{"error":{"code":-32003},"id":2,"jsonrpc":"2.0"}"#
        let heartbeat = #"{"jsonrpc":"2.0","method":"heartbeat","params":{}}"#
        let texts = [event, answer, refusal, heartbeat, "", "{"]
        #expect(
            texts.map { read($0, EventText.isEvent) } == [true, false, false, false, false, false])
        #expect(
            texts.map { read($0, EventText.isAnswer) } == [false, true, false, false, false, false])
        #expect(
            texts.map { read($0, EventText.isError) } == [false, false, true, false, false, false])
    }

    @Test(arguments: [
        (#"{"params":{"epoch":"a","offset":12345,"parts":{}}}"#, 12_345),
        (#"{"offset":0}"#, 0), (#"{"offset":4,"more":{"offset":5}}"#, 4),
        (#"{"reset":3}"#, nil), (#"{"offset":"#, nil), (#"{"offset":"7"}"#, nil), ("", nil),
        (#""offset""offset":9"#, 9),
    ])
    func `the number is the one after the first offset`(text: String, number: Int?) {
        #expect(read(text, EventText.number) == number)
    }
}
