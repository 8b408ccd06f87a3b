import Doctor
import OneBot
import Snapshot

/// What the adviser says, for the page of addresses.
enum AddressFixture {
    private static let path = "/onebot/v11/ws"

    static let advice: [AddressAdvice] = [
        AddressAdvice(
            place: .container(interface: "docker0"),
            url: "ws://172.17.0.1:8021\(path)",
            certainty: .likely,
            notes: [
                .gateway(interface: "docker0"), .hostDockerInternal(url: "ws://host.docker.internal:8021\(path)"),
            ]
        ),
        AddressAdvice(place: .composeNetwork, url: nil, certainty: .proved, notes: [.notInContainer]),
        AddressAdvice(
            place: .sameHost,
            url: "ws://127.0.0.1:8021\(path)",
            certainty: .proved,
            notes: [.thisHostOnly, .notFromContainers]
        ),
        AddressAdvice(
            place: .lan,
            url: "ws://192.168.1.20:8021\(path)",
            certainty: .proved,
            notes: [.sameNetwork(interface: "eth0")]
        ),
        AddressAdvice(place: .tailnet, url: nil, certainty: .proved, notes: [.noSuchAddress]),
        AddressAdvice(
            place: .internet,
            url: "ws://203.0.113.7:8021\(path)",
            certainty: .unseen,
            notes: [.reachedBySSH, .providerFirewall(vendor: "Tencent Cloud", port: 8021), .clearText]
        ),
    ]

    /// In containers and behind an IPv6 address, with names as somebody would choose them who wants to break the screen.
    static let hostile: [AddressAdvice] = [
        AddressAdvice(
            place: .container(interface: Fixture.hostile + testKey.exposed),
            url: "ws://\(Fixture.hostile)\(testKey.exposed)/" + String(repeating: "家族", count: 100),
            certainty: .likely,
            notes: [.publicURL, .gateway(interface: Fixture.hostile), .hostDockerInternal(url: testKey.exposed)]
        ),
        AddressAdvice(
            place: .lan,
            url: "ws://[2001:db8:85a3:1234:5678:8a2e:370:7334]:18021/onebot/v11/ws/\(testKey.exposed)",
            certainty: .likely,
            notes: [.notListenedOn(address: Fixture.hostile)]
        ),
    ]

    static let nothingListens: [AddressAdvice] = [BotPlace.sameHost, .lan, .internet].map {
        AddressAdvice(place: $0, url: nil, certainty: .proved, notes: [.nothingListens])
    }

    static func diagnosis(_ advice: [AddressAdvice] = advice, best: String = "") -> Diagnosis {
        var diagnosis = FindingFixture.typical
        diagnosis.advice = advice
        diagnosis.bestAddress = best
        return diagnosis
    }
}
