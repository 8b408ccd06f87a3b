/// How far somebody is taken for a bot of the operator's.
enum Standing: Equatable {
    /// It says that it is one, or comes from near.
    case bot
    /// A stranger of the internet that comes again and again as bots do.
    case persistent
    /// A stranger that gives up.
    case passing

    /// How many attempts, spread over how many seconds, scanners do not make.
    private static let attempts = 5
    private static let spread = 120.0

    init(strangerOf attempts: Int, seconds: Double) {
        self = attempts >= Self.attempts && seconds >= Self.spread ? .persistent : .passing
    }

    /// The worst that what it does can be.
    var worst: Severity {
        switch self {
        case .bot: .error
        case .persistent: .warning
        case .passing: .notice
        }
    }
}
