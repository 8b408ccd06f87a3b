import Snapshot

/// The words on the folder that bot and app share.
extension NapCatSymptom {
    static func englishFolder(_ fault: FolderFault, _ container: String?, _ context: FindingContext) -> FindingText {
        let folder = FindingContext.cut(context.subject, to: 120)
        let quoted = ResourceSymptom.quoted(context.subject)
        let box = container ?? "NapCat's container"
        let other = "et another one in 8 Settings, Data folder."
        let lost = " Files that an app gives to the bot by path are not found then."
        let blind = " NapCat's files in it can neither be read nor mended from here."
        let mount = [
            "Mount it under the same path in the bot's compose file: volumes: \(quoted):\(quoted)",
            "Then make the container anew: docker compose up -d", "Or s" + other,
        ]
        let (title, evidence, steps): (String, String, [String]) =
            switch fault {
            case .missing:
                (
                    "the data folder does not exist", "There is no \(folder) on this machine." + lost,
                    ["Make it: sudo mkdir -p \(quoted)", "Or s" + other]
                )
            case .notFolder: ("the data folder is a file", "\(folder) is no folder." + lost, ["S" + other])
            case .closed:
                (
                    "the data folder is closed to this console", "This console may not look into \(folder)." + blind,
                    ["Let it in: sudo setfacl -m u:$(id -un):rwx \(quoted)", "Or s" + other]
                )
            case .readOnly(let owner):
                (
                    "the data folder cannot be written",
                    "This console may read \(folder) but not write to it"
                        + (owner.map { ": it belongs to \(FindingContext.cut($0, to: 32))." } ?? ".")
                        + " NapCat's files in it cannot be mended from here.",
                    ["Let it write there: sudo setfacl -m u:$(id -un):rwx \(quoted)", "Or s" + other]
                )
            case .notMounted:
                (
                    "\(box) does not see the data folder",
                    "\(folder) is on this machine, but the mounts of \(box) do not show it there." + lost, mount
                )
            case .elsewhere(let path):
                (
                    "the bot has another data folder than this machine",
                    "The bot made a file under \(FindingContext.cut(path, to: 80)), and it is not to be seen in \(folder): "
                        + "that path is a folder of its own there." + lost,
                    mount
                )
            }
        return FindingText(
            title: title,
            evidence: evidence,
            steps: steps,
            clears: "\(Self.lookAgain) bot and console both see it"
        )
    }

    static func chineseFolder(_ fault: FolderFault, _ container: String?, _ context: FindingContext) -> FindingText {
        let folder = FindingContext.cut(context.subject, to: 120)
        let quoted = ResourceSymptom.quoted(context.subject)
        let box = container.map { "容器 \($0) " }
        let other = "在 8 设置的“数据目录”中改用其他目录。"
        let lost = "应用按路径交给机器人的文件会因此找不到。"
        let mount = [
            "在机器人的 compose 文件中以相同路径挂载：volumes: \(quoted):\(quoted)", "然后重建容器：docker compose up -d",
            "或" + other,
        ]
        let (title, evidence, steps): (String, String, [String]) =
            switch fault {
            case .missing:
                ("数据目录不存在", "本机没有目录 \(folder)。" + lost, ["创建目录：sudo mkdir -p \(quoted)", "或" + other])
            case .notFolder: ("数据目录是一个文件", "文件 \(folder) 不是目录。" + lost, ["请" + other])
            case .closed:
                (
                    "控制台无权进入数据目录", "本控制台无权查看 \(folder)，因此无法读取或修改其中的 NapCat 文件。",
                    ["授予权限：sudo setfacl -m u:$(id -un):rwx \(quoted)", "或" + other]
                )
            case .readOnly(let owner):
                (
                    "数据目录无法写入",
                    "本控制台可以读取 \(folder)，但无法写入"
                        + (owner.map { "：它属于\(FindingContext.cut($0, to: 32).afterChinese)。" } ?? "。")
                        + "因此无法修改其中的 NapCat 文件。",
                    ["授予写权限：sudo setfacl -m u:$(id -un):rwx \(quoted)", "或" + other]
                )
            case .notMounted:
                (
                    "\(box ?? "NapCat 的容器")看不到数据目录",
                    "目录 \(folder) 在本机，但\(box ?? " NapCat 容器")的挂载中没有它。" + lost, mount
                )
            case .elsewhere(let path):
                (
                    "机器人看到的数据目录与本机不是同一个",
                    "机器人在 \(FindingContext.cut(path, to: 80)) 下写了文件，但在本机的 \(folder) 中看不到：那是它自己的目录。"
                        + lost,
                    mount
                )
            }
        return FindingText(
            title: title,
            evidence: evidence,
            steps: steps,
            clears: "机器人与控制台都能看到该目录后，下次检查时自动消失"
        )
    }
}
