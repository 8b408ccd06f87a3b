import OneBot

/// `webui.json`.
struct WebUIFile {
    static let name = "webui.json"

    private(set) var value: JSONValue

    /// A new one.
    init(host: String, port: Int, token: String, loginRate: Int) {
        self.value = .object([
            JSONMember("host", .string(host)), JSONMember("port", .integer(port)),
            JSONMember("token", .string(token)), JSONMember("loginRate", .integer(loginRate)),
            JSONMember("autoLoginAccount", .string("")), JSONMember("theme", Self.theme),
            JSONMember("disableWebUI", .boolean(false)), JSONMember("accessControlMode", .string("none")),
            JSONMember("ipWhitelist", .array([])), JSONMember("ipBlacklist", .array([])),
            JSONMember("enableXForwardedFor", .boolean(false)), JSONMember("enable2FA", .boolean(false)),
            JSONMember("totpSecret", .string("")),
        ])
    }

    init(_ value: JSONValue) {
        self.value = value
    }

    var token: String {
        get { self.value["token"]?.string ?? "" }
        set { self.set("token", .string(newValue)) }
    }

    var port: Int {
        get { self.value["port"]?.integer ?? 6099 }
        set { self.set("port", .integer(newValue)) }
    }

    var loginRate: Int? { self.value["loginRate"]?.integer }

    /// Takes what an update may change: what is known here, of the same kind. The token has a call of its own.
    ///
    /// - Returns: The name of what does not fit; nothing is taken then.
    mutating func update(_ changes: [JSONMember]) -> String? {
        let known = changes.filter { $0.key != "token" && self.value[$0.key] != nil }
        if let misfit = known.first(where: { !Self.isAlike($0.value, self.value[$0.key]) }) { return misfit.key }
        for change in known { self.set(change.key, change.value) }
        return nil
    }

    private static func isAlike(_ new: JSONValue, _ old: JSONValue?) -> Bool {
        switch (new, old) {
        case (.string, .string), (.integer, .integer), (.boolean, .boolean), (.array, .array), (.object, .object): true
        default: false
        }
    }

    private mutating func set(_ key: String, _ value: JSONValue) {
        var members = self.value.members ?? []
        if let index = members.firstIndex(where: { $0.key == key }) {
            members[index].value = value
        } else {
            members.append(JSONMember(key, value))
        }
        self.value = .object(members)
    }

    private static let theme = JSONValue.object(
        ["dark", "light"].map { mode in
            JSONMember(
                mode,
                .object(
                    ["background", "foreground", "primary", "secondary", "success", "warning", "danger"].map {
                        JSONMember("--heroui-\($0)", .string("212 100% 47%"))
                    }
                )
            )
        }
    )
}
