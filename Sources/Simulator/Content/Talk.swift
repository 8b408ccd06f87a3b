/// What people in groups say.
struct Talk {
    private static let sentences = [
        "早上好 🌞", "有人一起吃午饭吗？", "哈哈哈哈哈哈", "这个 bug 我昨天也遇到了", "收到👌", "明天几点集合？", "稍等，我在开会",
        "[自动回复] 您好，我现在有事不在", "图呢图呢", "价格 & 运费谁出？", "好耶！🎉", "see you at 8", "我先睡了，晚安 🌙", "刚刚断网了…",
        "第一行\n第二行", "今天也要加油鸭 🦆", "可以可以", "谁有第 3 章的笔记", "笑死，\"这也行\"", "👨‍👩‍👧‍👦 全家出动", "한국어도 돼요?", "path 是 C:\\temp 吗",
        "？？？", "帮我点一杯，少冰少糖", "周报写完了吗", "这猫好胖 🐈", "+1", "绝了绝了绝了", "下雨了，记得带伞☔", "OK，那就这么定了",
    ]
    private static let faces = [4, 12, 14, 66, 76, 178, 277]

    /// A message of one to four pieces.
    static func message(_ cast: Cast, _ generator: inout SeededGenerator) -> [Segment] {
        var segments: [Segment] = []
        if generator.chance(8) { segments.append(.reply(Int64(generator.next() % 2_000_000_000) + 1)) }
        if generator.chance(12) {
            let toBot = generator.chance(50)
            let person = cast.person(Int(generator.next() % 20))
            segments.append(.at(toBot ? cast.selfID : person.id))
        }
        if generator.chance(90) || segments.isEmpty {
            let sentence = generator.pick(self.sentences)
            segments.append(.text(segments.isEmpty ? sentence : " " + sentence))
        }
        if generator.chance(15) { segments.append(.face(generator.pick(self.faces))) }
        if generator.chance(10) {
            let name = String(generator.next(), radix: 16, uppercase: true)
            segments.append(
                .image(
                    name: "\(name).jpg",
                    summary: "[图片]",
                    url: "https://multimedia.example.invalid/download?appid=1407&fileid=\(name)&rkey=CAQ,x"
                )
            )
        }
        return segments
    }

    /// Text of exactly `count` bytes that needs no escape in JSON nor in CQ strings.
    static func filler(_ count: Int) -> String {
        guard count > 0 else { return "" }
        let block = Array("今天天气不错，去散步吧。see you at 8 😀 ".utf8)
        return self.repeated(block, count: count, padding: UInt8(ascii: "."))
    }

    /// Base64 of exactly `count` characters, a multiple of four or not: it is only carried, never read.
    static func base64(_ count: Int, _ generator: inout SeededGenerator) -> String {
        guard count > 0 else { return "" }
        let letters = Base64.alphabet
        let block = (0..<min(count, 3072)).map { _ in letters[Int(generator.next() & 63)] }
        return self.repeated(block, count: count, padding: UInt8(ascii: "A"))
    }

    private static func repeated(_ block: [UInt8], count: Int, padding: UInt8) -> String {
        String(unsafeUninitializedCapacity: count) { target in
            let whole = count - count % block.count
            for start in stride(from: 0, to: whole, by: block.count) {
                UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(target)[start...])
                    .copyBytes(from: block)
            }
            target[whole..<count].update(repeating: padding)
            return count
        }
    }
}
