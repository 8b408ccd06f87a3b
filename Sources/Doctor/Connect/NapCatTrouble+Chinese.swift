import Snapshot

extension NapCatTrouble {
    func chinese(_ place: NapCatPlace) -> TroubleWords {
        switch self {
        case .badAddress, .refused, .unreachable, .timedOut, .tls, .redirected, .otherProgram, .addressBlocked:
            self.chineseReach(place)
        case .tokenMissing, .tokenRefused, .codeNeeded, .codeRefused, .rateLimited, .heldBack:
            self.chineseToken(place)
        case .notLoggedIn, .tooLarge, .notTaken, .changedMeanwhile, .said, .noContainer, .engine:
            self.chineseWork(place)
        case .folderMissing, .fileMissing, .fileBroken, .fileUnreadable, .fileReadOnly, .severalAccounts:
            self.chineseFile(place)
        }
    }

    private func chineseReach(_ place: NapCatPlace) -> TroubleWords {
        let address = place.address
        switch self {
        case .refused(let host, let port):
            let at = PanelAddress.joined(host, port)
            return TroubleWords(
                "没有程序监听",
                "\(at) 上没有程序监听",
                "连接 \(at) 被拒绝：NapCat 没有运行，或容器没有映射该端口，或 WebUI 用了别的端口（端口被占用时 NapCat 会顺延到下一个）。",
                [
                    place.container == nil && place.hasEngine
                        ? "查看它是否在运行：pgrep -a qq" : "执行 docker ps，查看 NapCat 是否在运行、PORTS 一列是否有 \(port)。",
                    "它的日志中有 WebUI 的地址" + place.docker(.chinese) { "docker logs \($0)" },
                    "把正确的地址填入 8 设置，WebUI 地址。",
                ]
            )
        case .unreachable(let host):
            return TroubleWords(
                "找不到该主机",
                "无法到达主机\(FindingContext.cut(host, to: 24).afterChinese)",
                "NapCat WebUI 的主机\(FindingContext.cut(host, to: 64).withinChinese)解析不到地址，或没有通往它的路由。容器名只在容器网络内部有效。",
                ["若 NapCat 在本机，请在 8 设置的“WebUI 地址”中填写 http://127.0.0.1:6099/webui"]
            )
        case .timedOut(let seconds) where place.isUp:
            return TroubleWords(
                "应答太慢",
                "NapCat 应答太慢（超过 \(seconds) 秒）",
                "NapCat 应答太慢（超过 \(seconds) 秒），控制台会自动再问。",
                ["若一直如此，请重启它" + place.docker(.chinese) { "docker restart \($0)" }]
            )
        case .timedOut(let seconds):
            return TroubleWords(
                "\(seconds) 秒内无应答",
                "\(address) 没有应答",
                "\(address) 上的 NapCat WebUI 在 \(seconds) 秒内没有应答：可能被防火墙丢弃，也可能 NapCat 负载过高或已卡死。",
                [
                    "从它的日志查看状态" + place.docker(.chinese) { "docker logs --tail 20 \($0)" },
                    "若已卡死，请重启" + place.docker(.chinese) { "docker restart \($0)" },
                ]
            )
        case .tls:
            return TroubleWords(
                "TLS 不通或不受信任",
                "与 \(address) 无法建立 TLS",
                "与 \(address) 没能建立加密连接：对方只支持 HTTP，或其证书不受本机信任。",
                [
                    "只有配置目录中有 cert.pem 和 key.pem 时 NapCat 才用 https，否则请在 8 设置的“WebUI 地址”中写 http://。",
                    "若用的是自签名证书：让本机信任它；或移走这两个文件并重启 NapCat，它便改用 http。",
                ]
            )
        case .redirected(let target):
            return TroubleWords(
                "被重定向到别处",
                "\(address) 要求转到别处",
                "\(address) 的应答要求转到 \(PanelAddress.stripped(target))，本机不会跟随：NapCat 的密钥不会发往别处。这是反向代理的行为，NapCat 不会这样。",
                [
                    "若那里才是 NapCat WebUI，请填入 8 设置，WebUI 地址。",
                    "或绕过代理，直接填写 NapCat 自己的端口：http://127.0.0.1:6099/webui",
                ]
            )
        case .otherProgram(status: 0):
            return TroubleWords(
                "没有应答就被断开",
                "\(address) 没有应答就断开",
                "\(address) 上有程序监听，但连接后没有应答就被断开：容器映射了端口而 NapCat 还没有启动好，或 WebUI 在容器内用了别的端口，或那是别的程序。",
                [
                    "从它的日志查看 WebUI 是否已启动、端口是多少" + place.docker(.chinese) { "docker logs --tail 20 \($0)" },
                    "把正确的地址填入 8 设置，WebUI 地址。",
                ]
            )
        case .otherProgram(let status):
            return TroubleWords(
                "应答的不是 NapCat",
                "\(address) 不是 NapCat WebUI",
                "在 \(address) 应答的不是 NapCat WebUI：HTTP \(status)，内容也不是 NapCat 的 JSON。那是别的程序，或没有转发 /api 的代理。",
                [
                    "把 NapCat WebUI 的地址填入 8 设置，WebUI 地址；NapCat 日志中有。",
                    "代理须在根路径转发 WebUI，并透传 Host 与 Upgrade。",
                ]
            )
        case .addressBlocked:
            return TroubleWords(
                "本机地址被拒绝",
                "NapCat 拒绝本机的地址",
                "\(address) 上的 NapCat WebUI 对本控制台一律应答 403：其访问控制（webui.json 的 accessControlMode）不允许本机地址。",
                [
                    "在 NapCat WebUI 中把本机地址加入 ipWhitelist，或从 ipBlacklist 中移除。",
                    "或把 webui.json 的 accessControlMode 改为 none，再重启 NapCat。",
                ]
            )
        default:
            return TroubleWords(
                "不是 http 网址",
                "WebUI 地址不是 http 网址",
                "无法访问 NapCat WebUI：设置中的地址不是 http:// 或 https:// 网址。",
                ["请填入 8 设置，WebUI 地址，例如 http://127.0.0.1:6099/webui"]
            )
        }
    }

