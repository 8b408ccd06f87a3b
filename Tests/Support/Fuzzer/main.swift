// `make fuzz`: tries every parser of foreign bytes with many inputs, each in a process of its own, so that a trap in one
// ends neither the others nor the input that led to it.

import Foundation
import FuzzTargets

/// Tries one parser in this process. Exit: 65 for what must not be true, 70 for a hang, 71 for growth or too few inputs.
func tryOne(_ name: String, _ order: FuzzOrder) throws -> Never {
    guard let target = FuzzTarget.named(name) else { throw Trouble("there is no parser \(name)") }
    let current = try CurrentInput(path: "\(order.work)/\(name).input", longest: max(target.longest, 65_536))
    let run = FuzzRun(target, order, current: current)
    run.watch()
    if order.isGuided { try runLibFuzzer(run, target, order) }
    do {
        try runSeeded(run, target, order)
    } catch {
        run.say("\(error)")
        exit(65)
    }
    exit(run.report() ? 0 : 71)
}

/// Keeps the input that a process was ended by among the finds, from where `make test` tries it again.
func keepFind(_ name: String, _ order: FuzzOrder) throws {
    guard let bytes = CurrentInput.read("\(order.work)/\(name).input") else { return }
    let hash = bytes.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    let folder = "\(order.finds)/\(name)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = "\(folder)/\(String(hash, radix: 16))"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let hex = bytes.map { String(format: "%02x", $0) }.joined()
    FileHandle.standardError.write(Data("\(name): the input is kept as \(path): \(hex)\n".utf8))
}

/// Tries parsers one after the other. Returns whether all of them held.
func tryAll(_ order: FuzzOrder) throws -> Bool {
    let names = order.parsers.isEmpty ? FuzzTarget.all.map(\.name) : order.parsers
    if let unknown = names.first(where: { FuzzTarget.named($0) == nil }) {
        throw Trouble("there is no parser \(unknown); there are \(FuzzTarget.all.map(\.name).joined(separator: " "))")
    }
    try FileManager.default.createDirectory(atPath: order.work, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: order.work) }
    let engine = order.isGuided ? "libFuzzer" : "seeded changes"
    print("\(names.count) parsers by \(engine), SEED=\(order.seed)")
    fflush(nil)
    // Looked up now: a build meanwhile puts another file in its place.
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    var isWell = true
    for name in names {
        let child = Process()
        child.executableURL = program
        child.arguments = [name, order.work]
        child.environment = ProcessInfo.processInfo.environment.merging(
            [
                "INPUTS": String(order.inputs), "SEED": String(order.seed),
                "SWIFT_BACKTRACE": "enable=yes,interactive=no",
            ]
        ) { $1 }
        try child.run()
        child.waitUntilExit()
        guard child.terminationReason != .exit || child.terminationStatus != 0 else { continue }
        isWell = false
        let end = child.terminationReason == .exit ? "exit" : "signal"
        FileHandle.standardError.write(Data("\(name): ended by \(end) \(child.terminationStatus)\n".utf8))
        if child.terminationStatus != 71 { try keepFind(name, order) }
    }
    return isWell
}

do {
    var order = try FuzzOrder.read(ProcessInfo.processInfo.environment)
    if CommandLine.arguments.count == 3 {
        order.work = CommandLine.arguments[2]
        try tryOne(CommandLine.arguments[1], order)
    }
    exit(try tryAll(order) ? 0 : 1)
} catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(2)
}
