import Testing

/// Every way in which README's commands and the ones that CI runs differ.
///
/// Those of its section on several nodes CI takes from README itself, and runs them all.
func commandViolations(readme: HouseFile, script: HouseFile) -> [Violation] {
    let (first, nodes) = parts(of: readme, at: "## Several nodes", until: "## The rooms")
    let commands = fencedCommands(in: first)
    guard commands.count == 2 else {
        return [Violation(readme.path, "has \(commands.count) commands in fenced blocks, not two")]
    }
    var violations: [Violation] = []
    let runsNodes =
        script.text.contains("$(several_nodes)\"")
        && script.text.contains("'/^## Several nodes$/,/^## The rooms$/p' README.md")
    if !fencedCommands(in: nodes).isEmpty, !runsNodes {
        violations.append(Violation(script.path, "never runs README's commands of several nodes"))
    }
    for (name, command) in zip(["first_command", "second_command"], commands) {
        let assignment = "readonly \(name)='\(command)'"
        if !script.lines.contains(Substring(assignment)) {
            violations.append(Violation(script.path, "lacks the line \(assignment)"))
        }
    }
    // The demo serves until it is interrupted; with this option it ends by itself.
    for use in ["\"$first_command --exit\"", "\"$second_command\""] where !script.text.contains(use)
    {
        violations.append(Violation(script.path, "never runs \(use)"))
    }
    return violations
}

/// A file without its section from one heading up to another, and that section.
private func parts(
    of file: HouseFile, at start: Substring, until end: Substring
) -> (rest: HouseFile, section: HouseFile) {
    var rest: [Substring] = []
    var section: [Substring] = []
    var isInside = false
    for line in file.lines {
        if line == start { isInside = true }
        if line == end { isInside = false }
        if isInside { section.append(line) } else { rest.append(line) }
    }
    return (
        HouseFile(path: file.path, text: rest.joined(separator: "\n")),
        HouseFile(path: file.path, text: section.joined(separator: "\n"))
    )
}

/// Every command of the fuzzing guide that CI doesn't run; the last one, which keeps what was found,
/// is for people.
///
/// CI runs one command for all targets, with `$target` for the name of each.
func fuzzingViolations(guide: HouseFile, script: HouseFile) -> [Violation] {
    let commands = fencedCommands(in: guide)
    guard commands.count == 3 else {
        return [Violation(guide.path, "has \(commands.count) commands in fenced blocks, not three")]
    }
    return commands.dropLast().filter { command in
        let general = command.replacing("frames", with: "$target")
        return !script.text.contains("'\(command)'") && !script.text.contains("\"\(general)\"")
    }.map { Violation(script.path, "never runs \($0)") }
}

/// The lines of every fenced block, in order.
private func fencedCommands(in file: HouseFile) -> [String] {
    var commands: [String] = []
    var isFenced = false
    for line in file.lines {
        if line.hasPrefix("```") {
            isFenced.toggle()
        } else if isFenced && !line.isEmpty {
            commands.append(String(line))
        }
    }
    return commands
}

struct CommandTests {
    private let readme = HouseFile(
        path: "README.md", text: "# A\n\n```sh\nrun demo\n```\n\nThen:\n\n```sh\nrun test\n```\n")

    private func script(_ lines: String...) -> HouseFile {
        HouseFile(path: ".ci/run", text: lines.joined(separator: "\n"))
    }

    @Test func `README's two commands are the ones that CI runs`() throws {
        let readme = try House.file("README.md")
        let script = try House.file(".ci/run")
        #expect(commandViolations(readme: readme, script: script) == [])
    }

    @Test func `the commands of the fuzzing guide are the ones that CI runs`() throws {
        let guide = try House.file("Tests/Fuzz/README.md")
        #expect(fuzzingViolations(guide: guide, script: try House.file(".ci/run")) == [])
    }

    @Test(arguments: [
        ("step build 'make fuzz'\nstep a \"run $target\"", 0), ("step build 'make fuzz'", 1),
        ("step build 'make'\nstep a \"run\"", 2),
    ])
    func `a command of the fuzzing guide that CI doesn't run is seen`(text: String, count: Int) {
        let guide = HouseFile(
            path: "README.md", text: "```sh\nmake fuzz\nrun frames\n```\n\n```sh\nkeep\n```\n")
        #expect(fuzzingViolations(guide: guide, script: script(text)).count == count)
    }

    @Test func `commands that are named and run are no breach`() {
        let script = script(
            "readonly first_command='run demo'", "readonly second_command='run test'",
            "bash -c \"$first_command --exit\"", "bash -c \"$second_command\"")
        #expect(commandViolations(readme: readme, script: script) == [])
    }

    @Test func `another command than README's is seen`() {
        let script = script(
            "readonly first_command='run demo --quick'", "readonly second_command='run test'",
            "bash -c \"$first_command --exit\"", "bash -c \"$second_command\"")
        #expect(commandViolations(readme: readme, script: script).count == 1)
    }

    @Test func `a command that is named and never run is seen`() {
        let script = script(
            "readonly first_command='run demo'", "readonly second_command='run test'",
            "bash -c \"$first_command --exit\"", "# \"$second command\"")
        #expect(commandViolations(readme: readme, script: script).count == 1)
    }

    @Test func `README's commands of several nodes are run as they stand there`() {
        let section = "\n## Several nodes\n\n```sh\nserve one\nserve two\n```\n\n## The rooms\n"
        let readme = HouseFile(path: "README.md", text: readme.text + section)
        let lines = [
            "readonly first_command='run demo'", "readonly second_command='run test'",
            "bash -c \"$first_command --exit\"", "bash -c \"$second_command\"",
        ]
        let own = HouseFile(path: ".ci/run", text: lines.joined(separator: "\n"))
        #expect(commandViolations(readme: readme, script: own).count == 1)
        let whole = HouseFile(
            path: ".ci/run",
            text: own.text + "\nsed -n '/^## Several nodes$/,/^## The rooms$/p' README.md"
                + "\nstep nodes \"$(several_nodes)\"")
        #expect(commandViolations(readme: readme, script: whole) == [])
    }

    @Test func `a third command in README is seen`() {
        let readme = HouseFile(path: "README.md", text: readme.text + "```\nrun more\n```\n")
        #expect(commandViolations(readme: readme, script: script()).count == 1)
    }
}