    private func chineseToken(_ place: NapCatPlace) -> TroubleWords {
        let log = place.docker(.chinese) { "docker logs \($0) 2>&1 | grep -i token" }
        switch self {
        case .tokenRefused:
            return TroubleWords(
                "被 NapCat 拒绝",
                "NapCat 拒绝了 WebUI 密钥",
                "\(place.address) 上的 NapCat 称 WebUI 密钥不正确。它以启动时的密钥为准：之后在 webui.json 中的修改要重启才生效，环境变量 NAPCAT_WEBUI_SECRET_KEY "
                    + "优先于文件。OneBot 访问密钥是另一回事。",
                [
                    "在日志中查看启动时的密钥" + log,
                    "\(place.keys.chinese("t")) 输入；或重启 NapCat，让它重新读取 webui.json。",
                ]
            )
        case .codeNeeded:
            return TroubleWords(
                "需要 6 位验证码",
                "NapCat 要求两步验证码",
                "\(place.address) 上的 NapCat 开启了两步验证：除密钥外，还需要验证器此刻显示的 6 位数字。",
                ["\(place.keys.chinese("d")) 输入验证码，之后一小时内有效。"]
            )
        case .codeRefused:
            return TroubleWords(
                "验证码被拒绝",
                "NapCat 拒绝了两步验证码",
                "\(place.address) 上的 NapCat 称 6 位验证码错误或已过期：每个验证码约 30 秒内有效，以 NapCat 的时钟为准。",
                ["\(place.keys.chinese("d")) 输入下一个验证码，并检查手机与服务器的时间。"]
            )
        case .rateLimited:
            return TroubleWords(
                "NapCat 限制了登录",
                "NapCat 一分钟内不再接受登录",
                "\(place.address) 上的 NapCat 在一分钟内收到本机的登录次数过多（loginRate，默认 10，Docker 镜像为 3），暂不再接受。",
                ["请等待一分钟：控制台会自动重试，且每分钟最多登录两次。"]
            )
        case .heldBack(let until):
            let time = FindingContext.timeOfDay(until, utcOffset: place.utcOffset)
            return TroubleWords(
                "\(time) 再登录",
                "下一次登录在 \(time)",
                "每分钟最多登录两次（NapCat 的限制），\(time) 后会自动再试。",
                ["若刚输入了验证码，它没有提交：届时请\(place.keys.chinese("d")) 输入新的。"]
            )
        default:
            return TroubleWords(
                "未知",
                "不知道 WebUI 密钥",
                "\(place.address) 上的 NapCat WebUI 有应答，但控制台不知道它的密钥：没有设置，数据目录的 webui.json 中也没有。",
                [
                    "NapCat 启动时的日志中有它" + log,
                    "\(place.keys.chinese("t")) 输入；或在 8 设置中填写数据目录，以读取 webui.json。",
                ]
            )
        }
    }

