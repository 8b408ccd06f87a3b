package import OneBot
package import Snapshot

/// A change of NapCat's configuration that is proposed, as `POST /v1/napcat/plan` answers it.
package struct ConnectionDocument: Equatable, Sendable {
    package var preview: ConnectionPreview

    package init(_ preview: ConnectionPreview) {
        self.preview = preview
    }

    package var json: JSONValue {
        let file: String? = if case .file(let path) = self.preview.way { path } else { nil }
        return .object([
            JSONMember("number", .integer(self.preview.number)),
            JSONMember("way", .string(file == nil ? "webui" : "file")),
            JSONMember("file", .text(file)),
            JSONMember("self_id", .text(self.preview.account)),
            JSONMember("entry", .string(self.preview.entry)),
            JSONMember("new", .boolean(self.preview.isNew)),
            JSONMember("reconnects", .boolean(self.preview.reconnects)),
            JSONMember(
                "lines",
                .array(
                    self.preview.lines.map { line in
                        .object([
                            JSONMember("kind", .string("\(line.kind)")), JSONMember("text", .string(line.text)),
                        ])
                    }
                )
            ),
            JSONMember("restart", .text(self.preview.restartCommand)),
        ])
    }

    /// Nil where something is missing.
    package init?(json: JSONValue) {
        guard let number = json["number"]?.integer, let entry = json["entry"]?.string,
            let isNew = json["new"]?.boolean, let reconnects = json["reconnects"]?.boolean,
            let lines = json["lines"]?.all(ConnectionPreview.Line.init(json:))
        else { return nil }
        self.preview = ConnectionPreview(
            number: number,
            way: json["file"]?.string.map { .file(path: $0) } ?? .webUI,
            account: json["self_id"]?.string,
            entry: entry,
            isNew: isNew,
            reconnects: reconnects,
            lines: lines,
            restartCommand: json["restart"]?.string
        )
    }
}

extension ConnectionPreview.Line {
    fileprivate init?(json: JSONValue) {
        guard let text = json["text"]?.string else { return nil }
        switch json["kind"]?.string {
        case "added": self.init(.added, text)
        case "removed": self.init(.removed, text)
        case "kept": self.init(.kept, text)
        default: return nil
        }
    }
}

/// How a change of NapCat's configuration ended.
package struct AppliedConnection: Equatable, Sendable {
    package enum End: String, Equatable, Sendable {
        /// The bot has come.
        case connected
        /// Its file is written; NapCat reads it when it starts.
        case written
        /// NapCat has taken it, and the bot has not come within the time that was waited.
        case awaited
    }

    /// What was done and what came of it.
    package var sentence: String
    package var end: End

    package init(sentence: String, end: End) {
        self.sentence = sentence
        self.end = end
    }

    package var json: JSONValue {
        .object([
            JSONMember("text", .string(self.sentence)), JSONMember("end", .string(self.end.rawValue)),
        ])
    }

    /// Nil where something is missing.
    package init?(json: JSONValue) {
        guard let sentence = json["text"]?.string, let end = json["end"]?.string.flatMap(End.init(rawValue:)) else {
            return nil
        }
        self.init(sentence: sentence, end: end)
    }
}

/// Why something was not done, as a sentence in the language that was asked for.
package struct BackendRefusal: Error, Equatable, Sendable {
    package var sentence: String

    package init(_ sentence: String) {
        self.sentence = sentence
    }
}
