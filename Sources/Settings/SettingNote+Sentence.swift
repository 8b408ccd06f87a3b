extension SettingNote {
    /// The note in one or two sentences; never holds a key.
    package func sentence(_ language: SettingsLanguage) -> String {
        language == .english ? self.english : self.chinese
    }

    private var english: String {
        switch self {
        case .unknownKey(let path, let suggestion, let place):
            let head = place.words(.english).map { "\($0): " } ?? ""
            let tail = suggestion.map { " Did you mean \($0)?" } ?? ""
            return "\(head)\(path) is no setting of ours; it is kept and ignored.\(tail)"
        case .unknownVariable(let name, let suggestion):
            let tail = suggestion.map { " Did you mean \($0)?" } ?? ""
            return "The environment variable \(name) is no setting of ours and is ignored.\(tail)"
        case .weakKey(let path, let weaknesses):
            let why = weaknesses.map(\.english).joined(separator: ", ")
            return "\(path): the key is weak (\(why)). Replace it with 32 random letters and digits."
        case .anonymousAllowed:
            return
                "No access key is asked for: anybody who reaches the port can pose as your bot. Set endpoint.access_key."
        case .fileNotMade(let trouble, let file):
            return "\(file): no settings file could be made, so nothing can be changed here: \(trouble.english)"
        }
    }

    private var chinese: String {
        switch self {
        case .unknownKey(let path, let suggestion, let place):
            let head = place.words(.chinese).map { "\($0)：" } ?? ""
            let tail = suggestion.map { "是否应为 \($0)？" } ?? ""
            return "\(head)\(path) 不是本程序的设置项，已保留但不会生效。\(tail)"
        case .unknownVariable(let name, let suggestion):
            let tail = suggestion.map { "是否应为 \($0)？" } ?? ""
            return "环境变量 \(name) 不是本程序的设置项，已忽略。\(tail)"
        case .weakKey(let path, let weaknesses):
            let why = weaknesses.map(\.chinese).joined(separator: "、")
            return "\(path)：密钥过弱（\(why)）。请换成 32 位随机字母和数字。"
        case .anonymousAllowed:
            return "未启用访问密钥：任何能访问该端口的人都可冒充机器人。请设置 endpoint.access_key。"
        case .fileNotMade(let trouble, let file):
            return "\(file)：无法创建设置文件，因此不能在这里修改设置：\(trouble.chinese)"
        }
    }
}

extension KeyStrength.Weakness {
    fileprivate var english: String {
        switch self {
        case .short(let count): "only \(count) characters"
        case .oneClass: "only one kind of character"
        case .famous: "a word that everybody tries"
        case .repetitive: "repeating or running characters"
        case .account: "an account number"
        }
    }

    fileprivate var chinese: String {
        switch self {
        case .short(let count): "只有 \(count) 个字符"
        case .oneClass: "只有一类字符"
        case .famous: "常见词，容易被猜到"
        case .repetitive: "重复或连续的字符"
        case .account: "就是账号"
        }
    }
}
