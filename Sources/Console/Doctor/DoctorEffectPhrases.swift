import Glibc
import Snapshot

/// What became of what the operator asked of the doctor.
struct DoctorEffectPhrases {
    var language: Language

    private func say(_ english: String, zh chinese: String) -> String {
        switch self.language {
        case .english: english
        case .chinese: chinese
        }
    }

    func examined(urgent: Int) -> String {
        switch urgent {
        case 0: self.say("Looked again: nothing above a notice.", zh: "已重新检查：没有警告或错误。")
        case 1: self.say("Looked again: 1 finding needs you.", zh: "已重新检查：有 1 个问题需要处理。")
        default: self.say("Looked again: \(urgent) findings need you.", zh: "已重新检查：有 \(urgent) 个问题需要处理。")
        }
    }

    var notTested: String { self.say("The self-test could not be made.", zh: "无法进行自检。") }

    var nothingToReport: String { self.say("Nothing has been looked at yet.", zh: "尚未进行检查。") }

    func reportWritten(_ path: String) -> String {
        self.say("Report written: \(path)", zh: "报告已写入：\(path)")
    }

    func reportNotWritten(_ errno: CInt) -> String {
        let reason = String(cString: strerror(errno))
        return self.say("The report could not be written: \(reason).", zh: "报告写入失败：\(reason)。")
    }

    var noSuchAlarm: String { self.say("There is no such alarm any more.", zh: "该报警已不存在。") }
}
