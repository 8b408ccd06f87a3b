package import struct Foundation.Date

/// Why NapCat could not be asked, or did not do what it was asked for.
package enum NapCatTrouble: Error, Equatable, Hashable, Sendable {
    // Reaching the WebUI
    /// `napcat.webui_url` is no http or https URL.
    case badAddress
    /// Nothing listens there.
    case refused(host: String, port: Int)
    /// No such name, no route.
    case unreachable(host: String)
    case timedOut(seconds: Int)
    /// No TLS could be agreed on, or the certificate is not trusted.
    case tls
    /// It answers with a redirect, which is not followed: a token is not sent to where it was not meant for.
    case redirected(to: String)
    /// Something answers that is not NapCat's WebUI: HTML instead of JSON, another status, another shape.
    case otherProgram(status: Int)
    /// NapCat refuses our address altogether (its access control).
    case addressBlocked

    // Its token
    /// None is set, and no webui.json was found.
    case tokenMissing
    case tokenRefused
    /// Two-factor login is on: a code of six digits is needed.
    case codeNeeded
    case codeRefused
    /// NapCat takes no more logins at present.
    case rateLimited
    /// We hold logins back ourselves: at most two a minute.
    case heldBack(until: Date)

    // Its configuration
    /// QQ is not logged in: there is no configuration yet.
    case notLoggedIn
    /// Larger than what NapCat takes in one piece.
    case tooLarge(bytes: Int)
    /// What was read back is not what was written.
    case notTaken
    /// Somebody else has changed it since it was looked at.
    case changedMeanwhile
    /// Anything else NapCat says, in its own words.
    case said(String)

    // Its files
    /// `napcat.data_dir` is not set, or holds no NapCat folder.
    case folderMissing
    case fileMissing(path: String)
    case fileBroken(path: String, line: Int, column: Int)
    case fileUnreadable(path: String)
    case fileReadOnly(path: String)
    /// Several accounts have a configuration, and it is not known which one is meant.
    case severalAccounts([String])

    // The container engine
    case noContainer
    case engine(String)
}
