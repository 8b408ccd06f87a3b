import ArgumentParser
import Foundation
import NIOCore
import NapCatTesting

/// What the stand-in is started with.
struct StandInOptions: ParsableArguments {
    /// The variable that gives NapCat its token.
    static let secretKeyName = "NAPCAT_WEBUI_SECRET_KEY"

    @Option(help: "Where the WebUI listens.")
    var host = "127.0.0.1"

    @Option(help: "Its port, 0 for any; that of webui.json, else 6099, when left out. A busy one: the next.")
    var port: Int?

    @Option(
        help: """
            The token of a new webui.json. Also by \(secretKeyName), which wins over the file and is written into it.
            """
    )
    var token = "standin2026token"

    @Option(help: "NapCat's config folder, made when it is missing. Without it everything is kept in memory.")
    var folder: String?

    @Option(help: "The QQ account.")
    var account: Int64 = 1_000_010_001

    @Option(help: "Its name.")
    var name = "小助手"

    @Flag(help: "QQ waits for a scan of its QR code.")
    var loggedOut = false

    @Flag(help: "QQ is logged in but has been thrown off.")
    var offline = false

    @Option(help: "The QR code is scanned by itself after so many seconds.")
    var scanAfter: Double?

    @Option(help: "Seconds that a QR code can be scanned.")
    var codeLifetime: Int64 = 120

    @Option(help: "The code of the second factor.")
    var twoFactor: String?

    @Option(help: "Logins a minute and address, in a new webui.json.")
    var loginRate = 10

    @Option(help: "Seconds from a restart to the account's return.")
    var returnAfter = 1.0

    @Option(help: "Events a second.")
    var rate = 0.0

    @Option(help: "Where download_file writes; `temp` below the folder when left out.")
    var temp: String?

    @Option(help: "What the bot calls that folder, as if it lived in a container.")
    var tempAs: String?

    @Flag(help: "As in a container: loopback addresses have nobody, and no name is known but those of --extra-host.")
    var contained = false

    @Option(help: "NAME=ADDRESS: a name or address that leads to another one. May be repeated.")
    var extraHost: [String] = []

    @Option(help: "NapCat's version.")
    var version = "4.18.9"

    @Flag(name: .customLong("log"), help: "NapCat's own log lines too, with the token in them.")
    var showsLog = false

    @Flag(name: .customLong("no-input"), help: "Standard input is not read; only a signal ends it.")
    var ignoresInput = false

    func configuration(environment: [String: String]) throws -> StandInConfiguration {
        var configuration = StandInConfiguration()
        configuration.host = self.host
        configuration.token = self.token
        configuration.secretKey = environment[Self.secretKeyName].flatMap { $0.isEmpty ? nil : $0 }
        guard self.account > 0 else { throw ValidationError("--account: a QQ number") }
        configuration.account = self.account
        configuration.nickname = self.name
        configuration.session = self.loggedOut ? .waiting : self.offline ? .offline : .loggedIn
        configuration.qrCodeLifetime = self.codeLifetime
        configuration.totpCode = self.twoFactor
        configuration.loginRate = self.loginRate
        configuration.quickLoginPause = .nanoseconds(try Self.nanoseconds(self.returnAfter, "--return-after"))
        configuration.eventRate = self.rate
        configuration.isContained = self.contained
        configuration.extraHosts = try self.extraHosts()
        configuration.version = self.version
        if let folder = self.folder {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            configuration.folder = folder
        }
        configuration.tempFolder = self.temp ?? self.folder.map { $0 + "/temp" }
        configuration.tempFolderName = self.tempAs
        if let pause = self.scanAfter { _ = try Self.nanoseconds(pause, "--scan-after") }
        if let port = self.port {
            guard (0...65_535).contains(port) else { throw ValidationError("--port: 0 to 65535") }
            configuration.port = port
        } else {
            configuration.port = configuration.filedPort ?? 6099
        }
        return configuration
    }

    private func extraHosts() throws -> [String: String] {
        var hosts: [String: String] = [:]
        for pair in self.extraHost {
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw ValidationError("--extra-host: NAME=ADDRESS") }
            hosts[parts[0]] = parts[1]
        }
        return hosts
    }

    private static func nanoseconds(_ seconds: Double, _ name: String) throws -> Int64 {
        guard (0...86_400).contains(seconds) else { throw ValidationError("\(name): 0 to 86400 seconds") }
        return Int64(seconds * 1_000_000_000)
    }
}
