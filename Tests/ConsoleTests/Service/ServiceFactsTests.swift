import Glibc
import Snapshot
import Testing

@testable import Console

/// What the service commands conclude from what they are told.
@Suite struct ServiceFactsTests {
    @Test(
        "a program that a service cannot be started from is named with the part in the way",
        arguments: [
            ("/usr/local/bin/onebot-console", ServiceScope.system, nil),
            ("/usr/bin/onebot-console", .user, nil),
            ("/srv/x/.build/debug/onebot-console", .system, ProgramPlace.Obstacle.buildFolder),
            ("/srv/x/.build-tsan/debug/onebot-console", .user, .buildFolder),
            ("/usr/bin/onebot-console (deleted)", .system, .replaced),
            ("/tmp/onebot-console", .user, .temporaryFolder),
            ("/var/tmp/onebot-console", .system, .temporaryFolder),
            ("/root/onebot-console", .system, .closed(part: "/root")),
            ("/home/a/bin/onebot-console", .system, .closed(part: "/home/a")),
            ("/home/a/bin/onebot-console", .user, nil),
            ("/usr/mine/onebot-console", .system, .closed(part: "/usr/mine/onebot-console")),
            ("/usr/gone/onebot-console", .system, .closed(part: "/usr/gone")),
        ] as [(String, ServiceScope, ProgramPlace.Obstacle?)]
    )
    func program(path: String, scope: ServiceScope, expected: ProgramPlace.Obstacle?) {
        let modes: [String: mode_t] = [
            "/root": 0o700, "/home/a": 0o750, "/usr/mine/onebot-console": 0o711, "/usr/gone": 0,
        ]
        #expect(ProgramPlace.obstacle(path, scope, modes: { modes[$0] ?? 0o755 }) == expected)
    }

    @Test(
        "root means the service when it runs or is installed, and nothing else is meant",
        arguments: [
            (true, false, false, true, true, true), (true, false, false, true, false, true),
            (true, false, false, false, true, true), (true, false, false, false, false, false),
            (false, false, false, true, true, false), (true, true, false, true, true, false),
            (true, false, true, true, true, false), (true, false, true, false, true, false),
            (true, true, false, false, true, false), (false, false, false, false, true, false),
        ]
    )
    func asker(isRoot: Bool, named: Bool, own: Bool, runs: Bool, installed: Bool, expected: Bool) {
        let asker = SystemService.Asker(
            isRoot: isRoot,
            namesAnother: named,
            hasOwnConsole: own,
            serviceRuns: runs,
            isInstalled: installed
        )
        #expect(SystemService.isMeant(by: asker) == expected)
    }

    @Test(
        "a unit is the service's when it has the service's state folder",
        arguments: [
            (nil, false), ("", false), ("ExecStart=/usr/bin/onebot-console run --headless", false),
            ("ExecStart=/usr/bin/onebot-console run --state-dir STATE --headless\n", true),
            ("ExecStart=/usr/bin/onebot-console run --state-dir=STATE\n", true),
            ("ExecStart=/usr/bin/onebot-console run --state-dir STATE-2\n", false),
            ("ExecStart=/usr/bin/onebot-console run --state-dir /srv/STATE\n", false),
        ] as [(String?, Bool)]
    )
    func installed(unit: String?, expected: Bool) async throws {
        try await withTemporaryFolder { folder in
            var service = SystemService(settingsFile: folder + "/config.yaml", stateFolder: folder + "/state")
            service.unitFile = folder + "/unit"
            if let unit { makeFile(service.unitFile, unit.replacing("STATE", with: service.stateFolder)) }
            #expect(service.isInstalled == expected)
        }
    }

    @Test("the unit that is written is known again")
    func known() async throws {
        try await withTemporaryFolder { folder in
            var service = SystemService.installed
            #expect(service.unitFile == "/etc/systemd/system/onebot-console.service")
            service.unitFile = folder + "/unit"
            makeFile(service.unitFile, UnitFileTests.system.text)
            #expect(service.isInstalled)
        }
    }

    @Test("options and the XDG variables name another place")
    func named() {
        #expect(!SystemService.isNamed(CommandOptions(), ["HOME": "/root", "XDG_STATE_HOME": ""]))
        #expect(SystemService.isNamed(CommandOptions(settingsFile: "/x"), [:]))
        #expect(SystemService.isNamed(CommandOptions(stateFolder: "/x"), [:]))
        #expect(SystemService.isNamed(CommandOptions(), ["XDG_STATE_HOME": "/x"]))
        #expect(SystemService.isNamed(CommandOptions(), ["XDG_CONFIG_HOME": "/x"]))
    }

    @Test("a port that may not be opened is not said to need root", arguments: Language.allCases)
    func lowPort(language: Language) {
        let sentence = EffectPhrases(language: language).notPermitted(port: 443)
        #expect(sentence.contains("443") && sentence.contains("1024") && !sentence.contains("root"))
    }

    @Test("what systemctl shows is read, whatever else it says")
    func state() {
        let state = UnitState(
            "LoadState=loaded\nUnitFileState=enabled\nActiveState=active\nSubState=running\nResult=success\n"
                + "MainPID=4242\nActiveEnterTimestamp=Thu 2026-01-01 00:00:00 UTC\nStatusText=on ws://a=b\nX\nY=\n"
        )
        #expect(state.isActive)
        #expect(state.process == 4242)
        #expect(state.status == "on ws://a=b")
        #expect(UnitState("MainPID=0\nActiveState=failed\n").process == nil)
        #expect(UnitState("MainPID=99999999999999999999\n").process == nil)
    }
}
