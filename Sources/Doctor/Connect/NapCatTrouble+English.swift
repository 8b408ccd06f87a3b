import Snapshot

extension NapCatTrouble {
    func english(_ place: NapCatPlace) -> TroubleWords {
        switch self {
        case .badAddress, .refused, .unreachable, .timedOut, .tls, .redirected, .otherProgram, .addressBlocked:
            self.englishReach(place)
        case .tokenMissing, .tokenRefused, .codeNeeded, .codeRefused, .rateLimited, .heldBack:
            self.englishToken(place)
        case .notLoggedIn, .tooLarge, .notTaken, .changedMeanwhile, .said, .noContainer, .engine:
            self.englishWork(place)
        case .folderMissing, .fileMissing, .fileBroken, .fileUnreadable, .fileReadOnly, .severalAccounts:
            self.englishFile(place)
        }
    }

    private func englishReach(_ place: NapCatPlace) -> TroubleWords {
        let address = place.address
        switch self {
        case .refused(let host, let port):
            let at = PanelAddress.joined(host, port)
            return TroubleWords(
                "nothing listens there",
                "nothing listens on \(at)",
                "The connection to \(at) was refused: NapCat does not run, its container does not publish the port, or "
                    + "its WebUI has another one (NapCat takes the next port where this one is taken).",
                [
                    place.container == nil && place.hasEngine
                        ? "See whether it runs: pgrep -a qq"
                        : "Run docker ps: see whether NapCat runs, and whether PORTS shows \(port).",
                    "Its log names the WebUI's address" + place.docker(.english) { "docker logs \($0)" },
                    "Put the right one into 8 Settings, WebUI URL.",
                ]
            )
        case .unreachable(let host):
            return TroubleWords(
                "no way to this host",
                "no way leads to \(FindingContext.cut(host, to: 24))",
                "The host \(FindingContext.cut(host, to: 64)) of NapCat's WebUI has no address, or no route leads there. "
                    + "Names of containers are known inside of their network only.",
                ["For a NapCat on this machine put http://127.0.0.1:6099/webui into 8 Settings, WebUI URL."]
            )
        case .timedOut(let seconds) where place.isUp:
            return TroubleWords(
                "answers too slowly",
                "NapCat answers too slowly (more than \(seconds) s)",
                "NapCat answers too slowly (more than \(seconds) s). The console asks again by itself.",
                ["If it stays so, restart it" + place.docker(.english) { "docker restart \($0)" }]
            )
        case .timedOut(let seconds):
            return TroubleWords(
                "no answer in \(seconds) s",
                "\(address) does not answer",
                "NapCat's WebUI at \(address) did not answer within \(seconds) s: a firewall drops what is sent "
                    + "there, or NapCat is overloaded or stands still.",
                [
                    "See in its log how it is" + place.docker(.english) { "docker logs --tail 20 \($0)" },
                    "If it stands still, restart it" + place.docker(.english) { "docker restart \($0)" },
                ]
            )
        case .tls:
            return TroubleWords(
                "no TLS, or not trusted",
                "no TLS with \(address)",
                "No encrypted connection to \(address) came about: plain HTTP is spoken there, or the certificate is "
                    + "not trusted by this machine.",
                [
                    "NapCat speaks https only with cert.pem and key.pem in its folder of settings; without them write "
                        + "http:// in 8 Settings, WebUI URL.",
                    "With a certificate of its own making: let this machine trust it; or take both files out of that folder "
                        + "and restart NapCat, which then speaks http.",
                ]
            )
        case .redirected(let target):
            let to = PanelAddress.stripped(target)
            return TroubleWords(
                "sends us elsewhere",
                "\(address) sends us elsewhere",
                "What answers at \(address) sends us to \(to), which is not followed: NapCat's token is sent to no place "
                    + "it was not meant for. A reverse proxy does that, NapCat does not.",
                [
                    "If that is NapCat's WebUI, put it into 8 Settings, WebUI URL.",
                    "Or name NapCat's own port there instead of the proxy's: http://127.0.0.1:6099/webui",
                ]
            )
        case .otherProgram(status: 0):
            return TroubleWords(
                "closed without an answer",
                "\(address) answers nothing",
                "Something listens at \(address), but it closed the connection without an answer: NapCat is still "
                    + "starting behind its container's port, its WebUI has another port there, or it is another program.",
                [
                    "See in its log whether the WebUI is up, and on which port"
                        + place.docker(.english) { "docker logs --tail 20 \($0)" },
                    "Put the right address into 8 Settings, WebUI URL.",
                ]
            )
        case .otherProgram(let status):
            return TroubleWords(
                "another program answers",
                "\(address) is not NapCat's WebUI",
                "Something that is not NapCat's WebUI answers at \(address): HTTP \(status) with something else than "
                    + "NapCat's JSON. It is another program, or a proxy that does not pass /api on.",
                [
                    "Put the address of NapCat's WebUI into 8 Settings, WebUI URL; its log names it.",
                    "A proxy has to pass the WebUI on at its root, with Host and Upgrade as they came.",
                ]
            )
        case .addressBlocked:
            return TroubleWords(
                "our address is refused",
                "NapCat refuses our address",
                "NapCat's WebUI at \(address) answers 403 to whatever this console asks: its access control "
                    + "(accessControlMode in webui.json) keeps our address out.",
                [
                    "Add this machine's address to ipWhitelist, or take it out of ipBlacklist, in NapCat's WebUI.",
                    "Or set accessControlMode to none in webui.json and restart NapCat.",
                ]
            )
        default:
            return TroubleWords(
                "no http or https URL",
                "the WebUI address is no http URL",
                "NapCat's WebUI cannot be asked: its address in the settings is no http:// or https:// URL.",
                ["Put it into 8 Settings, WebUI URL, as in http://127.0.0.1:6099/webui"]
            )
        }
    }

