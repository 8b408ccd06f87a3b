import Glibc
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
        "whether a logout ends what a user has started",
        arguments: [
            ("", "alice", false), ("[Login]\nKillUserProcesses=yes\n", "alice", true),
            ("[Login]\nKillUserProcesses=yes\n", "root", false), ("[Login]\n#KillUserProcesses=yes\n", "alice", false),
            ("[Other]\nKillUserProcesses=yes\n", "alice", false),
            ("[Login]\n KillUserProcesses = on \r\nKillExcludeUsers=bob alice", "alice", false),
            ("[Login]\nKillOnlyUsers=alice\n", "alice", true), ("[Login]\nKillOnlyUsers=alice\n", "bob", false),
            ("[Login]\nKillExcludeUsers=\nKillUserProcesses=1", "root", true),
            ("[Login]\nKillUserProcesses=yes\n[Login]\nKillUserProcesses=no", "alice", false),
        ]
    )
    func logout(text: String, user: String, ends: Bool) {
        var settings = LogindSettings()
        settings.apply(text)
        #expect(settings.kills(user) == ends)
    }

    @Test("drop-ins of logind are laid over its file, and one in /etc hides that of the vendor")
    func dropIns() async throws {
        try await withTemporaryFolder { root in
            for folder in ["/etc/systemd/logind.conf.d", "/usr/lib/systemd/logind.conf.d"] {
                try Paths.makeFolders(root + folder)
            }
            makeFile(root + "/etc/systemd/logind.conf", "[Login]\nKillUserProcesses=no\n")
            #expect(!LogindSettings.read(root: root).kills("alice"))
            makeFile(root + "/usr/lib/systemd/logind.conf.d/50-x.conf", "[Login]\nKillUserProcesses=yes\n")
            #expect(LogindSettings.read(root: root).kills("alice"))
            makeFile(root + "/etc/systemd/logind.conf.d/50-x.conf", "")
            #expect(!LogindSettings.read(root: root).kills("alice"))
            makeFile(root + "/etc/systemd/logind.conf.d/60-y.conf", "[Login]\nKillUserProcesses=true\n")
            #expect(LogindSettings.read(root: root).kills("alice"))
        }
    }

    @Test(
        "root means the service when it runs and nothing else is meant",
        arguments: [
            (true, false, false, true, true), (false, false, false, true, false), (true, true, false, true, false),
            (true, false, true, true, false), (true, false, false, false, false),
        ]
    )
    func asker(isRoot: Bool, named: Bool, own: Bool, runs: Bool, expected: Bool) {
        let asker = SystemService.Asker(isRoot: isRoot, namesAnother: named, hasOwnConsole: own, serviceRuns: runs)
        #expect(SystemService.isMeant(by: asker) == expected)
    }

    @Test("options and the XDG variables name another place")
    func named() {
        #expect(!SystemService.isNamed(CommandOptions(), ["HOME": "/root", "XDG_STATE_HOME": ""]))
        #expect(SystemService.isNamed(CommandOptions(settingsFile: "/x"), [:]))
        #expect(SystemService.isNamed(CommandOptions(stateFolder: "/x"), [:]))
        #expect(SystemService.isNamed(CommandOptions(), ["XDG_STATE_HOME": "/x"]))
        #expect(SystemService.isNamed(CommandOptions(), ["XDG_CONFIG_HOME": "/x"]))
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
