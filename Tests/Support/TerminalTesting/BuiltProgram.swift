import Foundation

/// Where the package's executables lie: beside the running tests.
package enum BuiltProgram {
    /// The path of an executable target, nil when it was not built.
    package static func path(_ name: String) -> String? {
        // Of the running program, which is known on Linux in any case.
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let candidates = [CommandLine.arguments.first ?? "", tests].map {
            URL(fileURLWithPath: $0).deletingLastPathComponent().appendingPathComponent(name).path
        }
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
