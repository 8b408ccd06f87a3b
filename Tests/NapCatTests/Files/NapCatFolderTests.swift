import Foundation
import Glibc
import NapCat
import OneBot
import Testing

@Suite("NapCat's folder")
struct NapCatFolderTests {
    private let data: ScratchFolder

    init() throws {
        self.data = try ScratchFolder()
    }

    @Test(
        "is found in a data folder",
        arguments: [
            (["napcat_data/napcat/webui.json"], "/napcat_data/napcat"),
            (["napcat_data/napcat/onebot11_10001.json"], "/napcat_data/napcat"),
            (["napcat/config/onebot11.json"], "/napcat/config"),
            (["config/webui.json"], "/config"),
            (["webui.json"], ""),
            // Nekro Agent's own come first, and folders that merely have the name do not count.
            (["webui.json", "config/webui.json", "napcat_data/napcat/webui.json"], "/napcat_data/napcat"),
            (["napcat_data/napcat/napcat.json", "config/app.json", "webui.json"], ""),
            (
                ["config/onebot11_.json", "config/onebot11_a.json", "napcat/config/onebot11_10001.json"],
                "/napcat/config"
            ),
        ]
    )
    func found(files: [String], place: String) throws {
        for file in files { try self.data.write(file) }
        #expect(try NapCatFolder(dataFolder: self.data.path).path == self.data.path + place)
        #expect(try NapCatFolder(dataFolder: self.data.path + "/").webUI.hasSuffix(place + "/webui.json"))
    }

    @Test(
        "is missing",
        arguments: [[], ["uploads/webui.json", "napcat_data/webui.json", "config/onebot11_1.json.bak"]]
    )
    func missing(files: [String]) throws {
        for file in files { try self.data.write(file) }
        #expect(throws: NapCatFileProblem.folderMissing) { try NapCatFolder(dataFolder: self.data.path) }
        #expect(throws: NapCatFileProblem.folderMissing) { try NapCatFolder(dataFolder: self.data.path + "/none") }
        #expect(throws: NapCatFileProblem.folderMissing) { try NapCatFolder(dataFolder: "a\u{0}b") }
    }

    @Test("cannot be looked into", .enabled(if: geteuid() == 0, "needs root to be somebody else"))
    func closed() async throws {
        try self.data.write("napcat/config/webui.json")
        let path = self.data.path
        for (folder, mode) in [("", 0o755), ("/napcat", 0o755), ("/napcat/config", 0o700)] as [(String, mode_t)] {
            #expect(chmod(path + folder, mode) == 0)
        }
        let problem = await asOrdinaryUser {
            #expect(throws: NapCatFileProblem.self) { try NapCatFolder(dataFolder: path) }
        }
        #expect(problem == .unreadable(path + "/napcat/config", errno: EACCES))
    }

    @Test("lists its accounts, the one changed last first")
    func accounts() throws {
        let others = [
            "onebot11.json", "onebot11_10001.json.bak", "onebot11_x1.json", "onebot11_.json", ".onebot11_10007.json",
            "onebot11_123456789012345678901.json", "napcat_10001.json", "onebot11_\u{FF11}.json",
        ]
        for name in others { try self.data.write(name) }
        for (number, time) in [("10001", 30), ("10002", 50), ("10003", 40), ("10004", 40)] {
            let path = try self.data.write("onebot11_\(number).json")
            let moment = timespec(tv_sec: 1_700_000_000 + time, tv_nsec: 0)
            #expect(utimensat(AT_FDCWD, path, [moment, moment], 0) == 0)
        }
        #expect(mkfifo(self.data.path + "/onebot11_10005.json", 0o600) == 0)
        #expect(mkdir(self.data.path + "/onebot11_10006.json", 0o700) == 0)
        #expect(symlink("nowhere", self.data.path + "/onebot11_10008.json") == 0)

        let folder = try NapCatFolder(dataFolder: self.data.path)
        let accounts = try folder.accounts()
        #expect(accounts.map(\.number) == ["10002", "10003", "10004", "10001"])
        #expect(accounts.first?.path == self.data.path + "/onebot11_10002.json")
        #expect(accounts.first?.modifiedAt == Date(timeIntervalSince1970: 1_700_000_050))
        #expect(folder.configuration(of: "10001") == self.data.path + "/onebot11_10001.json")
        #expect(folder.configuration(of: "../10001") == nil)
        #expect(folder.configuration(of: "") == nil)
    }
}

@Suite("webui.json")
struct WebUIFileTests {
    @Test(
        "is read as NapCat does",
        arguments: [
            (#"{"host":"::","port":6099,"token":"abc","loginRate":10,"enable2FA":false}"#, "abc"), ("{}", ""),
            ("{token: 'x', port: '7000', theme: {}}", "x"), ("// mine\n{token: 123456, port: 0x1000,}", "123456"),
            ("{token: [], port: {}, host: null}", ""),
        ]
    )
    func reading(text: String, token: String) throws {
        #expect(try WebUIFile(Array(text.utf8)).token.exposed == token)
    }

    @Test("or its fault is told with its place, and nothing of what is in it")
    func broken() throws {
        let data = try ScratchFolder()
        let path = try data.write("webui.json", "{\n  \"token\": \"secret\" \"port\": 1\n}")
        let folder = try NapCatFolder(dataFolder: data.path)
        #expect(throws: NapCatFileProblem.broken(path, line: 2, column: 21)) { try WebUIFile(in: folder) }
        try data.write("webui.json", "[]")
        #expect(throws: NapCatFileProblem.broken(path, line: 1, column: 1)) { try WebUIFile(in: folder) }
        try data.write("webui.json", "{token: 'a'}")
        #expect(try WebUIFile(in: folder).token.exposed == "a")
        try data.write("onebot11.json")
        #expect(unlink(path) == 0)
        #expect(throws: NapCatFileProblem.fileMissing(path)) { try WebUIFile(in: folder) }
    }
}
