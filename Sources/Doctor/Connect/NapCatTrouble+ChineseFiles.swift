import Snapshot

extension NapCatTrouble {
    func chineseFile(_ place: NapCatPlace) -> TroubleWords {
        switch self {
        case .fileMissing(let path):
            return TroubleWords(
                "文件不存在",
                "没有 \(Self.name(of: path))",
                "没有文件 \(path)。账号首次登录时 NapCat 会创建它。",
                ["请先登录一次 QQ，或检查 8 设置中的数据目录是否就是 NapCat 使用的目录。"]
            )
        case .fileBroken(let path, let line, let column):
            return TroubleWords(
                "第 \(line) 行 \(column) 列有误",
                "\(Self.name(of: path)) 第 \(line) 行有误",
                "文件 \(path) 不是有效的 JSON：第 \(line) 行第 \(column) 列。它保持原样，以免其中的内容丢失。",
                ["请修改：nano +\(line),\(column) \(ResourceSymptom.quoted(path))", "然后重启 NapCat。"]
            )
        case .fileUnreadable(let path):
            return TroubleWords(
                "文件无权读取",
                "无权读取 \(Self.name(of: path))",
                "本控制台无法读取 \(path)。它多半属于别的用户，通常是容器中的用户。",
                ["请授予权限：sudo setfacl -m u:$(id -un):rw \(ResourceSymptom.quoted(path))"]
            )
        case .fileReadOnly(let path):
            return TroubleWords(
                "文件无法修改",
                "无法修改 \(Self.name(of: path))",
                "文件 \(path) 可以读取但无法写入：目录是只读的、属于别的用户，或磁盘已满。没有做任何修改。",
                [
                    "可改为提供 WebUI 密钥（\(place.keys.chinese("t"))），那样不需要修改文件。",
                    "或让本用户可写其所在目录，先查看权限：ls -ld \(ResourceSymptom.quoted(Self.folder(of: path)))",
                ]
            )
        case .severalAccounts(let accounts):
            let shown = accounts.prefix(Self.named).map { FindingContext.cut($0, to: 20) }.joined(separator: "、")
            return TroubleWords(
                "\(accounts.count) 个账号，不知是哪个",
                "有 \(accounts.count) 个账号的配置",
                "NapCat 的目录中有多个账号的配置（\(shown)\(accounts.count > Self.named ? "…" : "")），不知道登录的是哪一个。",
                ["请登录 QQ，并让本控制台能访问 WebUI，由它确定。"]
            )
        default:
            return TroubleWords(
                "没有数据目录",
                "不知道 NapCat 的目录",
                "找不到 NapCat 的文件：没有设置数据目录，或其中没有 napcat_data/napcat 和 napcat/config。",
                ["请在 8 设置的“数据目录”中填写（Nekro Agent：NEKRO_DATA_DIR 的目录）。"]
            )
        }
    }
}
