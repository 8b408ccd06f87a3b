import Glibc
import Testing

@testable import Console

struct SuccessionTests {
    @Test("a program follows that somebody has asked for, and the services end for it")
    func follows() async {
        let succession = Succession()
        #expect(succession.program == nil)
        #expect(succession.follow("/new"))
        #expect(succession.program == "/new")
        #expect(!succession.isEnding)
        var requests = succession.requests.makeAsyncIterator()
        #expect(await requests.next() != nil)
    }

    @Test("an end is stronger, whether it is asked for before or after", arguments: [true, false])
    func ends(first: Bool) async {
        let succession = Succession()
        if first { succession.end() }
        #expect(succession.follow("/new") == !first)
        if !first { succession.end() }
        #expect(succession.isEnding)
        #expect(succession.program == nil)
        #expect(!succession.follow("/newer"))
        var requests = succession.requests.makeAsyncIterator()
        #expect(await requests.next() != nil)
    }

    @Test("the sockets are closed where nobody takes them over")
    func sockets() throws {
        let succession = Succession()
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var pair: [CInt] = [-1, -1]
        try #require(pipe(&pair) == 0)
        defer { close(pair[0]) }
        succession.keep([descriptor, pair[1]])
        succession.closeSockets()
        // Its number may be somebody else's by now, but nobody writes into the pipe any more.
        var end = pollfd(fd: pair[0], events: Int16(POLLIN), revents: 0)
        #expect(poll(&end, 1, 0) == 1)
        #expect(Int32(end.revents) & POLLHUP != 0)
    }
}
