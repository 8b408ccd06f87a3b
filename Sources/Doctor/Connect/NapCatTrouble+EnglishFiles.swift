import Snapshot

extension NapCatTrouble {
    func englishFile(_ place: NapCatPlace) -> TroubleWords {
        switch self {
        case .fileMissing(let path):
            let name = Self.name(of: path)
            return TroubleWords(
                "file is missing",
                "\(name) is missing",
                "There is no \(path). NapCat makes it when the account logs in for the first time.",
                ["Log in to QQ once, or see whether the Data folder in 8 Settings is the one that NapCat uses."]
            )
        case .fileBroken(let path, let line, let column):
            let name = Self.name(of: path)
            return TroubleWords(
                "broken at \(line):\(column)",
                "\(name) is broken at \(line):\(column)",
                "\(path) cannot be read as JSON: line \(line), column \(column). It was left as it is, because whatever "
                    + "is written over it would be lost.",
                ["Correct it: nano +\(line),\(column) \(ResourceSymptom.quoted(path))", "Then restart NapCat."]
            )
        case .fileUnreadable(let path):
            return TroubleWords(
                "file may not be read",
                "\(Self.name(of: path)) may not be read",
                "This console cannot read \(path): most likely it belongs to somebody else, usually to the user of the "
                    + "container.",
                ["Let it be read: sudo setfacl -m u:$(id -un):rw \(ResourceSymptom.quoted(path))"]
            )
        case .fileReadOnly(let path):
            return TroubleWords(
                "file may not be changed",
                "\(Self.name(of: path)) may not be changed",
                "\(path) can be read but not written from here: its folder is read-only, belongs to somebody else, "
                    + "or its disk is full. Nothing was changed.",
                [
                    "Let this console in with the WebUI's token instead (\(place.keys.english("t"))), which needs no file.",
                    "Or let this user write there; see who may: ls -ld \(ResourceSymptom.quoted(Self.folder(of: path)))",
                ]
            )
        case .severalAccounts(let accounts):
            let shown = accounts.prefix(Self.named).map { FindingContext.cut($0, to: 20) }.joined(separator: ", ")
            return TroubleWords(
                "\(accounts.count) accounts, which one?",
                "several accounts: \(accounts.count) are set up",
                "NapCat's folder has settings of several accounts (\(shown)\(accounts.count > Self.named ? ", …" : "")), and "
                    + "which of them is logged in is not known.",
                ["Log in to QQ and let this console reach the WebUI, which tells."]
            )
        default:
            return TroubleWords(
                "no data folder",
                "no folder of NapCat is known",
                "NapCat's files are not found: the data folder is not set, or holds neither napcat_data/napcat nor "
                    + "napcat/config.",
                ["Set it in 8 Settings, Data folder (Nekro Agent: the folder of NEKRO_DATA_DIR)."]
            )
        }
    }
}
