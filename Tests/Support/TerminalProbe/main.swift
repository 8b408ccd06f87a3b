import CPlatform
import Dispatch
import Glibc
import Terminal
import TerminalIO

// Programs for tests in a pseudo terminal, by the first argument:
//   attach SOCKET   the terminal client; says at the end how it ended
//   serve SOCKET    shows what is typed, until `d` detaches, `s` stops, `z` suspends, `y` copies, `r` refuses
//   crash HOW       takes the terminal as the client does, and traps (`trap`) or aborts (`abort`)
//   errors HOW      puts a pipe in the place of standard error, which nobody reads, writes there and dies as above
//   late SIGNAL     gets an ending signal as the client does, and only then begins to wait; says what ended the wait

let arguments = CommandLine.arguments + ["", ""]

func say(_ text: String) {
    _ = (text + "\n").withCString { write(STDOUT_FILENO, $0, strlen($0)) }
}

func environment() -> [String: String] {
    var environment: [String: String] = [:]
    for name in AttachHello.environmentNames + ["TERM", "PATH"] {
        if let value = getenv(name) { environment[name] = String(cString: value) }
    }
    if let value = getenv("TMUX") { environment["TMUX"] = String(cString: value) }
    return environment
}

func attach(_ socket: String) -> Int32 {
    let client = AttachClient(socketPath: socket, program: "probe", language: nil, environment: environment())
    do {
        say("outcome \(try client.run())")
        return 0
    } catch {
        say("failure \(error)")
        return 3
    }
}

@MainActor
func serve(_ path: String) throws -> AttachServer {
    let server = try AttachServer(path: path)
    server.onHello = { peer, hello in
        var typed = ""
        var size = hello.size
        @MainActor func show() {
            let text = "\(hello.terminal) \(size.columns)x\(size.rows) typed \(typed)"
            peer.send(.output(ControlSequence.enter + Array("\u{1B}[H\u{1B}[2J\(text)".utf8)))
        }
        peer.onInput = { bytes in
            switch bytes {
            case [UInt8(ascii: "d")]: peer.end(.detached)
            case [UInt8(ascii: "s")]: peer.end(.stopped)
            case [UInt8(ascii: "z")]: peer.send(.suspend)
            case [UInt8(ascii: "y")]: peer.send(.clipboard(Array("copied text".utf8)))
            case [UInt8(ascii: "r")]: peer.end(.refused("no room"))
            default:
                typed += String(decoding: bytes, as: UTF8.self)
                show()
            }
        }
        peer.onResized = { new in
            size = new
            show()
        }
        peer.onResumed = { show() }
        show()
    }
    return server
}

func crash(_ how: String) {
    let leave = ControlSequence.leave
    var settings = termios()
    tcgetattr(STDIN_FILENO, &settings)
    _ = cp_install_crash_guard(STDOUT_FILENO, leave, leave.count)
    _ = cp_make_raw(STDIN_FILENO, &settings)
    _ = ControlSequence.enter.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    if how == "abort" { abort() }
    fatalError("on purpose")
}

func dieWithWords(_ how: String) {
    var reading: Int32 = -1
    var former: Int32 = -1
    guard cp_capture_errors(&reading, &former) == 0 else { exit(3) }
    // More than the pipe holds: a writer must not wait.
    let line = String(repeating: "x", count: 1023) + "\n"
    for _ in 0..<1000 { _ = line.withCString { write(STDERR_FILENO, $0, strlen($0)) } }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    while read(reading, &bytes, bytes.count) > 0 {}
    _ = "last words\n".withCString { write(STDERR_FILENO, $0, strlen($0)) }
    if how == "abort" { abort() }
    fatalError("on purpose")
}

func late(_ number: Int32) {
    let inbox = cp_open_signal_pipe([], 0, [number], 1)
    raise(number)
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    var byte: UInt8 = 0
    let count = read(ends[0], &byte, 1)
    let code = errno
    let noted = read(inbox, &byte, 1)
    let isCutShort = count < 0 && code == EINTR && noted == 1
    say(isCutShort ? "cut short by \(byte)" : "read \(count), errno \(code), noted \(noted)")
}

switch arguments[1] {
case "attach":
    exit(attach(arguments[2]))
case "serve":
    let server = try serve(arguments[2])
    say("serving")
    withExtendedLifetime(server) { dispatchMain() }
case "crash":
    crash(arguments[2])
case "errors":
    dieWithWords(arguments[2])
case "late":
    late(Int32(arguments[2]) ?? 0)
default:
    exit(64)
}
