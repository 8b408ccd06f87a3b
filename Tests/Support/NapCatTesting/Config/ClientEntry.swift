import OneBot

/// One of the `websocketClients`.
struct ClientEntry: Equatable, Sendable {
    var name: String
    var isEnabled: Bool
    var url: String
    var token: String
    var sendsSegments: Bool
    /// Milliseconds.
    var reconnectInterval: Int64
    /// Milliseconds; 0 for none.
    var heartInterval: Int64
    /// What is not said is yes.
    var verifiesCertificate: Bool

    /// - Parameter value: An entry of a ``ConfigDocument``.
    init(_ value: JSONValue) {
        self.name = value["name"]?.string ?? ""
        self.isEnabled = value["enable"]?.boolean ?? false
        self.url = value["url"]?.string ?? ""
        self.token = value["token"]?.string ?? ""
        self.sendsSegments = value["messagePostFormat"]?.string != "string"
        self.reconnectInterval = max(Self.interval(value["reconnectInterval"]), 1)
        self.heartInterval = Self.interval(value["heartInterval"])
        self.verifiesCertificate = value["verifyCertificate"]?.boolean ?? true
    }

    /// What a timer of NapCat's can hold.
    private static func interval(_ value: JSONValue?) -> Int64 {
        Int64(min(max(value?.double ?? 0, 0), 2_147_483_647))
    }
}
