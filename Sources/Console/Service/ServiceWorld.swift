import Glibc
import Subprocess
import SystemPackage

/// What the service commands do with the machine, to be replaced in tests.
package struct ServiceWorld: Sendable {
    /// How a program of the system's ended.
    struct ToolResult: Equatable, Sendable {
        /// nil when it could not be started, or a signal ended it.
        var exit: Int32?
        /// What it wrote, both streams together.
        var output: String

        var isDone: Bool { self.exit == 0 }
    }

    /// A user of this machine.
    struct Account: Equatable, Sendable {
        var user: uid_t
        var group: gid_t
    }

    /// Goes before every path that is looked at or written to.
    var root = ""
    /// Who asks.
    var userID: uid_t
    var userName: String
    /// What runs: an absolute path.
    var program: String
    /// Runs a program that PATH finds, to its end.
    var run: @Sendable (_ name: String, _ arguments: [String]) async -> ToolResult
    var account: @Sendable (_ name: String) -> Account?
    /// Gives a file or folder away.
    var give: @Sendable (_ path: String, _ account: Account) -> CInt?
    /// Who has become root by sudo(8), where that is how root came to ask.
    var caller: Caller?

    /// A user and where he keeps his things.
    struct Caller: Equatable, Sendable {
        var name: String
        var home: String
    }

    /// systemd manages this machine (sd_booted(3)).
    var hasSystemd: Bool { FileFacts(path: self.root + "/run/systemd/system")?.kind == .folder }

    /// What the user has started goes on without him, from the start of the machine on (loginctl(1)).
    var lingers: Bool { FileFacts(path: "\(self.root)/var/lib/systemd/linger/\(self.userName)") != nil }

    /// This machine.
    package static func live(environment: [String: String]) -> ServiceWorld {
        let user = geteuid()
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = readlink("/proc/self/exe", &buffer, Int(PATH_MAX))
        return ServiceWorld(
            userID: user,
            userName: Self.name(of: user) ?? environment["USER"] ?? String(user),
            program: String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self),
            run: { await Self.run($0, $1, environment) },
            account: Self.account(named:),
            give: { path, account in lchown(path, account.user, account.group) == 0 ? nil : errno },
            caller: user == 0 ? environment["SUDO_USER"].flatMap { Self.caller(named: $0) } : nil
        )
    }

    private static func run(
        _ name: String,
        _ arguments: [String],
        _ environment: [String: String]
    ) async -> ToolResult {
        // Of our environment only what leads to a user's own manager; the rest may hold keys.
        var variables: [Environment.Key: String] = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"]
        for name in ["XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS", "HOME", "USER"] {
            if let key = Environment.Key(rawValue: name) { variables[key] = environment[name] }
        }
        do {
            let result = try await Subprocess.run(
                .name(name),
                arguments: Arguments(arguments),
                environment: .custom(variables),
                output: .string(limit: 256 * 1024),
                error: .combinedWithOutput
            )
            let output = result.standardOutput
            guard case .exited(let code) = result.terminationStatus else { return ToolResult(output: output) }
            return ToolResult(exit: code, output: output)
        } catch {
            return ToolResult(output: "\(name): \(error)")
        }
    }

    private static func name(of user: uid_t) -> String? {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        guard getpwuid_r(user, &entry, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
        return entry.pw_name.map { String(cString: $0) }
    }

    private static func account(named name: String) -> Account? {
        Self.entry(of: name) { Account(user: $0.pw_uid, group: $0.pw_gid) }
    }

    private static func caller(named name: String) -> Caller? {
        let home = Self.entry(of: name) { entry -> String in
            guard entry.pw_uid != 0, let folder = entry.pw_dir else { return "" }
            return String(cString: folder)
        }
        return home.flatMap { $0.hasPrefix("/") ? Caller(name: name, home: $0) : nil }
    }

    private static func entry<Result>(of name: String, _ body: (passwd) -> Result) -> Result? {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        // The texts of the entry are in the buffer, which must outlive the use of them.
        return buffer.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress,
                getpwnam_r(name, &entry, start, buffer.count, &found) == 0, found != nil
            else { return nil }
            return body(entry)
        }
    }
}
