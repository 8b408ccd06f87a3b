import Foundation
import Glibc
import Host

// Looks at the network that it is started in, for tests that start it in one of their own.
//
//   serve PORT [INTERFACE]    listens on PORT, hears who rings, and answers each line of its input with one line:
//                             how many connections it accepted, who rang, what the firewall's verdict is
//   dial ADDRESS PORT         tries to connect for a second, prints the outcome
//   flood ADDRESS PORT COUNT PER-SECOND
//                             sends first packets from as many made-up addresses

let words = Array(CommandLine.arguments.dropFirst())

/// A line at once: what `print` writes to a pipe waits in a buffer.
func say(_ text: String) {
    let line = text + "\n"
    _ = line.withCString { write(STDOUT_FILENO, $0, strlen($0)) }
}

func address(_ text: String, _ port: UInt16) -> sockaddr_in {
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_port = port.bigEndian
    guard inet_pton(AF_INET, text, &name.sin_addr) == 1 else { exit(2) }
    return name
}

func withGeneric<Result>(_ name: sockaddr_in, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    withUnsafePointer(to: name) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
}

func serve(port: UInt16, interface: String?) async {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
    guard withGeneric(address("0.0.0.0", port), { bind(listener, $0, $1) }) == 0, listen(listener, 64) == 0 else {
        exit(3)
    }
    let doorbell = Doorbell()
    do {
        try doorbell.start(port: port)
    } catch {
        say("no doorbell: \(error)")
        exit(4)
    }
    say("ready")
    var accepted = 0
    while readLine() != nil {
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { break }
            accepted += 1
            close(connection)
        }
        guard let heard = doorbell.snapshot() else { exit(5) }
        let callers = heard.callers.prefix(8).map { "\($0.address)@\($0.interface)x\($0.attempts)+\($0.repetitions)" }
        let verdict = await Firewall.verdict(port: port, interface: interface)
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let time =
            usage.ru_utime.tv_sec * 1_000_000 + usage.ru_utime.tv_usec
            + usage.ru_stime.tv_sec * 1_000_000 + usage.ru_stime.tv_usec
        let facts = [
            "accepted=\(accepted)", "attempts=\(heard.attempts)", "lost=\(heard.lost)", "kept=\(heard.callers.count)",
            "callers=\(callers.joined(separator: ","))", "verdict=\(verdict.state.rawValue)",
            "tool=\(verdict.tool?.rawValue ?? "none")", "microseconds=\(time)", "redirect=\(verdict.redirect)",
            "reason=\(verdict.reason)",
        ]
        say(facts.joined(separator: " "))
    }
}

func dial(_ host: String, port: UInt16) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
    _ = withGeneric(address(host, port)) { connect(descriptor, $0, $1) }
    var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    guard poll(&ready, 1, 1500) == 1 else { return say("timeout") }
    var code: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
    say(code == 0 ? "connected" : "error \(code)")
}

func flood(_ host: String, port: UInt16, count: Int, perSecond: Int) {
    let descriptor = socket(AF_INET, Int32(SOCK_RAW.rawValue), Int32(IPPROTO_RAW))
    let name = address(host, port)
    let target = withUnsafeBytes(of: name.sin_addr) { Array($0) }
    let start = ContinuousClock.now
    for number in 0..<count {
        let source: [UInt8] = [10, 9, UInt8(number / 256 % 256), UInt8(number % 256)]
        var packet: [UInt8] = [0x45, 0, 0, 40, 0, 0, 0, 0, 64, 6, 0, 0] + source + target
        packet += [0x10, 0, UInt8(port >> 8), UInt8(port & 0xFF), 0, 0, UInt8(number / 256 % 256), UInt8(number % 256)]
        packet += [0, 0, 0, 0, 0x50, 2, 0, 1, 0, 0, 0, 0]
        let sent = withGeneric(name) { sendto(descriptor, packet, packet.count, 0, $0, $1) }
        guard sent == packet.count else { return say("error \(errno)") }
        let due = start + .nanoseconds(number * (1_000_000_000 / perSecond))
        let early = ContinuousClock.now.duration(to: due) / .microseconds(1)
        if early > 500 { usleep(UInt32(early)) }
    }
    say("sent \(count) in \(ContinuousClock.now - start)")
}

switch words.first {
case "serve" where words.count >= 2:
    await serve(port: UInt16(words[1]) ?? 0, interface: words.count > 2 ? words[2] : nil)
case "dial" where words.count == 3:
    dial(words[1], port: UInt16(words[2]) ?? 0)
case "flood" where words.count == 5:
    flood(words[1], port: UInt16(words[2]) ?? 0, count: Int(words[3]) ?? 0, perSecond: max(1, Int(words[4]) ?? 1))
default:
    exit(2)
}
