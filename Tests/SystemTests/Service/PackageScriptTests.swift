import Foundation
import Testing

/// What the package says at its installation.
@Suite struct PackageScriptTests {
    private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../.package/postinst").standardizedFileURL.path

    private func says(_ variables: [String: String], hasUnit: Bool) async throws -> String {
        var said = ""
        try await withConsoleHome { home in
            let units = "\(home.folder)/root/etc/systemd/system"
            try FileManager.default.createDirectory(atPath: units, withIntermediateDirectories: true)
            if hasUnit {
                try "[Unit]\n".write(toFile: "\(units)/onebot-console.service", atomically: false, encoding: .utf8)
            }
            var environment = ["DPKG_ROOT": "\(home.folder)/root", "LANG": ""]
            environment.merge(variables) { $1 }
            let result = try await home.start("/bin/sh", [Self.script, "configure"], environment: environment).result()
            #expect(result.exit == 0 && result.errors.isEmpty)
            said = result.output
        }
        return said
    }

    @Test(
        "it is said in the operator's language",
        arguments: [
            ([:], false), (["LANG": "zh_CN.UTF-8"], true), (["LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"], true),
            (["LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"], false), (["LANG": "zh_CN.UTF-8", "LC_ALL": ""], true),
        ] as [([String: String], Bool)]
    )
    func language(variables: [String: String], isChinese: Bool) async throws {
        let upgrade = try await self.says(variables, hasUnit: true)
        #expect(upgrade.contains("旧版本") == isChinese)
        #expect(upgrade.hasSuffix("sudo onebot-console upgrade\n") && !upgrade.contains("restart"))
        let start = try await self.says(variables, hasUnit: false)
        #expect(start.contains("启动") == isChinese)
        #expect(start.hasSuffix("sudo onebot-console service install\n"))
    }
}