    private func englishToken(_ place: NapCatPlace) -> TroubleWords {
        let log = place.docker(.english) { "docker logs \($0) 2>&1 | grep -i token" }
        switch self {
        case .tokenRefused:
            return TroubleWords(
                "refused by NapCat",
                "NapCat refuses the WebUI token",
                "NapCat at \(place.address) says that the WebUI token is wrong. It goes by the token of its start: one "
                    + "changed in webui.json since counts after a restart only, and NAPCAT_WEBUI_SECRET_KEY in its "
                    + "environment wins over the file. The OneBot access key is another thing.",
                [
                    "Read the token of its start in its log" + log,
                    "Type it (\(place.keys.english("t"))), or restart NapCat so that it reads webui.json anew.",
                ]
            )
        case .codeNeeded:
            return TroubleWords(
                "needs a 6-digit code",
                "NapCat asks for a two-factor code",
                "Two-factor login is on in NapCat at \(place.address): beside the token it wants the six digits that "
                    + "your authenticator shows now.",
                ["Type the code (\(place.keys.english("d"))); the login then lasts for an hour."]
            )
        case .codeRefused:
            return TroubleWords(
                "code was refused",
                "NapCat refuses the two-factor code",
                "NapCat at \(place.address) says that the code of six digits is wrong or has expired: each is good for "
                    + "about 30 s, by NapCat's clock.",
                ["Type the next one (\(place.keys.english("d"))); see that the clocks of phone and server are right."]
            )
        case .rateLimited:
            return TroubleWords(
                "NapCat's login limit",
                "NapCat takes no logins for a minute",
                "NapCat at \(place.address) has had too many logins from here within a minute (its loginRate, "
                    + "10 at first, 3 in its Docker image) and takes no more for now.",
                ["Wait a minute: the console tries again by itself, and logs in twice a minute at most."]
            )
        case .heldBack(let until):
            let time = FindingContext.timeOfDay(until, utcOffset: place.utcOffset)
            return TroubleWords(
                "next login \(time)",
                "the next login is at \(time)",
                "At most two logins a minute (NapCat's limit); the next is tried by itself at \(time).",
                ["A code typed just now was not sent: type a new one then (\(place.keys.english("d")))."]
            )
        default:
            return TroubleWords(
                "not known",
                "the WebUI token is not known",
                "NapCat's WebUI at \(place.address) answers, but its token is not known here: none is set, and "
                    + "none was found in a webui.json of the data folder.",
                [
                    "NapCat's log shows it at its start" + log,
                    "Type it (\(place.keys.english("t"))); or set the Data folder in 8 Settings, so that webui.json is read.",
                ]
            )
        }
    }

    private func englishWork(_ place: NapCatPlace) -> TroubleWords {
        switch self {
        case .notLoggedIn:
            return TroubleWords(
                "QQ is not logged in",
                "QQ is not logged in to NapCat",
                "NapCat has no network settings before an account has logged in, so that they can be neither read nor "
                    + "changed through its WebUI.",
                ["Log in first: \(place.keys.english("x")) shows its code, to be scanned with the phone's QQ."]
            )
        case .tooLarge(let bytes):
            return TroubleWords(
                "settings too large",
                "NapCat's settings are too large",
                "NapCat's network settings have \(FindingContext.size(bytes)); its WebUI takes 100 kB in one piece and "
                    + "refuses more. Nothing was changed.",
                [
                    "Remove entries that are not needed, in NapCat's WebUI → Network configuration.",
                    "Or set the Data folder in 8 Settings, so that the file is changed instead.",
                ]
            )
        case .notTaken:
            return TroubleWords(
                "change was not taken",
                "NapCat did not take the change",
                "NapCat said yes to the change, but what was read back from it is not what was written.",
                [
                    "Look in NapCat's WebUI → Network configuration what it has made of it.",
                    "Then try once more; if it stays so, restart NapCat.",
                ]
            )
        case .changedMeanwhile:
            return TroubleWords(
                "changed meanwhile",
                "NapCat's settings changed meanwhile",
                "Somebody else has changed NapCat's network settings since they were looked at. Nothing was written, so "
                    + "as not to undo that.",
                ["Look again (\(place.keys.english("r"))), and see the change anew before it is made (a)."]
            )
        case .noContainer:
            return TroubleWords(
                "no container found",
                "no container of NapCat was found",
                "The container engine knows no container by the names that this console looks for.",
                ["See its name with docker ps -a, and put it into 8 Settings, Containers."]
            )
        case .engine(let words):
            return TroubleWords(
                "the engine refuses",
                "the container engine refuses",
                "The container engine did not do it and says: \(FindingContext.cut(words, to: 160))",
                ["Try it by hand: docker restart \(place.quotedContainer)"]
            )
        case .said(let words):
            return TroubleWords(
                "NapCat reports an error",
                "NapCat reports an error",
                "NapCat at \(place.address) did not do what it was asked for and says: "
                    + FindingContext.cut(words, to: 160),
                [
                    "Try again; if it stays so, look into NapCat's log"
                        + place.docker(.english) { "docker logs --tail 20 \($0)" }
                ]
            )
        default: return self.englishToken(place)
        }
    }
}
