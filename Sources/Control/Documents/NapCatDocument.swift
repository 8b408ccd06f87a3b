package import OneBot
package import Snapshot

/// NapCat beside us, as `napcat status --json` and `GET /v1/napcat` tell it. Never holds a token.
package struct NapCatDocument: Equatable, Sendable {
    /// One of the six steps, in words.
    package struct Step: Equatable, Sendable {
        /// 1 to 6.
        package var number: Int
        /// `webui`, `token`, `login`, `client`, `connected`, `events`.
        package var id: String
        /// `done`, `warning`, `failed`, `waiting`.
        package var state: String
        package var label: String
        package var evidence: String
        package var explanation: String

        package init(
            number: Int,
            id: String,
            state: String,
            label: String,
            evidence: String,
            explanation: String
        ) {
            self.number = number
            self.id = id
            self.state = state
            self.label = label
            self.evidence = evidence
            self.explanation = explanation
        }
    }

    package var webUI: String
    package var steps: [Step]
    /// The address to put in; nil where none can be told.
    package var address: String?
    /// Nil before the first look.
    package var look: NapCatLook?
    /// What is in the way, as a sentence.
    package var trouble: String?

    package init(webUI: String, steps: [Step], address: String?, look: NapCatLook?, trouble: String?) {
        self.webUI = webUI
        self.steps = steps
        self.address = address
        self.look = look
        self.trouble = trouble
    }

    /// Whether every step is done, or done with a remark.
    package var isConnected: Bool {
        !self.steps.isEmpty && self.steps.allSatisfy { $0.state == "done" || $0.state == "warning" }
    }
}

extension NapCatDocument {
    package var json: JSONValue {
        .object([
            JSONMember("looked_at", .text(self.look.map { Timestamp.text($0.takenAt) })),
            JSONMember("webui", self.webUIJSON),
            JSONMember("version", .text(self.look?.version)),
            JSONMember("token", self.look?.token.json ?? .null),
            JSONMember("qq", self.look?.login?.json(code: self.look?.qrCode?.link) ?? .null),
            JSONMember("configuration", self.look?.configuration?.json ?? .null),
            JSONMember("container", self.look?.container?.json ?? .null),
            JSONMember("data_dir", self.look?.dataFolder?.json ?? .null),
            JSONMember("address", .text(self.address)),
            JSONMember("steps", .array(self.steps.map(\.json))),
            JSONMember("connected", .boolean(self.isConnected)),
            JSONMember("trouble", .text(self.trouble)),
        ])
    }

    private var webUIJSON: JSONValue {
        var state = JSONValue.null
        var milliseconds = JSONValue.null
        switch self.look?.webUI {
        case .up(let time):
            state = .string("up")
            milliseconds = .integer(time)
        case .down: state = .string("down")
        case nil: break
        }
        return .object([
            JSONMember("url", .string(self.webUI)),
            JSONMember("state", state),
            JSONMember("response_ms", milliseconds),
        ])
    }
}

extension NapCatDocument.Step {
    fileprivate var json: JSONValue {
        .object([
            JSONMember("step", .integer(self.number)),
            JSONMember("id", .string(self.id)),
            JSONMember("state", .string(self.state)),
            JSONMember("label", .string(self.label)),
            JSONMember("evidence", .string(self.evidence)),
            JSONMember("explanation", .string(self.explanation)),
        ])
    }

    /// Nil where something is missing.
    init?(json: JSONValue) {
        guard let number = json["step"]?.integer, let id = json["id"]?.string, let state = json["state"]?.string,
            let label = json["label"]?.string, let evidence = json["evidence"]?.string,
            let explanation = json["explanation"]?.string
        else { return nil }
        self.init(
            number: number,
            id: id,
            state: state,
            label: label,
            evidence: evidence,
            explanation: explanation
        )
    }
}

/// What a command reads of a ``NapCatDocument``.
package struct NapCatReport: Equatable, Sendable {
    package var steps: [NapCatDocument.Step]
    package var webUI: String
    package var version: String?
    package var address: String?
    package var trouble: String?
    /// The text of the QR code to log in to QQ with, while that is waited for.
    package var code: String?
    package var isConnected: Bool

    /// Nil where something is missing.
    package init?(json: JSONValue) {
        guard let steps = json["steps"]?.all(NapCatDocument.Step.init(json:)),
            let webUI = json["webui"]?["url"]?.string, let isConnected = json["connected"]?.boolean
        else { return nil }
        self.steps = steps
        self.webUI = webUI
        self.version = json["version"]?.string
        self.address = json["address"]?.string
        self.trouble = json["trouble"]?.string
        self.code = json["qq"]?["qr_code"]?.string
        self.isConnected = isConnected
    }
}
