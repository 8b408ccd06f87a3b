import NIOPosix
import OneBot
import Testing

@testable import NapCat

extension WebUIClient {
    /// A client with time to spare, for a busy machine.
    static func testing(
        _ url: String,
        token: Secret = StagedNapCat.token,
        logins: LoginLedger = LoginLedger(),
        _ adjust: (inout WebUILimits) -> Void = { _ in }
    ) throws -> WebUIClient {
        var limits = WebUILimits()
        limits.time = .seconds(20)
        adjust(&limits)
        return WebUIClient(
            address: try #require(WebUIAddress(url)),
            token: token,
            group: .singletonMultiThreadedEventLoopGroup,
            logins: logins,
            limits: limits
        )
    }
}

/// What is thrown.
func problem(
    of work: () async throws(WebUIProblem) -> Void
) async -> WebUIProblem? {
    do throws(WebUIProblem) {
        try await work()
        return nil
    } catch {
        return error
    }
}
