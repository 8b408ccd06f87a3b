import Snapshot

extension ResourceSymptom {
    func chinese(_ context: FindingContext) -> FindingText {
        switch self {
        case .diskLow(let mount, let free, let total, let paused):
            return FindingText(
                title: "磁盘 \(mount) 已用 \(Self.used(free: free, of: total))%",
                evidence: "\(mount) 剩余 \(context.size(free))，共 \(context.size(total))。" + Self.keptZH(paused),
                steps: Self.freeSpaceZH(mount),
                clears: "剩余空间达到 5% 且 200 MB 后自动消失"
            )
        case .inodesLow(let mount, let free, let total, let paused):
            return FindingText(
                title: "磁盘 \(mount) 几乎不能再新建文件",
                evidence: "\(mount) 的 inode 剩余 \(free) 个，共 \(total) 个，与剩余空间无关。" + Self.keptZH(paused),
                steps: [
                    "查看哪个目录文件最多：sudo du --inodes -x -d 3 \(Self.quoted(mount)) | sort -n | tail",
                    "清理 QQ 缓存、旧日志和不用的容器：docker system prune",
                ],
                clears: "inode 剩余达到 5% 后自动消失"
            )
        case .journalDiskFull(let path):
            return FindingText(
                title: "磁盘已满，事件未写入历史记录",
                evidence: "写入 \(path) 中的历史记录失败：磁盘已满。机器人服务不受影响，但新到的事件不会保存。",
                steps: Self.freeSpaceZH(path),
                clears: "历史记录恢复写入后自动消失"
            )
        case .journalPaused(let pause):
            return FindingText(
                title: pause.titleInChinese,
                evidence: pause.evidenceInChinese + "机器人服务不受影响，但新到的事件不会保存。",
                steps: pause.stepsInChinese,
                clears: "历史记录恢复写入后自动消失"
            )
        case .descriptors(let open, let limit):
            return FindingText(
                title: "文件描述符已用 \(open)/\(limit)",
                evidence: "本进程占用了 \(open) 个文件和连接，上限为 \(limit)。达到上限后新的机器人无法连接。",
                steps: [
                    "在 3 机器人中查看谁占用了大量连接，按 x 断开。",
                    "提高上限：在服务文件中写 LimitNOFILE=65536，或启动前执行 ulimit -n 65536。",
                ],
                clears: "低于 80% 后自动消失"
            )
        case .memoryLow(let available, let total, let own):
            return FindingText(
                title: "内存不足：可用 \(context.size(available))",
                evidence: "可用 \(context.size(available))，共 \(context.size(total))；本控制台占用 \(context.size(own))。"
                    + "内存耗尽时系统会终止进程，通常是 QQ。",
                steps: Self.memoryZH,
                clears: "可用内存达到 5% 后自动消失"
            )
        case .memoryKills(let count, let last, let available):
            return FindingText(
                title: "系统因内存不足终止了进程",
                evidence: "共终止了 \(count) 个进程，最近一次在 \(context.clock(last))；当前可用 \(context.size(available))。"
                    + "被终止的通常是机器人程序，系统日志中有名称。",
                steps: ["查看是哪个进程：sudo dmesg -T | grep -i 'killed process'"] + Self.memoryZH,
                clears: "10 分钟内没有进程被终止后自动消失"
            )
        case .foreignFile(let file):
            return FindingText(
                title: "控制台的文件属于用户 \(file.owner)",
                evidence: "\(file.path) 属于 \(file.owner)，而控制台以 \(file.us) 运行，"
                    + (file.isAccessible ? "目前还能使用。" : "无法使用该文件。很可能曾用 sudo 启动过。"),
                steps: [
                    "改回属主：sudo chown \(Self.quoted(file.us)) \(Self.quoted(file.path))",
                    "请始终用同一用户启动控制台。",
                ],
                clears: "文件属主改为 \(file.us) 后自动消失"
            )
        }
    }

    private static func keptZH(_ paused: Bool) -> String {
        paused ? "事件目前未写入历史记录，机器人服务不受影响。" : "写满后事件将不再写入历史记录，机器人服务不受影响。"
    }

    private static func freeSpaceZH(_ path: String) -> [String] {
        [
            "查看占用：sudo du -xh -d 2 \(Self.quoted(path)) | sort -h | tail",
            "清理磁盘空间：QQ 缓存、旧日志、不用的容器（docker system prune）。",
            "或减少保存量：onebot-console config set journal.max_mib 256",
            "无需其他操作：空间足够后自动恢复，期间机器人保持在线。",
        ]
    }

    private static let memoryZH = [
        "查看谁占用了内存：运行 top，再按 M。",
        "减少本机的机器人、增加内存，或添加交换空间：sudo fallocate -l 2G /swapfile && sudo chmod 600 /swapfile && "
            + "sudo mkswap /swapfile && sudo swapon /swapfile",
    ]
}

extension JournalPause {
    fileprivate var titleInChinese: String {
        switch self {
        case .diskFull: "历史记录已暂停：磁盘已满"
        case .notWritable: "历史记录已暂停：无法写入"
        case .damaged: "历史记录已暂停：文件已损坏"
        case .held: "历史记录已暂停：文件被其他程序占用"
        case .replaced: "历史记录已暂停：文件被删除或替换"
        case .notAnswering: "历史记录已暂停：磁盘没有响应"
        case .other: "历史记录已暂停：事件未写入"
        }
    }

    fileprivate var evidenceInChinese: String {
        switch self {
        case .diskFull: "历史记录所在的磁盘已满。"
        case .notWritable: "历史记录的文件或目录不可写。"
        case .damaged: "历史记录文件已损坏。"
        case .held: "历史记录文件被其他程序占用。"
        case .replaced: "历史记录文件被删除或替换。"
        case .notAnswering: "历史记录所在的磁盘没有响应。"
        case .other(let text): "历史记录无法写入：\(text)。"
        }
    }

    fileprivate var stepsInChinese: [String] {
        let goesOn = "无需其他操作：原因消除后自动恢复，期间机器人保持在线。"
        switch self {
        case .diskFull: return ["清理磁盘空间：QQ 缓存、旧日志、不用的容器。", goesOn]
        case .notWritable: return ["让运行控制台的用户对状态目录及其中文件有写权限。", goesOn]
        case .damaged: return ["移走状态目录中的 journal.sqlite，将自动新建。", "期间机器人保持在线。"]
        case .held: return ["关闭占用状态目录中 journal.sqlite 的程序，例如未结束事务的 sqlite3。", goesOn]
        case .replaced: return ["等待几秒，将自动新建文件。", "期间机器人保持在线。"]
        case .notAnswering: return ["检查状态目录所在的磁盘或网络共享：写入已等待数秒。", goesOn]
        case .other: return ["请在 9 日志中查看详情。", goesOn]
        }
    }
}
