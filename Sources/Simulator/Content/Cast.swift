/// The people and groups around one acted bot: made up, always the same for an account.
struct Cast: Sendable {
    struct Person: Equatable {
        var id: Int64
        var nickname: String
        var card: String
        var role: String
    }

    struct Group: Equatable {
        var id: Int64
        var name: String
        var members: Int
    }

    /// Added to every id but the bot's own, to make ids beyond 2^53.
    private let offset: Int64
    let selfID: Int64

    init(selfID: Int64, bigIDs: Bool) {
        self.selfID = selfID
        self.offset = bigIDs ? 9_100_000_000_000_000_001 : 0
    }

    /// The bot's own name.
    var nickname: String {
        let names = ["小助手", "云雀", "阿橘", "Momo", "夜航船", "豆包机", "琥珀", "Robin🤖", "墨鱼丸", "薄荷"]
        let index = Int(UInt64(bitPattern: self.selfID) % UInt64(names.count))
        return names[index]
    }

    var groups: [Group] {
        let names = ["周末爬山队⛰️", "Swift 夜谈", "猫咪图鉴🐱", "二手书交换", "早八自习室", "桌游开黑群", "家常菜研究所", "Test & Fun"]
        return names.enumerated().map { index, name in
            Group(id: 700_000_001 + Int64(index) + self.offset, name: name, members: 12 + 31 * index)
        }
    }

    private static let nicknames = [
        "林间鹿", "阿北", "Echo", "小满", "一只柯基🐶", "老周", "Nina", "半糖去冰", "江湖夜雨", "栗子", "K.", "大白兔",
        "风继续吹", "Luna🌙", "章鱼哥", "南墙", "安静的鱼", "木木", "Zoe", "三块饼干",
    ]

    var people: [Person] { Self.nicknames.indices.map(self.person) }

    func person(_ index: Int) -> Person {
        let names = Self.nicknames
        let place = index % names.count
        return Person(
            id: 20_002_000 + Int64(place) + self.offset,
            nickname: names[place],
            card: place % 3 == 0 ? "【\(place + 1)组】" + names[place] : "",
            role: place == 0 ? "owner" : place % 7 == 1 ? "admin" : "member"
        )
    }

    func group(_ id: Int64) -> Group? { self.groups.first { $0.id == id } }

    func person(id: Int64) -> Person? {
        if id == self.selfID { return Person(id: id, nickname: self.nickname, card: "", role: "member") }
        return self.people.first { $0.id == id }
    }
}
