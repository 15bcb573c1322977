import Foundation

/// A fuzzer when it is built for that, and otherwise a program that replays files; see README.md.
@main struct Fuzz {
    static func main() throws {
        guard let target = chosen else {
            print("usage: Fuzz --TARGET FILE..., with one of these targets:")
            print(FuzzTarget.allCases.map { "  --\($0.rawValue)" }.joined(separator: "\n"))
            exit(64)
        }
        #if FUZZING
            // libFuzzer keeps an input that crashes only where Swift's own backtraces don't come first.
            for number in [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP] {
                signal(number, SIG_DFL)
            }
            var (count, arguments) = (CommandLine.argc, Optional(CommandLine.unsafeArgv))
            exit(runFuzzer(&count, &arguments, checkOrAbort))
        #else
            for path in CommandLine.arguments.dropFirst(2) {
                try target.check(Array(Data(contentsOf: URL(filePath: path))))
                print("\(path): holds")
            }
        #endif
    }

    /// Two dashes, for libFuzzer passes such arguments by and gives them to its children.
    static let chosen = CommandLine.arguments.dropFirst().first.flatMap { name in
        FuzzTarget.allCases.first { "--\($0.rawValue)" == name }
    }
}

#if FUZZING
    /// libFuzzer as a library (its documentation, "Using libFuzzer as a library").
    @_silgen_name("LLVMFuzzerRunDriver")
    private func runFuzzer(
        _ count: UnsafeMutablePointer<Int32>,
        _ arguments: UnsafeMutablePointer<
            UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        >,
        _ check: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
    ) -> Int32

    private func checkOrAbort(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
        do {
            try Fuzz.chosen?.check(Array(UnsafeBufferPointer(start: bytes, count: count)))
            return 0
        } catch {
            fatalError("breach: \(error)")
        }
    }
#endif
