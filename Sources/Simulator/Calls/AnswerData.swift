/// What a bot knows, as the `data` of answers.
struct AnswerData {
    let implementation: Implementation
    let maker: EventMaker

    private var cast: Cast { self.maker.cast }
    private var isNT: Bool { self.implementation == .napCat || self.implementation == .llBot }

    func loginInfo() -> String {
        JSONObject([("user_id", "\(self.cast.selfID)"), ("nickname", JSONText.string(self.cast.nickname))]).text
    }

    func versionInfo() -> String {
        let name: (key: String, value: String) = ("app_name", "\"\(self.implementation.applicationName)\"")
        let version: (key: String, value: String) = ("app_version", "\"\(self.implementation.applicationVersion)\"")
        guard self.implementation == .goCQHTTP else {
            return JSONObject([name, ("protocol_version", "\"v11\""), version]).text
        }
        return JSONObject([
            ("app_full_name", "\"go-cqhttp-v1.2.0_linux_amd64-go1.20\""), name, version,
            ("coolq_directory", "\"/data\""), ("coolq_edition", "\"pro\""), ("go_cqhttp", "true"),
            ("plugin_build_configuration", "\"release\""), ("plugin_build_number", "99"),
            ("plugin_version", "\"4.15.0\""), ("protocol_name", "6"), ("protocol_version", "\"v11\""),
            ("runtime_os", "\"linux\""), ("runtime_version", "\"go1.20\""), ("version", version.value),
        ]).text
    }

    func status(online: Bool) -> String {
        switch self.implementation {
        case .napCat, .llBot: JSONObject([("online", "\(online)"), ("good", "true"), ("stat", "{}")]).text
        case .lagrange:
            JSONObject([
                ("app_initialized", "true"), ("app_enabled", "true"), ("app_good", "true"), ("online", "\(online)"),
                ("good", "true"),
            ]).text
        case .goCQHTTP: JSONObject(self.maker.goStatus(online: "\(online)")).text
        }
    }

    func group(_ group: Cast.Group) -> String {
        let facts: [(key: String, value: String)] = [
            ("group_id", "\(group.id)"), ("group_name", JSONText.string(group.name)),
            ("member_count", "\(group.members)"), ("max_member_count", "500"),
        ]
        if self.isNT { return JSONObject([("group_all_shut", "0"), ("group_remark", "\"\"")] + facts).text }
        return JSONObject(facts).text
    }

    func groups() -> String { JSONText.array(self.cast.groups.map(self.group)) }

    func friends() -> String {
        JSONText.array(
            self.cast.people.prefix(8).map { person in
                JSONObject([
                    ("user_id", "\(person.id)"), ("nickname", JSONText.string(person.nickname)), ("remark", "\"\""),
                ]).text
            }
        )
    }

    func member(_ person: Cast.Person, group: Int64) -> String {
        JSONObject([
            ("group_id", "\(group)"), ("user_id", "\(person.id)"), ("nickname", JSONText.string(person.nickname)),
            ("card", JSONText.string(person.card)), ("sex", "\"unknown\""), ("age", "0"), ("area", "\"\""),
            ("level", "\"12\""), ("join_time", "1600000000"), ("last_sent_time", "1785000000"),
            ("title_expire_time", "0"), ("unfriendly", "false"), ("card_changeable", "true"),
            ("shut_up_timestamp", "0"), ("role", "\"\(person.role)\""), ("title", "\"\""),
        ]).text
    }

    func members(group: Int64) -> String {
        let own = self.cast.person(id: self.cast.selfID).map { [$0] } ?? []
        return JSONText.array((self.cast.people + own).map { self.member($0, group: group) })
    }

    func stranger(_ person: Cast.Person) -> String {
        JSONObject([
            ("user_id", "\(person.id)"), ("nickname", JSONText.string(person.nickname)), ("sex", "\"unknown\""),
            ("age", "0"),
        ]).text
    }
}
