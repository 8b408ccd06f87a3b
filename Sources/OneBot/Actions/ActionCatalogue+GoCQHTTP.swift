extension ActionCatalogue {
    /// What go-cqhttp added and others took over.
    static let goCQHTTP: [Action] = [
        Action("send_group_forward_msg", .changes, .goCQHTTP, "NBLGOY", .group, .nodes),
        Action("send_private_forward_msg", .changes, .goCQHTTP, "NBLGO", .user, .nodes),
        Action(
            "send_forward_msg",
            .changes,
            .goCQHTTP,
            "NBLGO",
            .messageType,
            .optionalUser,
            .optionalGroup,
            .nodes
        ),
        Action(
            "get_group_msg_history",
            .reads,
            .goCQHTTP,
            "NBLGO",
            .group,
            .may("message_seq", .integer),
            .may("count", .integer, "20"),
            .may("reverse_order", .boolean, "false"),
            .may("disable_get_url", .boolean, "false"),
            .may("parse_mult_msg", .boolean, "true")
        ),
        Action("get_essence_msg_list", .reads, .goCQHTTP, "NBLGO", .group),
        Action("set_essence_msg", .changes, .goCQHTTP, "NBLGO", .messageID),
        Action(
            "delete_essence_msg",
            .changes,
            .goCQHTTP,
            "NBLGO",
            .messageID,
            .may("msg_seq", .string),
            .may("msg_random", .string),
            .optionalGroup
        ),
        Action("get_group_system_msg", .reads, .goCQHTTP, "NBGO", .may("count", .integer, "50")),
        Action(
            "_send_group_notice",
            .changes,
            .goCQHTTP,
            "NBLG",
            .group,
            .needs("content", .string),
            .may("image", .string),
            .may("pinned", .integer, "0"),
            .may("type", .integer, "1"),
            .may("confirm_required", .integer, "1"),
            .may("is_show_edit_card", .integer, "0"),
            .may("tip_window_type", .integer, "0")
        ),
        Action("_get_group_notice", .reads, .goCQHTTP, "NBLGO", .group),
        Action("_del_group_notice", .dangerous, .goCQHTTP, "NLG", .group, .needs("notice_id", .string)),
        Action("set_group_portrait", .changes, .goCQHTTP, "NBLG", .group, .file, .may("cache", .integer, "1")),
        Action("get_group_at_all_remain", .reads, .goCQHTTP, "NBGO", .group),
        Action("send_group_sign", .changes, .goCQHTTP, "NBGO", .group),
        Action("get_group_file_system_info", .reads, .goCQHTTP, "NBGO", .group),
        Action("get_group_root_files", .reads, .goCQHTTP, "NBLGO", .group, .may("file_count", .integer, "50")),
        Action(
            "get_group_files_by_folder",
            .reads,
            .goCQHTTP,
            "NBLGO",
            .group,
            .folderID,
            .may("file_count", .integer, "50")
        ),
        Action("get_group_file_url", .reads, .goCQHTTP, "NBLGO", .group, .fileID, .may("busid", .integer)),
        Action(
            "upload_group_file",
            .changes,
            .goCQHTTP,
            "NBLGO",
            .group,
            .file,
            .needs("name", .string),
            .may("folder", .string),
            .may("upload_file", .boolean, "true")
        ),
        Action("upload_private_file", .changes, .goCQHTTP, "NBLGO", .user, .file, .needs("name", .string)),
        Action(
            "create_group_file_folder",
            .changes,
            .goCQHTTP,
            "NBLGO",
            .group,
            .needs("name", .string),
            .may("parent_id", .string, #""/""#)
        ),
        Action("delete_group_folder", .dangerous, .goCQHTTP, "NBGO", .group, .folderID),
        Action("delete_group_file", .dangerous, .goCQHTTP, "NBLGO", .group, .fileID, .may("busid", .integer)),
        Action(
            "download_file",
            .changes,
            .goCQHTTP,
            "NBGO",
            .may("url", .string),
            .may("thread_count", .integer),
            .may("headers", .any),
            .may("base64", .string),
            .may("name", .string)
        ),
        Action("ocr_image", .reads, .goCQHTTP, "NBLGO", .needs("image", .string)),
        Action(".ocr_image", .reads, .goCQHTTP, "NBLGO", .needs("image", .string)),
        Action(".get_word_slices", .reads, .goCQHTTP, "G", .needs("content", .string)),
        Action("check_url_safely", .reads, .goCQHTTP, "NG", .needs("url", .string)),
        Action("get_online_clients", .reads, .goCQHTTP, "NGY", .noCache),
        Action("get_unidirectional_friend_list", .reads, .goCQHTTP, "NG"),
        Action("delete_unidirectional_friend", .dangerous, .goCQHTTP, "G", .user),
        Action(
            "delete_friend",
            .dangerous,
            .goCQHTTP,
            "NBLG",
            .user,
            .may("temp_block", .boolean),
            .may("temp_both_del", .boolean)
        ),
        Action("mark_msg_as_read", .changes, .goCQHTTP, "NBLGY", .messageID),
        Action(
            "set_qq_profile",
            .changes,
            .goCQHTTP,
            "NBGO",
            .may("nickname", .string),
            .may("company", .string),
            .may("email", .string),
            .may("college", .string),
            .may("personal_note", .string),
            .may("sex", .string)
        ),
        Action("_get_model_show", .reads, .goCQHTTP, "NGO", .needs("model", .string)),
        Action(
            "_set_model_show",
            .changes,
            .goCQHTTP,
            "NGO",
            .needs("model", .string),
            .needs("model_show", .string)
        ),
        Action("qidian_get_account_info", .reads, .goCQHTTP, "G"),
        Action("reload_event_filter", .changes, .goCQHTTP, "G", .file),
        Action("get_supported_actions", .reads, .goCQHTTP, "GO"),
    ]

    private static let guild: Action.Parameter = .needs("guild_id", .string)
    private static let channel: Action.Parameter = .needs("channel_id", .string)
    private static let guildUser: Action.Parameter = .needs("user_id", .string)
    private static let role: Action.Parameter = .needs("role_id", .string)

    /// Guilds: ids are texts there.
    static let guilds: [Action] = [
        Action("get_guild_service_profile", .reads, .goCQHTTP, "NGO"),
        Action("get_guild_list", .reads, .goCQHTTP, "NGO"),
        Action("get_guild_meta_by_guest", .reads, .goCQHTTP, "GO", Self.guild),
        Action("get_guild_channel_list", .reads, .goCQHTTP, "GO", Self.guild, .noCache),
        Action("get_guild_member_list", .reads, .goCQHTTP, "GO", Self.guild, .may("next_token", .string)),
        Action("get_guild_member_profile", .reads, .goCQHTTP, "GO", Self.guild, Self.guildUser),
        Action("get_guild_roles", .reads, .goCQHTTP, "GO", Self.guild),
        Action("get_guild_msg", .reads, .goCQHTTP, "GO", .needs("message_id", .string), .noCache),
        Action("get_topic_channel_feeds", .reads, .goCQHTTP, "GO", Self.guild, Self.channel),
        Action("send_guild_channel_msg", .changes, .goCQHTTP, "GOY", Self.guild, Self.channel, .message),
        Action(
            "create_guild_role",
            .changes,
            .goCQHTTP,
            "GO",
            Self.guild,
            .needs("name", .string),
            .may("color", .integer),
            .may("independent", .boolean),
            .may("initial_users", .array)
        ),
        Action(
            "update_guild_role",
            .changes,
            .goCQHTTP,
            "GO",
            Self.guild,
            Self.role,
            .may("name", .string),
            .may("color", .integer),
            .may("indepedent", .boolean)
        ),
        Action("delete_guild_role", .dangerous, .goCQHTTP, "GO", Self.guild, Self.role),
        Action(
            "set_guild_member_role",
            .changes,
            .goCQHTTP,
            "GO",
            Self.guild,
            Self.role,
            .needs("set", .boolean),
            .needs("users", .array)
        ),
    ]
}
