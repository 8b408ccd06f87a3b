/// The segments that have a word of their own in a line; others are shown by their type.
enum SegmentName: CaseIterable {
    case face
    case image
    case sticker
    case voice
    case video
    case file
    case flashTransfer
    case forward
    case card
    case markdown
    case buttons
    case dice
    case rockPaperScissors
    case poke
    case shake
    case link
    case contact
    case location
    case music
    case redEnvelope
    case gift
    case speech

    /// - Parameter type: A segment's `type` as any implementation writes it.
    init?(type: String) {
        switch type {
        case "face": self = .face
        case "image": self = .image
        case "mface": self = .sticker
        case "record": self = .voice
        case "video": self = .video
        case "file", "onlinefile": self = .file
        case "flashtransfer", "flash_file": self = .flashTransfer
        case "forward", "node", "longmsg": self = .forward
        case "json", "xml", "miniapp", "cardimage": self = .card
        case "markdown": self = .markdown
        case "keyboard": self = .buttons
        case "dice": self = .dice
        case "rps": self = .rockPaperScissors
        case "poke": self = .poke
        case "shake": self = .shake
        case "share": self = .link
        case "contact": self = .contact
        case "location": self = .location
        case "music": self = .music
        case "redbag": self = .redEnvelope
        case "gift": self = .gift
        case "tts": self = .speech
        default: return nil
        }
    }
}
