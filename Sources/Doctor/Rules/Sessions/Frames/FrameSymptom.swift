/// Frames of a bot that break rules.
package enum FrameSymptom: Equatable, Sendable {
    /// FRM-02: larger than we take; the reason that the link was closed with says how large.
    case tooBigForUs(reason: String)
    /// FRM-03: no JSON, or no UTF-8, after which the link was closed.
    case unreadable(closed: Bool)
    /// FRM-04: against RFC 6455.
    case brokenProtocol(reason: String)
    /// FRM-05.
    case binary

    package var id: FindingID {
        switch self {
        case .tooBigForUs: .frm02
        case .unreadable: .frm03
        case .brokenProtocol: .frm04
        case .binary: .frm05
        }
    }
}
