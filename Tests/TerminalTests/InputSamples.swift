import Terminal

/// What terminals send, and what it means.
enum InputSamples {
    /// Input and what it must become; also the material of the split and fuzz tests.
    static let table: [(String, [InputEvent])] = [
        ("a", [.key(.character("a"))]),
        ("小é", [.key(.character("小")), .key(.character("é"))]),
        ("👍", [.key(.character("👍"))]),
        ("\u{3}", [.key(.control("c"))]),
        ("\u{0}", [.key(.control(" "))]),
        ("\t", [.key(Key(.tab))]),
        ("\r", [.key(Key(.enter))]),
        ("\n", [.key(.control("j"))]),
        ("\u{7F}\u{8}", [.key(Key(.backspace)), .key(Key(.backspace))]),
        ("\u{1C}\u{1F}", [.key(.control("\\")), .key(.control("_"))]),
        ("\u{1B}[A\u{1B}OA", [.key(Key(.up)), .key(Key(.up))]),
        ("\u{1B}[B\u{1B}[C\u{1B}[D", [.key(Key(.down)), .key(Key(.right)), .key(Key(.left))]),
        ("\u{1B}[1;5A", [.key(Key(.up, .control))]),
        ("\u{1B}[1;2C\u{1B}[1;3D", [.key(Key(.right, .shift)), .key(Key(.left, .alt))]),
        ("\u{1B}[1;8H", [.key(Key(.home, [.shift, .alt, .control]))]),
        ("\u{1B}[H\u{1B}[F\u{1B}OH\u{1B}OF", [.key(Key(.home)), .key(Key(.end)), .key(Key(.home)), .key(Key(.end))]),
        (
            "\u{1B}[1~\u{1B}[7~\u{1B}[4~\u{1B}[8~",
            [.key(Key(.home)), .key(Key(.home)), .key(Key(.end)), .key(Key(.end))]
        ),
        ("\u{1B}[2~\u{1B}[3~", [.key(Key(.insert)), .key(Key(.delete))]),
        ("\u{1B}[5~\u{1B}[6~\u{1B}[5;2~", [.key(Key(.pageUp)), .key(Key(.pageDown)), .key(Key(.pageUp, .shift))]),
        ("\u{1B}OP\u{1B}OS\u{1B}[11~", [.key(Key(.function(1))), .key(Key(.function(4))), .key(Key(.function(1)))]),
        (
            "\u{1B}[15~\u{1B}[17~\u{1B}[24~",
            [.key(Key(.function(5))), .key(Key(.function(6))), .key(Key(.function(12)))]
        ),
        ("\u{1B}[[A\u{1B}[[E", [.key(Key(.function(1))), .key(Key(.function(5)))]),
        ("\u{1B}[1;5P", [.key(Key(.function(1), .control))]),
        ("\u{1B}[Z", [.key(Key(.tab, .shift))]),
        ("\u{1B}x\u{1B}é", [.key(Key(.character("x"), .alt)), .key(Key(.character("é"), .alt))]),
        ("\u{1B}\r\u{1B}\u{1}", [.key(Key(.enter, .alt)), .key(Key(.character("a"), [.alt, .control]))]),
        ("\u{1B}\u{1B}[A", [.key(Key(.up, .alt))]),
        ("\u{1B}\u{1B}x", [.key(Key(.escape)), .key(Key(.character("x"), .alt))]),
        (
            "\u{1B}[a\u{1B}Oa\u{1B}[3^",
            [.key(Key(.up, .shift)), .key(Key(.up, .control)), .key(Key(.delete, .control))]
        ),
        ("\u{1B}OM\u{1B}Op\u{1B}Ok", [.key(Key(.enter)), .key(.character("0")), .key(.character("+"))]),
        ("\u{1B}[97;5u\u{1B}[97;2u", [.key(.control("a")), .key(.character("A"))]),
        ("\u{1B}[27u\u{1B}[13;5u\u{1B}[57414u", [.key(Key(.escape)), .key(Key(.enter, .control)), .key(Key(.enter))]),
        ("\u{1B}[97;1:3u\u{1B}[57352u\u{1B}[57419u", [.key(Key(.up))]),
        ("\u{1B}[97:65;2u\u{1B}[57441;2u", [.key(.character("A"))]),
        ("\u{1B}[27;5;109~\u{1B}[27;6;65~", [.key(.control("m")), .key(Key(.character("a"), [.control, .shift]))]),
        ("\u{1B}[200~hello\rworld\u{1B}[201~", [.paste("hello\nworld")]),
        (
            "\u{1B}[200~a\u{1B}[200~b\u{1B}[201\u{1B}[20x\u{1B}[201~c",
            [
                .paste("a\u{1B}[200~b\u{1B}[201\u{1B}[20x"), .key(.character("c")),
            ]
        ),
        ("\u{1B}[200~\u{1B}\u{1B}[201~", [.paste("\u{1B}")]),
        ("\u{1B}[200~\u{1B}[201~", [.paste("")]),
        ("\u{1B}[201~", []),
        ("\u{1B}[I\u{1B}[O", [.focus(gained: true), .focus(gained: false)]),
        (
            "\u{1B}[<0;3;4M\u{1B}[<0;3;4m",
            [
                .mouse(MouseEvent(kind: .press(button: 0), position: Position(column: 2, row: 3))),
                .mouse(MouseEvent(kind: .release(button: 0), position: Position(column: 2, row: 3))),
            ]
        ),
        (
            "\u{1B}[<64;1;1M\u{1B}[<65;1;1M\u{1B}[<66;1;1M",
            [
                .mouse(MouseEvent(kind: .wheelUp, position: Position(column: 0, row: 0))),
                .mouse(MouseEvent(kind: .wheelDown, position: Position(column: 0, row: 0))),
            ]
        ),
        (
            "\u{1B}[<22;300;200M",
            [.mouse(MouseEvent(kind: .press(button: 2), position: Position(column: 299, row: 199)))]
        ),
        ("\u{1B}[<35;3;4M\u{1B}[<0;0;1M\u{1B}[<0;1M\u{1B}[<128;1;1M", []),
        (
            "\u{1B}[M !!\u{1B}[M#!!",
            [
                .mouse(MouseEvent(kind: .press(button: 0), position: Position(column: 0, row: 0))),
                .mouse(MouseEvent(kind: .release(button: 3), position: Position(column: 0, row: 0))),
            ]
        ),
        ("\u{1B}[?62;22;52c", [.reply(.deviceAttributes([62, 22, 52]))]),
        ("\u{1B}[?2026;2$y", [.reply(.mode(2026, state: 2))]),
        ("\u{1B}[5;10R", [.reply(.cursor(Position(column: 9, row: 4)))]),
        ("\u{1B}P>|kitty(0.31)\u{1B}\\x", [.reply(.name("kitty(0.31)")), .key(.character("x"))]),
        ("\u{1B}P>|e\u{9}vil\u{1B}\\", [.reply(.name("e␉vil"))]),
        ("\u{1B}]11;rgb:0000/0000/0000\u{1B}\\\u{1B}]11;rgb:1/2/3\u{7}y", [.key(.character("y"))]),
        ("\u{1B}_Gi=1;OK\u{1B}\\\u{1B}^x\u{1B}\\\u{1B}Xx\u{1B}\\", []),
        ("\u{1B}]0;unfinished\u{1B}[A", [.key(Key(.up))]),
        ("\u{1B}]0;unfinished\u{18}a", [.key(.character("a"))]),
        ("\u{1B}[>1;2;3c\u{1B}[?1;2h\u{1B}[!p\u{1B}[99~\u{1B}[1 q\u{1B}OZ\u{1B}[E", []),
        ("\u{1B}[1\u{1B}[A", [.key(Key(.up))]),
        ("\u{1B}[1\ra", [.key(Key(.enter)), .key(.character("a"))]),
        ("\u{1B}[99999999999999999999999;99999999999999999999A", [.key(Key(.up))]),
        ("\u{1B}[99999999999999999999999u\u{1B}[55296u", []),
    ]