    private func chineseWork(_ place: NapCatPlace) -> TroubleWords {
        switch self {
        case .notLoggedIn:
            return TroubleWords(
                "QQ 未登录",
                "NapCat 的 QQ 尚未登录",
                "账号登录之前，NapCat 没有网络配置，无法通过 WebUI 读取或修改。",
                ["请先登录：\(place.keys.chinese("x")) 显示二维码，用手机 QQ 扫描。"]
            )
        case .tooLarge(let bytes):
            return TroubleWords(
                "配置过大",
                "NapCat 的配置过大",
                "NapCat 的网络配置有 \(FindingContext.size(bytes))，而 WebUI 一次最多接受 100 kB，会拒绝更大的内容。没有做任何修改。",
                [
                    "在 NapCat WebUI → 网络配置中删除不需要的条目。",
                    "或在 8 设置中设置数据目录，改为修改文件。",
                ]
            )
        case .notTaken:
            return TroubleWords(
                "修改未生效",
                "NapCat 没有采纳修改",
                "NapCat 应答成功，但读回的内容与写入的不同。",
                [
                    "在 NapCat WebUI → 网络配置中查看实际内容。",
                    "然后再试一次；若仍如此，请重启 NapCat。",
                ]
            )
        case .changedMeanwhile:
            return TroubleWords(
                "期间被修改",
                "NapCat 的配置期间被修改",
                "查看之后，有人修改了 NapCat 的网络配置。为不覆盖对方的修改，没有写入。",
                ["\(place.keys.chinese("r")) 重新检查，再按 a 查看新的改动内容后执行。"]
            )
        case .noContainer:
            return TroubleWords(
                "没有找到容器",
                "没有找到 NapCat 的容器",
                "容器引擎中没有本控制台所查找名称的容器。",
                ["用 docker ps -a 查看它的名称，填入 8 设置，容器名。"]
            )
        case .engine(let words):
            return TroubleWords(
                "容器引擎拒绝",
                "容器引擎拒绝执行",
                "容器引擎没有执行，原话：\(FindingContext.cut(words, to: 160))。",
                ["请手动执行：docker restart \(place.quotedContainer)"]
            )
        case .said(let words):
            return TroubleWords(
                "NapCat 报错",
                "NapCat 报告错误",
                "\(place.address) 上的 NapCat 没有完成请求，原话：\(FindingContext.cut(words, to: 160))。",
                ["请重试；若仍如此，请查看 NapCat 日志" + place.docker(.chinese) { "docker logs --tail 20 \($0)" }]
            )
        default: return self.chineseToken(place)
        }
    }
}
