import Foundation

/// The interpreter of the test clients.
enum Python {
    /// Nil when there is none with the package that the clients need.
    static let interpreter: String? = {
        guard let path = ProcessInfo.processInfo.environment["ONEBOT_CONSOLE_TEST_PYTHON"], !path.isEmpty,
            FileManager.default.isExecutableFile(atPath: path)
        else { return nil }
        let check = Process()
        check.executableURL = URL(fileURLWithPath: path)
        check.arguments = ["-c", "import websockets.sync.client"]
        check.standardError = FileHandle.nullDevice
        // One that cannot be started is none.
        guard (try? check.run()) != nil else { return nil }
        check.waitUntilExit()
        return check.terminationStatus == 0 ? path : nil
    }()

    /// A program of the folder `Clients`.
    static func script(_ name: String) -> String {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return tests.appendingPathComponent("Clients/\(name)").path
    }
}
