import Foundation
import Glibc
import Testing

@testable import Console

@Suite struct UnitFileTests {
    static let units: [(name: String, unit: UnitFile)] = [
        ("system", system),
        ("system-low-port-docker", lowPort),
        ("user", user),
    ]

    static let system = UnitFile(
        scope: .system,
        program: "/usr/bin/env",
        settingsFile: "/etc/onebot-console/config.yaml",
        stateFolder: "/var/lib/onebot-console"
    )

    static let lowPort: UnitFile = {
        var unit = Self.system
        unit.port = 443
        unit.dataFolder = "/home/bot/nekro data"
        unit.usesDocker = true
        return unit
    }()

    static let user = UnitFile(
        scope: .user,
        program: "/usr/bin/env",
        settingsFile: "/home/bot/.config/onebot-console/config.yaml",
        stateFolder: "/home/bot/.local/state/onebot-console"
    )

    @Test("the unit reads as the golden", arguments: UnitFileTests.units.map(\.name))
    func golden(name: String) throws {
        let unit = try #require(Self.units.first { $0.name == name }).unit
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Goldens/\(name).service")
        if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
            try Data(unit.text.utf8).write(to: file, options: .atomic)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == unit.text)
    }

    static let analyzer = "/usr/bin/systemd-analyze"

    @Test(
        "systemd has nothing against the unit",
        .enabled(if: access(UnitFileTests.analyzer, X_OK) == 0),
        arguments: UnitFileTests.units.map(\.name)
    )
    func verified(name: String) async throws {
        let unit = try #require(Self.units.first { $0.name == name }).unit
        try await withTemporaryFolder { folder in
            makeFile("\(folder)/onebot-console.service", unit.text, mode: 0o644)
            let pipe = Pipe()
            let process = Process()
            process.executableURL = URL(fileURLWithPath: Self.analyzer)
            process.arguments = [
                "verify", "--man=no", "--recursive-errors=no", unit.scope == .user ? "--user" : "--system",
                "\(folder)/onebot-console.service",
            ]
            process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder, "XDG_RUNTIME_DIR": folder]
            process.standardError = pipe
            process.standardOutput = pipe
            try process.run()
            let words = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            let complaints = words.split(separator: "\n").filter { $0.contains("onebot-console.service") }
            #expect(complaints.isEmpty, "\(words)")
            #expect(process.terminationStatus == 0, "\(words)")
        }
    }

    @Test("a right is given only for a port that needs one")
    func rights() {
        for (port, needed) in [(0, false), (1, true), (1023, true), (1024, false), (8021, false)] {
            var unit = Self.system
            unit.port = port
            #expect(unit.text.contains("AmbientCapabilities=CAP_NET_BIND_SERVICE\n") == needed, "\(port)")
            #expect(unit.text.contains("CapabilityBoundingSet=\n") == !needed, "\(port)")
        }
    }

    @Test(
        "words of a command line mean themselves",
        arguments: [
            ("/usr/bin/x", "/usr/bin/x"), ("/a b/x", #""/a b/x""#), ("/50%/$x", "/50%%/$$x"),
            (#"/a"b\c"#, #""/a\"b\\c""#), ("", #""""#), ("/it's", #""/it's""#), ("/小助手", "/小助手"),
        ]
    )
    func words(word: String, written: String) {
        #expect(UnitWord.argument(word) == written)
    }

    @Test("a dollar sign in a path is none of a variable")
    func path() {
        #expect(UnitWord.path("-/srv/$x%") == "-/srv/$x%%")
    }
}
