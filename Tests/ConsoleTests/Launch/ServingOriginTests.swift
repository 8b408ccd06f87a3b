import CPlatform
import EndpointTesting
import Foundation
import Glibc
import Testing

@testable import Console

@Suite struct ServingOriginTests {
    @Test("arguments and environment of a process that serves in the background are found, of any other not")
    func process() async throws {
        try await withTemporaryFolder { folder in
            for name in ["serve", "run"] {
                makeFile("\(folder)/\(name)", "")
                // Waits for more of the file, for ever.
                let process = withCStrings(["tail", name, "-f"]) { arguments in
                    withCStrings(["MINE=x=y", "EMPTY="]) { variables in
                        cp_spawn_detached("/usr/bin/tail", arguments, variables, -1, STDERR_FILENO, folder)
                    }
                }
                try #require(process > 0)
                defer {
                    var status: CInt = 0
                    kill(process, SIGKILL)
                    waitpid(process, &status, 0)
                }
                // A process that has just been started has ours yet, or none.
                #expect(
                    await eventually {
                        FileManager.default.contents(atPath: "/proc/\(process)/cmdline")?
                            .starts(with: Data("tail\0".utf8)) == true
                    }
                )
                let origin = ServingOrigin(process: process)
                guard name == "serve" else {
                    #expect(origin == nil)
                    continue
                }
                #expect(origin?.arguments == ["tail", "serve", "-f"])
                #expect(origin?.environment == ["MINE": "x=y", "EMPTY": ""])
            }
            #expect(ServingOrigin(process: Int32.max) == nil)
        }
    }

    @Test("what stands behind an option is found, as often as it is there")
    func values() {
        let arguments = ["x", "serve", "--config", "/a b.yaml", "--set", "a=b=c", "--set", "d="]
        let origin = ServingOrigin(arguments: arguments, environment: [:])
        #expect(origin.settingsFile == "/a b.yaml")
        #expect(origin.values(of: "--set") == ["a=b=c", "d="])
        #expect(origin.values(of: "--lang").isEmpty)
    }
}
