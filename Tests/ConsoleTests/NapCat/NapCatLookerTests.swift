import NIOPosix
import NapCat
import OneBot
import Settings
import Testing

@testable import Console

@Suite("Looking at NapCat")
struct NapCatLookerTests {
    @Test("one client for each address and token, and none when the console ends")
    func clients() async {
        let looker = NapCatLooker(
            group: .singletonMultiThreadedEventLoopGroup,
            environment: [:],
            redactor: Redactor(),
            logins: LoginLedger()
        )
        var settings = NapCatSettings()
        let first = await looker.client(for: settings, fileToken: Secret("a"))
        #expect(first != nil)
        #expect(await looker.client(for: settings, fileToken: Secret("a")) === first)
        let second = await looker.client(for: settings, fileToken: Secret("b"))
        #expect(second !== first)
        settings.webUIURL = "http://127.0.0.1:6100/webui"
        #expect(await looker.client(for: settings, fileToken: Secret("b")) !== second)
        await looker.shutDown()
        #expect(await looker.client(for: settings, fileToken: Secret("c")) == nil)
        #expect(await looker.lastClient == nil)
    }
}
