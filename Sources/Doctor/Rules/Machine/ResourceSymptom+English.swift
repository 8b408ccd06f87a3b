import Snapshot

extension ResourceSymptom {
    func english(_ context: FindingContext) -> FindingText {
        switch self {
        case .diskLow(let mount, let free, let total, let paused):
            return FindingText(
                title: "the disk \(mount) is \(Self.used(free: free, of: total))% full",
                evidence: "\(context.size(free)) of \(context.size(total)) are free on \(mount). " + Self.kept(paused),
                steps: Self.freeSpace(mount),
                clears: "goes away when 5 % and 200 MB are free"
            )
        case .inodesLow(let mount, let free, let total, let paused):
            return FindingText(
                title: "the disk \(mount) takes almost no more files",
                evidence: "\(free) of \(total) files (inodes) are left on \(mount), whatever space is free. "
                    + Self.kept(paused),
                steps: [
                    "See which folder has so many files: sudo du --inodes -x -d 3 \(Self.quoted(mount)) | sort -n | tail",
                    "Remove caches of QQ, old logs and unused containers: docker system prune",
                ],
                clears: "goes away when 5 % of the files are free"
            )
        case .journalDiskFull(let path):
            return FindingText(
                title: "the disk is full: events are not written down",
                evidence:
                    "A write to the journal in \(path) failed because the disk is full. Bots are served as before; "
                    + "what arrives now is not kept.",
                steps: Self.freeSpace(path),
                clears: "goes away when the journal writes again"
            )
        case .journalPaused(let pause):
            return FindingText(
                title: pause.titleInEnglish,
                evidence: pause.evidenceInEnglish + " Bots are served as before; what arrives now is not kept.",
                steps: pause.stepsInEnglish,
                clears: "goes away when the journal writes again"
            )
        case .descriptors(let open, let limit):
            return FindingText(
                title: "\(open) of \(limit) file descriptors are in use",
                evidence:
                    "This process holds \(open) files and connections; \(limit) are permitted. At the limit new bots "
                    + "are not let in.",
                steps: [
                    "See 3 Bots for who holds so many links; x ends one.",
                    "Permit more: LimitNOFILE=65536 in the service, or ulimit -n 65536 before the start.",
                ],
                clears: "goes away below 80 %"
            )
        case .memoryLow(let available, let total, let own):
            return FindingText(
                title: "memory is low: \(context.size(available)) are available",
                evidence:
                    "\(context.size(available)) of \(context.size(total)) are available. This console itself uses "
                    + "\(context.size(own)). When nothing is left the system ends processes, most often QQ.",
                steps: Self.memory,
                clears: "goes away when 5 % are available"
            )
        case .memoryKills(let count, let last, let available):
            return FindingText(
                title: "the system has ended processes for want of memory",
                evidence:
                    "Processes ended so far: \(count), the last at \(context.clock(last)); \(context.size(available)) "
                    + "are available now. Bots are the usual victims; the system's log names them.",
                steps: ["See which one it was: sudo dmesg -T | grep -i 'killed process'"] + Self.memory,
                clears: "goes away when none was ended for 10 minutes"
            )
        case .foreignFile(let file):
            return FindingText(
                title: "a file of this console belongs to \(file.owner)",
                evidence: "\(file.path) belongs to \(file.owner); this console runs as \(file.us)"
                    + (file.isAccessible
                        ? " and can use it for now."
                        : " and cannot use it. Most likely it was once started with sudo."),
                steps: [
                    "Give it back: sudo chown \(Self.quoted(file.us)) \(Self.quoted(file.path))",
                    "Start the console always as the same user.",
                ],
                clears: "goes away when it belongs to \(file.us)"
            )
        }
    }

    private static func kept(_ paused: Bool) -> String {
        paused
            ? "Events are not written down at present; bots are served as before."
            : "When it is full, events are no longer written down; bots are served as before."
    }

    private static func freeSpace(_ path: String) -> [String] {
        [
            "See what takes the space: sudo du -xh -d 2 \(Self.quoted(path)) | sort -h | tail",
            "Free space: QQ's caches, old logs, unused containers (docker system prune).",
            "Or keep less: onebot-console config set journal.max_mib 256",
            "Nothing else: the journal goes on by itself, and bots stay online meanwhile.",
        ]
    }

    private static let memory = [
        "See what takes the memory: top, then M.",
        "Run fewer bots here, add memory, or add swap: sudo fallocate -l 2G /swapfile && sudo chmod 600 /swapfile && "
            + "sudo mkswap /swapfile && sudo swapon /swapfile",
    ]
}

extension JournalPause {
    fileprivate var titleInEnglish: String {
        switch self {
        case .diskFull: "the journal is paused: the disk is full"
        case .notWritable: "the journal is paused: it cannot be written"
        case .damaged: "the journal is paused: its file is damaged"
        case .held: "the journal is paused: another program holds its file"
        case .replaced: "the journal is paused: its file was removed or replaced"
        case .notAnswering: "the journal is paused: the disk does not answer"
        case .other: "the journal is paused: events are not written down"
        }
    }

    fileprivate var evidenceInEnglish: String {
        switch self {
        case .diskFull: "The disk with the journal is full."
        case .notWritable: "The journal's file or folder cannot be written."
        case .damaged: "The journal's file is damaged."
        case .held: "Another program holds the journal's file."
        case .replaced: "The journal's file was removed or replaced."
        case .notAnswering: "The disk with the journal does not answer."
        case .other(let text): "The journal cannot be written: \(text)."
        }
    }

    fileprivate var stepsInEnglish: [String] {
        let goesOn = "Nothing else: the journal goes on by itself, and bots stay online meanwhile."
        switch self {
        case .diskFull: return ["Free space on the disk: QQ's caches, old logs, unused containers.", goesOn]
        case .notWritable:
            return ["Give the user that runs the console the right to write the state folder and its files.", goesOn]
        case .damaged:
            return ["Move journal.sqlite out of the state folder; a new one is begun.", "Bots stay online meanwhile."]
        case .held:
            return [
                "End the program that has journal.sqlite in the state folder open, such as sqlite3 in a transaction.",
                goesOn,
            ]
        case .replaced: return ["Wait some seconds: a new file is begun by itself.", "Bots stay online meanwhile."]
        case .notAnswering:
            return [
                "Look at the disk or network share with the state folder: a write has been waiting for seconds.",
                goesOn,
            ]
        case .other: return ["See 9 Log for what happened.", goesOn]
        }
    }
}