    /// Bytes that are not all UTF-8.
    static let bytes: [([UInt8], [InputEvent])] = [
        ([0xFF, 0x61], [.key(.character("\u{FFFD}")), .key(.character("a"))]),
        ([0xC0, 0x80], [.key(.character("\u{FFFD}")), .key(.character("\u{FFFD}"))]),
        ([0xE5, 0xB0, 0x61], [.key(.character("\u{FFFD}")), .key(.character("a"))]),
        (
            [0xED, 0xA0, 0x80],
            [.key(.character("\u{FFFD}")), .key(.character("\u{FFFD}")), .key(.character("\u{FFFD}"))]
        ),
        ([0xF4, 0x90], [.key(.character("\u{FFFD}")), .key(.character("\u{FFFD}"))]),
        ([0xE5, 0x1B, 0x5B, 0x41], [.key(.character("\u{FFFD}")), .key(Key(.up))]),
        ([0xC2, 0x9B, 0x61], [.key(.character("a"))]),
        ([0x1B, 0x5B, 0xE5, 0xB0, 0x8F], [.key(.character("小"))]),
        ([0x1B, 0x5B, 0x4D, 0x00, 0x01, 0xFF, 0x61], [.key(.character("a"))]),
        (Array("\u{1B}[200~".utf8) + [0xFF] + Array("\u{1B}[201~".utf8), [.paste("\u{FFFD}")]),
    ]
}
