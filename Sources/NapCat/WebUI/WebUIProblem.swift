package import struct Foundation.Date

/// Why NapCat's WebUI could not be asked, or did not do what it was asked for. Never holds a token, a credential or a
/// code.
package enum WebUIProblem: Error, Equatable, Sendable {
    // Reaching it
    /// What is set is no http or https URL.
    case badAddress
    /// Nothing listens there.
    case refused(host: String, port: Int)
    /// No such name, no route.
    case unreachable(host: String)
    /// No whole answer within this time, connecting and logging in included.
    case timedOut(seconds: Int)
    /// No TLS could be agreed on, or the certificate is not trusted; or the port speaks TLS and was asked without.
    case tls
    /// It answers with a redirect, which is not followed: a token is not sent to where it was not meant for.
    case redirected(to: String)
    /// Something answers that is not NapCat's WebUI. Status 0: it closes the connection, or speaks no HTTP.
    case otherProgram(status: Int)
    /// NapCat refuses our address altogether (its access control).
    case addressBlocked
    /// The client was shut down, or the task that asked was cancelled: nobody waits for the answer.
    case stopped

    // Its token
    /// None is set.
    case tokenMissing
    case tokenRefused
    /// Two-factor login is on: a code of six digits is needed.
    case codeNeeded
    case codeRefused
    /// NapCat takes no more logins at present.
    case rateLimited
    /// We hold logins back ourselves.
    case heldBack(until: Date)

    // Its configuration
    /// QQ is not logged in: there is no configuration yet.
    case notLoggedIn
    /// Larger than the 100 kB that NapCat takes in one piece; nothing was sent.
    case tooLarge(bytes: Int)
    /// Anything else NapCat, or the system, says in its own words: one line, shortened.
    case said(String)
}
