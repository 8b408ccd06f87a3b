import CFuzzing
import Foundation
import FuzzTargets
import Synchronization

/// Inputs that are seeds changed by chance: the same ones in every run with the same seed.
func runSeeded(_ run: FuzzRun, _ target: FuzzTarget, _ order: FuzzOrder) throws {
    var mutator = FuzzMutator(target, seed: order.seed)
    for _ in 0..<order.inputs { try run.attempt(mutator.next()) }
}

/// The run that libFuzzer calls, which can be given no context.
private let driven = Mutex<FuzzRun?>(nil)

/// Inputs that libFuzzer makes, led by the branches they reach. Ends the process.
func runLibFuzzer(_ run: FuzzRun, _ target: FuzzTarget, _ order: FuzzOrder) throws -> Never {
    let corpus = "\(order.work)/\(target.name).corpus"
    try FileManager.default.createDirectory(atPath: corpus, withIntermediateDirectories: true)
    var mutator = FuzzMutator(target, seed: order.seed)
    let made = target.make == nil ? [] : (0..<64).map { _ in mutator.next() }
    for (index, bytes) in (target.seeds + made).enumerated() {
        try Data(bytes.prefix(target.longest)).write(to: URL(fileURLWithPath: "\(corpus)/\(index)"))
    }
    let dictionary = "\(order.work)/\(target.name).words"
    let words = target.words.filter { !$0.isEmpty && $0.count <= 64 }.map { word in
        "\"" + word.map { String(format: "\\x%02x", $0) }.joined() + "\"\n"
    }
    try Data(words.joined().utf8).write(to: URL(fileURLWithPath: dictionary))
    driven.withLock { $0 = run }
    atexit {
        guard let run = driven.withLock({ $0 }), !run.report() else { return }
        _exit(71)
    }
    // libFuzzer ends at once, without a complaint of ours, for a dictionary that has no words.
    let arguments =
        [
            "Fuzzer", "-runs=\(order.inputs)", "-seed=\(UInt32(truncatingIfNeeded: order.seed) | 1)",
            "-max_len=\(target.longest)",
            "-verbosity=0", "-timeout=0", "-rss_limit_mb=4096", "-detect_leaks=0", "-reload=0",
            "-handle_abrt=0", "-handle_ill=0", "-handle_trap=0", "-handle_segv=0", "-handle_bus=0", "-handle_fpe=0",
        ] + (words.isEmpty ? [] : ["-dict=\(dictionary)"]) + [corpus]
    // They live as long as the process.
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    _ = cf_run_libfuzzer(Int32(arguments.count), &pointers) { bytes, count in
        guard let run = driven.withLock({ $0 }) else { return 0 }
        do {
            try run.attempt(Array(UnsafeBufferPointer(start: bytes, count: count)))
        } catch {
            run.say("\(error)")
            _exit(65)
        }
        return 0
    }
    exit(0)
}
