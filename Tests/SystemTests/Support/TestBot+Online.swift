import EndpointTesting
import Foundation
import Testing

extension TestBot {
    /// A bot that has connected as NapCat does, said that it is there, and answered who it is.
    static func online(
        port: Int,
        key: String,
        selfID: String = "1000010001",
        name: String = "小助手",
        from source: String? = nil,
        tls: TestTLS? = nil
    ) async throws -> TestBot {
        let bot = try await TestBot(port: port, from: source, tls: tls)
        let answer = try await bot.connect(selfID: selfID, key: key)
        try #require(answer.status == 101, "\(answer.body)")
        try await bot.send(
            #"{"time":1,"self_id":\#(selfID),"post_type":"meta_event","meta_event_type":"lifecycle","sub_type":"connect"}"#
        )
        for _ in 0..<2 {
            let frame = try await bot.frame(opcode: 1)
            let call = try JSONDecoder().decode(Call.self, from: Data(frame.payload))
            let data: String
            switch call.action {
            case "get_login_info": data = #"{"user_id":\#(selfID),"nickname":"\#(name)"}"#
            case "get_version_info":
                data = #"{"app_name":"NapCat.Onebot","app_version":"4.8.1","protocol_version":"v11"}"#
            default: data = "null"
            }
            try await bot.send(#"{"status":"ok","retcode":0,"data":\#(data),"echo":"\#(call.echo)"}"#)
        }
        return bot
    }

    /// Sends a private message's event.
    func sendMessage(_ text: String, selfID: String = "1000010001") async throws {
        try await self.send(
            #"{"time":1,"self_id":\#(selfID),"post_type":"message","message_type":"private","sub_type":"friend","#
                + #""message_id":1,"user_id":20002,"message":[{"type":"text","data":{"text":"\#(text)"}}],"#
                + #""raw_message":"\#(text)","font":0,"sender":{"user_id":20002,"nickname":"Bob"}}"#
        )
    }

    private struct Call: Decodable {
        let action: String
        let echo: String
    }
}

/// Tries a key and gives the HTTP status.
func handshake(port: Int, key: String?, selfID: String = "1000010002") async throws -> TestBot.Answer {
    let bot = try await TestBot(port: port)
    let answer = try await bot.request(headers: TestBot.napCatHeaders(selfID: selfID, key: key))
    await bot.close()
    return answer
}
