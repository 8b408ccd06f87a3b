import Foundation
import Testing

@testable import Host

@Suite struct ListenersTests {
    private static let docker = String(repeating: "ab12", count: 16)
    private static let rows = """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
           0: 00000000:1F55 00000000:0000 0A 00000000:00000003 00:00000000 00000000     0        0 100 1
           1: 0100007F:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 200 1
           2: 0100007F:0017 0100007F:0016 01 00000000:00000009 00:00000000 00000000  1000        0 300 1

        """

    @Test("all listening sockets have their owner, user, container and queue")
    func all() throws {
        let fixture = try HostFixture([
            "proc/net/tcp": Self.rows, "proc/7/comm": "console\n", "proc/9/comm": "sshd\n",
            "proc/7/cgroup": "0::/system.slice/docker-\(Self.docker).scope\n", "proc/9/cgroup": "0::/x.service\n",
        ])
        try fixture.link("proc/7/fd/3", to: "socket:[100]")
        try fixture.link("proc/9/fd/4", to: "socket:[200]")
        try fixture.link("proc/9/fd/5", to: "socket:[300]")
        let found = try #require(Listeners.all(folders: fixture.folders))
        #expect(found.isComplete)
        let mark = ContainerMark(engine: .docker, id: "ab12ab12ab12")
        #expect(
            found.sockets == [
                ListeningSocket(
                    address: "0.0.0.0",
                    port: 8021,
                    pid: 7,
                    name: "console",
                    userID: 0,
                    inode: 100,
                    waiting: 3,
                    container: mark
                ),
                ListeningSocket(address: "127.0.0.1", port: 22, pid: 9, name: "sshd", userID: 1000, inode: 200),
            ]
        )
    }

    @Test("of very many sockets a part is told, and that it is a part")
    func many() throws {
        let rows = (0..<Listeners.mostSockets + 10).map {
            "  0: 00000000:\(String(format: "%04X", $0 % 65_536)) 00000000:0000 0A 0:0 00:0 0 0 0 0 1\n"
        }
        let fixture = try HostFixture(["proc/net/tcp": rows.joined()])
        let found = try #require(Listeners.all(folders: fixture.folders))
        #expect(found.sockets.count == Listeners.mostSockets)
        #expect(!found.isComplete)
    }

    @Test("this machine's sockets have this process's among them")
    func real() throws {
        let listener = try Listener(address: "127.0.0.1")
        defer { listener.close() }
        let found = try #require(Listeners.all())
        #expect(found.sockets.contains { $0.port == listener.port && $0.pid == getpid() && $0.userID == geteuid() })
    }

    @Test("without /proc there is nothing to tell")
    func nothing() {
        #expect(Listeners.all(folders: HostFolders(root: "/nonexistent")) == nil)
    }

    @Test("what fills no table makes no socket", arguments: Hostile.texts)
    func hostile(text: String) throws {
        let fixture = try HostFixture(["proc/net/tcp": text, "proc/net/tcp6": text])
        #expect(Listeners.all(folders: fixture.folders)?.sockets == [])
    }

    @Test(
        "a container is known by its control groups",
        arguments: [
            ("0::/system.slice/docker-\(Self.docker).scope", ContainerMark(engine: .docker, id: "ab12ab12ab12")),
            ("0::/user.slice\n4:memory:/docker/\(Self.docker)", .init(engine: .docker, id: "ab12ab12ab12")),
            (
                "0::/user.slice/user-1000.slice/libpod-\(Self.docker).scope/container",
                .init(engine: .podman, id: "ab12ab12ab12")
            ),
            (
                "0::/kubepods.slice/kubepods-pod1.slice/cri-containerd-\(Self.docker).scope",
                .init(engine: .containerd, id: "ab12ab12ab12")
            ),
            ("1:cpu:/kubepods/besteffort/pod1-2/\(Self.docker)", .init(engine: .kubernetes, id: "ab12ab12ab12")),
            ("0::/kubepods.slice/crio-\(Self.docker).scope", .init(engine: .crio, id: "ab12ab12ab12")),
            ("0::/default/\(Self.docker)", .init(engine: .containerd, id: "ab12ab12ab12")),
            ("0::/lxc.payload.bots/init.scope", .init(engine: .lxc, id: "bots")),
            ("12:pids:/lxc/bot-1", .init(engine: .lxc, id: "bot-1")),
            ("0::/", nil), ("0::/system.slice/docker.service", nil), ("0::/docker-short.scope", nil),
            ("0::/lxc/\u{1B}[31m", nil), ("0::/lxc.monitor.bots", nil), ("0::/docker/\(Self.docker.uppercased())", nil),
            ("docker-\(Self.docker).scope", nil),
        ] as [(String, ContainerMark?)]
    )
    func mark(groups: String, expected: ContainerMark?) {
        #expect(ContainerMark.in(controlGroups: groups) == expected)
    }
}
