import Testing

@testable import TerminalIO

@Suite struct JobControlTests {
    /// Processes by number, each with its parent, group and session.
    typealias Processes = [Int32: JobControl.Place]

    private static func place(_ parent: Int32, _ group: Int32, _ session: Int32) -> JobControl.Place {
        JobControl.Place(parent: parent, group: group, session: session)
    }

    /// 5 is the shell of a terminal, 10 the program, 9 a server that started the session.
    static let worlds: [(what: String, processes: Processes, isPresent: Bool)] = [
        ("a shell's job", [10: place(5, 10, 5), 5: place(9, 5, 5), 9: place(1, 9, 9)], true),
        (
            "sh -c in a shell's job",
            [10: place(7, 7, 5), 7: place(5, 7, 5), 5: place(9, 5, 5), 9: place(1, 9, 9)], true
        ),
        ("the second of a pipe", [10: place(5, 8, 5), 8: place(5, 8, 5), 5: place(9, 5, 5)], true),
        ("what leads a session", [10: place(9, 10, 10), 9: place(1, 9, 9)], false),
        ("what leads a session in a container", [10: place(0, 10, 10)], false),
        ("the first process", [10: place(0, 0, 0)], false),
        ("sh -c that leads a session", [10: place(7, 7, 7), 7: place(9, 7, 7), 9: place(1, 9, 9)], false),
        ("a job whose shell is gone", [10: place(1, 10, 5), 1: place(0, 1, 1)], false),
        ("a parent that cannot be seen", [10: place(5, 10, 5)], false),
        ("numbers that were given anew meanwhile", [10: place(7, 7, 5), 7: place(10, 7, 5)], false),
        ("nobody", [:], false),
    ]

    @Test("who can bring a stopped process back is its group's parent in the same session", arguments: Self.worlds)
    func shell(what: String, processes: Processes, isPresent: Bool) {
        #expect(JobControl.isPresent(for: 10) { processes[$0] } == isPresent, "\(what)")
    }
}
