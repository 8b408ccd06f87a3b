import Glibc

extension CommandPhrases {
    /// Why a state folder cannot be used, and what to do.
    package func stateFolderProblem(_ problem: StateFolderProblem) -> String {
        switch problem {
        case .notAFolder(let path):
            self.say(
                "The state folder \(path) is not a folder. Name another with --state-dir.",
                zh: "状态目录 \(path) 不是一个目录。请用 --state-dir 指定其他目录。"
            )
        case .foreignOwner(let path, let owner):
            self.say(
                "The state folder \(path) belongs to user \(owner), not to user \(geteuid()). Run as its owner, "
                    + "give it away with chown, or name another with --state-dir.",
                zh: "状态目录 \(path) 属于用户 \(owner)，而不是用户 \(geteuid())。请以其所有者身份运行，用 chown 更改所有者，或用 --state-dir 指定其他目录。"
            )
        case .writableByOthers(let path):
            self.say(
                "Others may write to the state folder \(path). Close it with: chmod 700 \(path), or name another "
                    + "with --state-dir.",
                zh: "其他用户可以写入状态目录 \(path)。请执行 chmod 700 \(path) 收回权限，或用 --state-dir 指定其他目录。"
            )
        case .openToOthers(let path):
            self.say(
                "The state folder \(path) is open to others and holds other things. Name a folder of its own with "
                    + "--state-dir, or close it with: chmod 700 \(path)",
                zh: "状态目录 \(path) 对其他用户开放，且含有其他内容。请用 --state-dir 指定专用目录，或执行：chmod 700 \(path)"
            )
        case .unsafeSocketFolder(let path):
            self.say(
                "The folder \(path) for the sockets belongs to somebody else or is open to others. Remove it, or "
                    + "name a shorter --state-dir.",
                zh: "套接字目录 \(path) 属于他人或对其他用户开放。请删除它，或用 --state-dir 指定更短的路径。"
            )
        case .held(let pid): self.alreadyRunning(pid: pid)
        case .system(let path, let code):
            self.say(
                "The state folder cannot be used: \(path): \(Self.cause(code)). Name another with --state-dir.",
                zh: "无法使用状态目录：\(path)：\(Self.cause(code))。请用 --state-dir 指定其他目录。"
            )
        }
    }
}
