import OneBot
import Testing

@Suite struct ActionCatalogueTests {
    private let actions = ActionCatalogue.actions

    @Test("the standard's 38 public actions and its hidden one come first, in its order")
    func standardFirst() {
        let standard = self.actions.prefix { $0.origin == .standard }
        #expect(standard.count == 39)
        #expect(standard.first?.name == "send_private_msg")
        #expect(standard.last?.name == ".handle_quick_operation")
        #expect(self.actions.dropFirst(39).allSatisfy { $0.origin != .standard })
    }

    @Test("each name stands once, is found, and is known by somebody")
    func names() {
        #expect(Set(self.actions.map(\.name)).count == self.actions.count)
        for action in self.actions {
            #expect(ActionCatalogue.action(named: action.name) == action)
            #expect(!action.knownBy.isEmpty, "\(action.name)")
            #expect(Set(action.knownBy).count == action.knownBy.count, "\(action.name)")
        }
        #expect(ActionCatalogue.action(named: "send_group_msg_async") == nil)
    }

    @Test("parameters have their own names, and defaults that are JSON of their kind")
    func parameters() throws {
        for action in self.actions {
            #expect(Set(action.parameters.map(\.name)).count == action.parameters.count, "\(action.name)")
            for parameter in action.parameters {
                guard let text = parameter.defaultValue else { continue }
                let value = try JSONParser.parse(text.utf8)
                switch parameter.kind {
                case .integer: #expect(value.integer != nil, "\(action.name).\(parameter.name)")
                case .boolean: #expect(value.boolean != nil, "\(action.name).\(parameter.name)")
                case .string: #expect(value.string != nil, "\(action.name).\(parameter.name)")
                case .message, .object, .array, .any: break
                }
            }
        }
    }

    @Test(
        "defaults that implementations turn into their opposite must be sent",
        arguments: [("set_group_ban", "duration", "1800"), ("set_group_admin", "enable", "true")]
    )
    func dangerousDefaults(action: String, parameter: String, value: String) throws {
        let found = try #require(ActionCatalogue.action(named: action)?.parameters.first { $0.name == parameter })
        #expect(found.isRequired)
        #expect(found.defaultValue == value)
    }

    @Test(
        "what an action does is not judged by its name",
        arguments: [
            ("get_clientkey", Action.Effect.readsSecrets), ("get_cookies", .readsSecrets),
            ("get_credentials", .readsSecrets), ("get_csrf_token", .readsSecrets), ("get_rkey", .readsSecrets),
            ("get_rkey_server", .readsSecrets), ("nc_get_rkey", .readsSecrets), ("get_config", .readsSecrets),
            ("bot_exit", .dangerous), ("set_restart", .dangerous), ("clean_cache", .dangerous),
            ("set_group_leave", .dangerous), ("delete_friend", .dangerous), ("set_group_kick", .dangerous),
            ("set_group_kick_members", .dangerous), ("send_packet", .dangerous), (".send_packet", .dangerous),
            ("delete_msg", .dangerous), ("switch_account", .dangerous), ("get_login_info", .reads),
            ("get_version_info", .reads), ("get_status", .reads), ("send_ark_share", .reads),
            ("send_group_msg", .changes), ("set_group_card", .changes),
        ]
    )
    func effects(name: String, effect: Action.Effect) {
        #expect(ActionCatalogue.action(named: name)?.effect == effect)
    }

    @Test("what NapCat does not have is not ascribed to it")
    func notInNapCat() {
        for name in [
            "set_group_anonymous", "set_group_anonymous_ban", ".get_word_slices", "qidian_get_account_info",
            "delete_unidirectional_friend", "reload_event_filter", "get_supported_actions",
        ] {
            #expect(ActionCatalogue.action(named: name)?.knownBy.contains("NapCat") == false, "\(name)")
        }
    }
}
