import Snapshot

extension CallSymptom {
    /// The words for calls with files.
    func englishFile(_ context: FindingContext) -> FindingText {
        let (who, finding) = (context.who, context.finding)
        let last = context.clock(finding.last)
        let times = context.count(finding.count, "time")
        switch self {
        case .missingPath(let path, let place):
            let file = path ?? "the file"
            return FindingText(
                title: "\(who) cannot find a file that it was to send",
                evidence:
                    "\(file): failed \(times), last at \(last). \(place.english) A path is looked for where the bot "
                    + "is, not here.",
                steps: [
                    "Mount the folder into the bot's container under the same path: docker run -v FOLDER:FOLDER …",
                    "Or send the file's content: base64://… in place of the path.",
                    "Or serve it by HTTP at an address that the bot can reach, and send the URL.",
                ],
                clears: "goes away when a file has been sent by this bot"
            )
        case .pathForm(let path, let flaw):
            return FindingText(
                title: "\(who) cannot read the path of a file",
                evidence: "\(path): failed \(times), last at \(last). \(flaw.english)",
                steps: [
                    "Write it as file:///absolute/path, with three slashes, as the bot's own system has it.",
                    "Write Chinese characters and blanks as they are, not as %E4…",
                    "Or send the file's content: base64://… in place of the path.",
                ],
                clears: "goes away when a file has been sent by this bot"
            )
        case .unreachableURL(let host, let place, let isPrivate):
            let name = host ?? "the host"
            return FindingText(
                title: "\(who) cannot fetch a URL that it was to send",
                evidence: "Host \(name): failed \(times), last at \(last). \(place.english)"
                    + (isPrivate ? " From there this address leads elsewhere, or nowhere." : ""),
                steps: [
                    "Use an address in the URL that the bot can reach; try it where the bot is: curl -I URL",
                    "Or send the file's content: base64://… in place of the URL.",
                ],
                clears: "goes away when a file has been sent by this bot"
            )
        case .expiredLink(let host):
            return FindingText(
                title: "\(who) was given a media link that has expired",
                evidence:
                    "\(host.map { "A link of \($0)" } ?? "A link"): failed \(times), last at \(last). Links of QQ to "
                    + "images and files live for about two hours.",
                steps: [
                    "Get a new link: call get_msg with the message's id (NapCat: nc_get_rkey).",
                    "Save media when they come, and send the saved copy.",
                ],
                clears: "goes away when a file has been sent by this bot"
            )
        case .tooBig(let action, let bytes, let limit, let kind):
            return FindingText(
                title: "a call to \(who) is too large and was not sent",
                evidence: "\(action) was \(context.size(bytes)); \(kind.name(.english)) drops the link above "
                    + "\(context.size(limit)). \(times), last at \(last).",
                steps: [
                    "Send the file by URL, or by a path that the bot can read.",
                    "Or upload it in parts (NapCat: upload_file_stream). Base64 adds a third to every file.",
                ],
                clears: "goes away when this action has succeeded in another way"
            )
        default: return self.english(context)
        }
    }
}

extension CallSymptom.Place {
    fileprivate var english: String {
        switch self {
        case .sameMachine: "The bot dials from this machine, most likely out of a container or as another user."
        case .container: "The bot runs in a container of this machine."
        case .elsewhere: "The bot runs on another machine."
        }
    }
}

extension CallSymptom.PathFlaw {
    fileprivate var english: String {
        switch self {
        case .windows: "It is a path of Windows, which fits only a bot that runs on Windows."
        case .percentEncoded: "It is percent-encoded, which is most likely taken literally there."
        case .twoSlashes: "After file: stand two slashes; the first part is then taken for a host."
        case .relative: "It does not begin at the root, so it depends on the folder that the bot was started in."
        }
    }
}
