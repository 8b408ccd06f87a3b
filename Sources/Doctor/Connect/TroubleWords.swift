package import Snapshot

/// The words on one trouble with NapCat.
package struct TroubleWords: Equatable, Sendable {
    /// Two to four words: at most 24 columns.
    package var brief: String
    /// With the values in it: at most about 40 columns, no full stop at the end.
    package var title: String
    /// What happened and why, in whole sentences.
    package var what: String
    /// What to do, each a sentence.
    package var steps: [String]

    init(_ brief: String, _ title: String, _ what: String, _ steps: [String]) {
        self.brief = brief
        self.title = title
        self.what = what
        self.steps = steps
    }

    /// Sentences in a row; a command at the end of one gets its full stop here.
    static func joined(_ sentences: [String], _ language: Language) -> String {
        let stop = language == .english ? "." : "。"
        return sentences.filter { !$0.isEmpty }.map { $0.hasSuffix(stop) ? $0 : $0 + stop }
            .joined(separator: language == .english ? " " : "")
    }
}

extension NapCatTrouble {
    package func words(_ language: Language, at place: NapCatPlace) -> TroubleWords {
        switch language {
        case .english: self.english(place)
        case .chinese: self.chinese(place)
        }
    }

    /// Two or three words on who answers instead of NapCat, or how it keeps us out; nil for any other trouble.
    package func short(_ language: Language) -> String? {
        switch (self, language) {
        // Nothing was said by which it could be told from NapCat.
        case (.otherProgram(status: 0), _): nil
        case (.otherProgram, .english): "not NapCat"
        case (.otherProgram, .chinese): "不是 NapCat"
        case (.redirected, .english): "redirected"
        case (.redirected, .chinese): "被重定向"
        case (.addressBlocked, .english): "refuses us"
        case (.addressBlocked, .chinese): "拒绝本机"
        default: nil
        }
    }

    /// Short, for a line of its own.
    package func title(_ language: Language, at place: NapCatPlace) -> String { self.words(language, at: place).title }

    /// What happened, why, and what to do.
    package func sentence(_ language: Language, at place: NapCatPlace) -> String {
        let words = self.words(language, at: place)
        return TroubleWords.joined([words.what] + words.steps, language)
    }

    /// Whether the address is right as far as can be seen, so that it is worth being opened once this is over.
    var mayPass: Bool {
        switch self {
        case .refused, .timedOut, .tls: true
        default: false
        }
    }

    /// The part of a path that names the file.
    static func name(of path: String) -> String {
        FindingContext.cut(path.split(separator: "/").last.map(String.init) ?? path, to: 32)
    }

    /// What stands before the file's name.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    /// How many accounts are named at most.
    static let named = 4
}
