extension SettingProblem.Cause {
    /// The cause in Chinese.
    var chinese: String {
        switch self {
        case .syntax(let problem): problem.chinese
        case .duplicateKey(let name): "键“\(name)”出现了两次，无法确定以哪个为准。请删掉一个。"
        case .severalDocuments: "这里开始了第二个 YAML 文档（---）。请把所有内容放在同一个文档里。"
        case .tooLarge(let limit): "文件超过 \(limit / 1_024) KiB，设置文件不会这么大。请确认文件是否选对。"
        case .nulByte: "这里有一个 NUL 字节，不是文本文件。请确认文件是否选对。"
        case .notUTF8: "这里的内容不是 UTF-8。请把文件另存为 UTF-8（不要用 GBK 或 UTF-16）。"
        case .tooDeep: "列表和映射嵌套太深，设置最多只有四层。请减少嵌套。"
        case .tooManyAliases(let limit): "YAML 别名（*name）超过 \(limit) 个。请直接写出具体的值。"
        case .wrongType(let expected, let found): "应为\(Self.chinese(expected))，而不是\(Self.chinese(found))。"
        case .outOfRange(let minimum, let maximum): "应为 \(minimum) 到 \(maximum) 之间的数字，请改用此范围内的值。"
        case .unknownChoice(let words): "只能是以下之一：\(words.joined(separator: "、"))。"
        case .missingField(let name): "缺少字段“\(name)”。请补上，或删除这一项。"
        case .duplicateEntry(let name): "另有一项的 \(name) 与此相同，无法区分。请修改其中一个。"
        case .notTogether(let one, let other): "\(one) 与 \(other) 不能同时使用，请只保留一个。"
        case .unreadableList: "不是列表。请写成 a, b 或 [a, b]。"
        case .badHost: "应为 IP 地址或主机名，不带端口、方括号和空格，例如 0.0.0.0。"
        case .pathWithoutSlash: "必须以 / 开头，例如 /onebot/v11/ws。"
        case .pathHasForbiddenCharacter(let position): "第 \(position) 个字符不能用在路径中：不可有空格、?、# 或非 ASCII 字符。请删除。"
        case .tooLong(let count, let maximum): "长度为 \(count) 个字符，上限为 \(maximum)。请缩短。"
        case .hasControlCharacter(let position): "第 \(position) 个字符是控制字符或换行，可能是粘贴时带入的。请删除。"
        case .badURL(let schemes):
            "应为带主机名的网址，以 \(schemes.map { "\($0)://" }.joined(separator: " 或 ")) 开头，例如 \(schemes.first ?? "http")://192.0.2.10:8021/。"
        case .badAddressRange: "应为 IP 地址或网段，例如 10.0.0.0/8 或 fd00::/8。"
        case .badListenAddress: "应写成“主机:端口”，例如 127.0.0.1:9100 或 [::1]:9100；留空表示关闭。"
        case .notAbsolute: "应为以 / 开头的绝对路径，因为程序可能从任何目录启动。"
        case .badName: "应为 1 到 128 个字符的名称。"
        case .badAccount: "应为账号（纯数字）。"
        case .badFinding: "应为诊断编号（例如 LIVE-08）或类别（例如 AUTH）。"
        case .mustExceed(let other, let value): "必须大于 \(other)（\(value)），否则连接在第一次 Ping 之前就会被判为断线。请调大。"
        case .badKeyName: "应为 1 到 32 个英文字母、数字、点、下划线或连字符，并以字母或数字开头。请换一个名称。"
        case .tooManyEntries(let limit): "条目超过上限 \(limit) 个，请删除一些。"
        case .keyNameTaken(let name): "已有名为 \(name) 的密钥。请换一个名称，或先吊销它。"
        case .keyTaken: "该密钥与本控制台的另一个密钥相同。请使用新的密钥。"
        case .noSuchKey(let name, let known):
            known.isEmpty
                ? "没有名为 \(name) 的密钥：尚未添加任何命名密钥。"
                : "没有名为 \(name) 的密钥。现有：\(known.joined(separator: "、"))。"
        case .mustStayBelow(let other, let value): "必须小于 \(other)（\(value)），否则连接在第一次 Ping 之前就会被判为断线。请调小，或先调大 \(other)。"
        case .tlsWithout(let path): "启用 TLS 还需要 \(path)。请先指定文件，或关闭 TLS。"
        case .pinned(let source): "此值来自\(source.words(.chinese))，优先于设置文件。请到那里修改或删除，再重新启动。"
        case .unknownKey(let suggestion?): "没有这个设置项。是否应为 \(suggestion)？"
        case .unknownKey(nil): "没有这个设置项。"
        case .notOneValue: "是一组条目，请直接在设置文件中编辑。"
        case .cannotEdit(let obstacle): obstacle.chinese
        case .changedMeanwhile: "设置文件在读取之后被其他程序改动，因此没有保存。请按新的内容重试。"
        case .cannotRead(let trouble): "无法读取文件：\(trouble.chinese)"
        case .cannotWrite(let trouble): "无法保存，文件保持原样：\(trouble.chinese)"
        case .noHome: "找不到用于存放设置的主目录。请设置 HOME，或用 --config 和 --state-dir 指定。"
        case .brokenHistory: "旧密钥记录已损坏，将无法识别仍在使用旧密钥的机器人。"
        case .keyTooShort, .keyTooLong, .keyEmpty, .keyHasBlank, .keyHasForbiddenCharacter, .keyQuoted, .keyHasScheme:
            self.chineseKey
        }
    }

