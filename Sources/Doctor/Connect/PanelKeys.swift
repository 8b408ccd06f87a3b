/// How words name the keys of panel 2: alone where they are read in that panel.
struct PanelKeys: Equatable, Sendable {
    var areNear: Bool

    /// `d`, `d in 2 Connect`
    func english(_ key: String) -> String { self.areNear ? key : "\(key) in 2 Connect" }

    /// `按 d`, `在 2 连接中按 d`
    func chinese(_ key: String) -> String { self.areNear ? "按 \(key)" : "在 2 连接中按 \(key)" }

    /// What to do for an account that QQ has thrown out: NapCat gives no code while it still takes it for logged in.
    var englishRestart: String { "Restart NapCat; if it then wants a login, \(self.english("x")) shows the code." }
    var chineseRestart: String { "重启 NapCat；重启后若要求登录，\(self.chinese("x")) 扫码。" }
}
