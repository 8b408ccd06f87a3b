import NIOCore
import OneBot

/// What has to happen outside of the lock.
enum Effect {
    case log(String)
    case happening(StandInHappening)
    case network(NetworkOrder)
    /// The process has come back: connections of an epoch before this one end.
    case hangUp(before: Int)
    /// The WebUI listens elsewhere from now on.
    case move(port: Int)
    /// QQ logs in by itself after a pause, in the same life of the process.
    case quickLogin(epoch: Int, after: TimeAmount)
}

/// What the OneBot networks have to do.
enum NetworkOrder: Sendable {
    /// The account has logged in.
    case open([ClientEntry])
    /// A saved configuration.
    case reload([ClientEntry])
    /// Everything ends as the process does: without close frames.
    case abandon
    /// Whether QQ is online.
    case online(Bool)
    /// Message events a second.
    case rate(Double)
    /// Somebody writes this in a group.
    case say(String)
}

/// Starting, logging in, going offline.
extension StandInState {
    /// The WebUI has a port; writes a new `webui.json` where there is none.
    mutating func listen(on port: Int, _ effects: inout [Effect]) {
        self.port = port
        effects.append(.happening(.listening(url: "http://\(self.configuration.host):\(port)/webui")))
        guard self.folder?.read(WebUIFile.name) == nil else { return }
        self.webUI.port = port
        self.filedPort = port
        self.save(self.webUI.value, WebUIFile.name, indent: 4, &effects)
    }

    /// Also after a restart: `webui.json` has been read.
    mutating func start(_ effects: inout [Effect]) {
        if let key = self.configuration.secretKey, key != self.token {
            self.setToken(key, &effects)
        } else if ["", "napcat"].contains(self.token) {
            effects.append(.log("[NapCat] [WebUi] WebUI密码为默认密码，已进行强制修改"))
            self.setToken(String(UInt32.random(in: 0x1000_0000 ... .max), radix: 16), &effects)
        }
        let address = "http://\(self.configuration.host):\(self.port)/webui?token=\(self.token)"
        effects += [
            .log("[NapCat] [WebUi] WebUi Token: \(self.token)"),
            .log("[NapCat] [WebUi] WebUi User Panel Url: \(address)"),
        ]
        if self.session.isLoggedIn {
            self.open(&effects)
        } else if !self.session.isReturning {
            self.announceCode(&effects)
        }
    }

    private mutating func open(_ effects: inout [Effect]) {
        let document = self.stored(&effects)
        self.document = document
        effects += [
            .happening(.loggedIn(account: self.configuration.account)),
            .network(.online(self.session.state == .loggedIn)), .network(.open(document.webSocketClients)),
        ]
        if self.session.state == .offline { effects.append(.happening(.offline)) }
    }

    /// The file of the account, made from the template where there is none. Without a folder, what was saved last.
    private func stored(_ effects: inout [Effect]) -> ConfigDocument {
        if self.folder == nil, let document = self.document { return document }
        let own = self.folder?.read(self.accountFile)
        let found = own ?? self.folder?.read("onebot11.json") ?? self.configuration.document.map { Array($0.utf8) }
        var document = ConfigDocument.standard
        if let found {
            if let value = JSON5.parse(found), let fitted = try? ConfigDocument(reading: value) {
                document = fitted
            } else {
                effects.append(.log("[OneBot11] 配置文件 \(self.accountFile) 格式错误，请检查配置文件"))
            }
        }
        if own == nil { self.save(document.value, self.accountFile, indent: 2, &effects) }
        return document
    }

    mutating func logInToQQ(_ effects: inout [Effect]) -> Bool {
        guard self.session.state == .waiting, self.session.hasCode, !self.session.isReturning,
            !self.session.isExpired(now: self.now)
        else { return false }
        self.session.state = .loggedIn
        self.open(&effects)
        return true
    }

    /// The quick login of a process that has come back.
    mutating func logInQuickly(epoch: Int, _ effects: inout [Effect]) {
        guard self.epoch == epoch else { return }
        self.comeBack(&effects)
    }

    mutating func comeBack(_ effects: inout [Effect]) {
        guard self.session.isReturning, !self.isStopped else { return }
        self.session.isReturning = false
        self.session.state = .loggedIn
        self.open(&effects)
    }

    /// Nothing changes while nobody is logged in.
    mutating func setOnline(_ isOnline: Bool, _ effects: inout [Effect]) {
        guard self.session.isLoggedIn else { return }
        self.session.state = isOnline ? .loggedIn : .offline
        effects += [.network(.online(isOnline)), .happening(isOnline ? .online : .offline)]
    }

    mutating func logOutOfQQ(_ effects: inout [Effect]) {
        self.session.state = .waiting
        self.session.isReturning = false
        self.session.refresh(now: self.now)
        effects += [.network(.abandon), .happening(.loggedOut)]
        self.announceCode(&effects)
    }

    /// Files are read anew, credentials and the count of logins are forgotten. QQ logs in by itself where it was.
    mutating func restart(_ effects: inout [Effect]) {
        self.records.restarts += 1
        self.epoch += 1
        self.credentials = Credentials()
        self.rate = LoginRate()
        if let bytes = self.folder?.read(WebUIFile.name), let value = JSON5.parse(bytes) {
            self.webUI = WebUIFile(value)
            self.token = self.webUI.token
            self.loginRate = self.webUI.loginRate ?? self.loginRate
        }
        effects += [.happening(.restarting), .network(.abandon)]
        if self.webUI.port != self.filedPort {
            self.filedPort = self.webUI.port
            effects.append(.move(port: self.webUI.port))
        }
        effects.append(.hangUp(before: self.epoch))
        self.resumeSession(&effects)
        self.start(&effects)
    }

    private mutating func resumeSession(_ effects: inout [Effect]) {
        guard self.session.isLoggedIn || self.session.isReturning else {
            return self.session.refresh(now: self.now)
        }
        let pause = self.configuration.quickLoginPause
        guard pause > .zero else {
            self.session.state = .loggedIn
            return
        }
        self.session.state = .waiting
        self.session.isReturning = true
        effects.append(.quickLogin(epoch: self.epoch, after: pause))
    }

    func save(_ value: JSONValue, _ name: String, indent: Int, _ effects: inout [Effect]) {
        guard let problem = self.folder?.write(value, to: name, indent: indent) else { return }
        effects.append(.log("[NapCat] 写入 \(name) 失败: \(problem)"))
    }
}