    private var chineseKey: String {
        switch self {
        case .keyTooShort(let count, let minimum): "访问密钥只有 \(count) 个字符，至少需要 \(minimum) 个，太短的密钥很快会被猜中。请换一个更长的。"
        case .keyTooLong(let count, let maximum): "访问密钥有 \(count) 个字符，最多 \(maximum) 个，否则有的机器人无法使用。请换一个更短的。"
        case .keyEmpty: "访问密钥为空，任何人都能冒充机器人。请设置 8 个以上字符的密钥，或用 endpoint.allow_anonymous: true 明确允许。"
        case .keyHasBlank(let position): "访问密钥的第 \(position) 个字符是空格或换行，传输时会丢失。请删除。"
        case .keyHasForbiddenCharacter(let position): "访问密钥的第 \(position) 个字符无法放进 HTTP 头（不可见字符、中文或全角字符）。请只用英文字母和数字。"
        case .keyQuoted: "访问密钥的首尾带有引号，引号会成为密钥的一部分。请去掉引号。"
        case .keyHasScheme(let scheme): "访问密钥以“\(scheme)”开头。请删掉它，机器人会自动添加。"
        default: ""
        }
    }

    private static func chinese(_ type: SettingProblem.ValueType) -> String {
        switch type {
        case .text: "文本"
        case .integer: "整数"
        case .flag: " true 或 false"
        case .list: "列表（例如 [a, b]）"
        case .mapping: "一组缩进的“键: 值”"
        case .nothing: "空值"
        }
    }
}

extension YAMLSyntaxProblem {
    fileprivate var chinese: String {
        switch self {
        case .tab: "这里有制表符（Tab），YAML 只能用空格缩进。请换成空格。"
        case .mappingNotAllowed: "多了一个冒号，或这一行缩进过多。含有“: ”的值请加引号，并与相邻行对齐。"
        case .colonMissing: "这个键缺少冒号。请写成“键: 值”，冒号后要有空格。"
        case .indentation: "这一行与上面的行没有对齐。同一组的键前面应有相同数量的空格。"
        case .quoteOpen: "从这里开始的引号没有结束。请补上后引号。"
        case .bracketOpen: "从这里开始的括号没有正确结束。请检查逗号和右括号。"
        case .badEscape: "反斜杠后的字母不是有效的转义。双引号中请用 \\\\ 表示反斜杠，或改用单引号。"
        case .unknownAlias: "别名（*name）没有对应的锚点（&name）。以 * 开头的文本需要加引号。"
        case .controlCharacter: "这里有 YAML 不允许的控制字符。请删除。"
        case .reservedCharacter: "YAML 文本不能以这个字符开头。请给文本加上引号。"
        case .other(let words): "不是有效的 YAML（\(words)）。"
        }
    }
}

extension YAMLEditObstacle {
    fileprivate var chinese: String {
        switch self {
        case .anchorOrAlias: "这里有 YAML 锚点、别名或标签，修改可能影响其他设置。请手动编辑文件中的这一行。"
        case .otherShape: "这里不是单个值。请手动编辑文件。"
        case .commentInside: "这个值内部有注释，自动修改会丢失注释。请手动编辑文件。"
        case .layout, .notVerified: "文件这一处的写法无法安全地自动修改。请手动编辑文件。"
        }
    }
}

extension FileTrouble {
    /// Why, and what to do, in Chinese.
    var chinese: String {
        switch self {
        case .missing: "所在目录不存在。请先创建目录，或用 --config 指定其他文件。"
        case .isFolder: "这是一个目录。请指定文件。"
        case .notAllowed: "没有权限。请查看文件和目录属于谁（ls -l），并用 chown 交给运行本程序的用户。"
        case .readOnly: "文件系统是只读的。请以可写方式挂载，或用环境变量设置。"
        case .noSpace: "磁盘已满。请清理空间后重试。"
        case .mounted: "该文件本身是挂载点，无法替换。请挂载它所在的目录，而不是单个文件。"
        case .tooManyLinks: "符号链接成环。请修正链接。"
        case .busy: "另一程序正在修改，迟迟没有结束。请稍后重试。"
        case .other(let code): "系统错误 \(code)。"
        }
    }
}
