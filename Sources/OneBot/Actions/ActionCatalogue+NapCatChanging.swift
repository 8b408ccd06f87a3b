extension ActionCatalogue {
    private static let content: Action.Parameter = .needs("content", .string)
    private static let mediaID: Action.Parameter = .needs("lloc", .string)
    private static let onlineFile: [Action.Parameter] = [
        .user, .needs("msg_id", .string), .needs("element_id", .string),
    ]

    /// NapCat's own that change something.
    static let napCatChanging: [Action] =
        Self.napCatPeople + Self.napCatGroups + Self.napCatFiles + Self.napCatAccount

    private static let napCatPeople: [Action] = [
        Action("set_doubt_friends_add_request", .changes, .napCat, "N", .flag, .approve),
        Action(
            "set_msg_emoji_like",
            .changes,
            .napCat,
            "NB",
            .messageID,
            .needs("emoji_id", .string),
            .may("set", .boolean, "true")
        ),
        Action("group_poke", .changes, .napCat, "NBL", .group, .user),
        Action("friend_poke", .changes, .napCat, "NBL", .user, .may("target_id", .integer)),
        Action("send_poke", .changes, .napCat, "NBL", .optionalGroup, .user, .may("target_id", .integer)),
        Action("forward_friend_single_msg", .changes, .napCat, "N", .messageID, .user),
        Action("forward_group_single_msg", .changes, .napCat, "N", .messageID, .group),
        Action("mark_private_msg_as_read", .changes, .napCat, "N", .optionalUser, .optionalMessageID),
        Action("mark_group_msg_as_read", .changes, .napCat, "N", .optionalGroup, .optionalMessageID),
        Action("_mark_all_as_read", .changes, .napCat, "N"),
        Action("set_friend_remark", .changes, .napCat, "N", .user, .needs("remark", .string)),
        Action("set_input_status", .changes, .napCat, "N", .user, .needs("event_type", .integer)),
        Action(
            "send_group_ai_record",
            .changes,
            .napCat,
            "N",
            .needs("character", .string),
            .group,
            .needs("text", .string)
        ),
        Action(
            "click_inline_keyboard_button",
            .changes,
            .napCat,
            "N",
            .group,
            .needs("bot_appid", .string),
            .may("button_id", .string, #""""#),
            .may("callback_data", .string, #""""#),
            .may("msg_seq", .string, #""10086""#)
        ),
    ]

    private static let napCatGroups: [Action] = [
        Action("set_group_sign", .changes, .napCat, "N", .group),
        Action("set_group_remark", .changes, .napCat, "N", .group, .needs("remark", .string)),
        Action(
            "set_group_kick_members",
            .dangerous,
            .napCat,
            "N",
            .group,
            .needs("user_id", .array),
            .may("reject_add_request", .boolean)
        ),
        Action(
            "set_group_add_option",
            .dangerous,
            .napCat,
            "N",
            .group,
            .needs("add_type", .integer),
            .may("group_question", .string),
            .may("group_answer", .string)
        ),
        Action(
            "set_group_robot_add_option",
            .dangerous,
            .napCat,
            "N",
            .group,
            .may("robot_member_switch", .integer),
            .may("robot_member_examine", .integer)
        ),
        Action(
            "set_group_search",
            .dangerous,
            .napCat,
            "N",
            .group,
            .may("no_code_finger_open", .integer),
            .may("no_finger_open", .integer)
        ),
        Action(
            "set_group_member_invite_policy",
            .dangerous,
            .napCat,
            "N",
            .group,
            .needs("policy", .string, #""require_approval""#)
        ),
        Action(
            "set_group_member_permissions",
            .dangerous,
            .napCat,
            "N",
            .group,
            .may("allow_member_upload_album", .boolean),
            .may("allow_member_temporary_session", .boolean),
            .may("allow_member_create_group", .boolean)
        ),
        Action(
            "set_group_new_member_history_visibility",
            .dangerous,
            .napCat,
            "N",
            .group,
            .needs("visible", .boolean)
        ),
        Action("set_group_todo", .changes, .napCat, "N", .group, .optionalMessageID, .may("message_seq", .string)),
        Action(
            "complete_group_todo",
            .changes,
            .napCat,
            "N",
            .group,
            .optionalMessageID,
            .may("message_seq", .string)
        ),
        Action("cancel_group_todo", .changes, .napCat, "N", .group, .optionalMessageID, .may("message_seq", .string)),
        Action(
            "upload_image_to_qun_album",
            .changes,
            .napCat,
            "N",
            .group,
            .albumID,
            .needs("album_name", .string),
            .file
        ),
        Action(
            "do_group_album_comment",
            .changes,
            .napCat,
            "N",
            .group,
            .albumID,
            Self.mediaID,
            Self.content
        ),
        Action(
            "set_group_album_media_like",
            .changes,
            .napCat,
            "N",
            .group,
            .albumID,
            .needs("batch_id", .string),
            .may("lloc", .string)
        ),
        Action(
            "cancel_group_album_media_like",
            .changes,
            .napCat,
            "N",
            .group,
            .albumID,
            .needs("batch_id", .string),
            .may("lloc", .string)
        ),
        Action("del_group_album_media", .dangerous, .napCat, "N", .group, .albumID, Self.mediaID),
    ]

    private static let napCatFiles: [Action] = [
        Action(
            "move_group_file",
            .changes,
            .napCat,
            "N",
            .group,
            .fileID,
            .needs("current_parent_directory", .string),
            .needs("target_parent_directory", .string)
        ),
        Action(
            "rename_group_file",
            .changes,
            .napCat,
            "N",
            .group,
            .fileID,
            .needs("current_parent_directory", .string),
            .needs("new_name", .string)
        ),
        Action("trans_group_file", .changes, .napCat, "N", .group, .fileID),
        Action(
            "upload_file_stream",
            .changes,
            .napCat,
            "N",
            .needs("stream_id", .string),
            .may("chunk_data", .string),
            .may("chunk_index", .integer),
            .may("total_chunks", .integer),
            .may("file_size", .integer),
            .may("expected_sha256", .string),
            .may("is_complete", .boolean),
            .may("filename", .string),
            .may("reset", .boolean),
            .may("verify_only", .boolean),
            .may("file_retention", .integer, "300000")
        ),
        Action("clean_stream_temp_file", .dangerous, .napCat, "N"),
        Action(
            "create_flash_task",
            .changes,
            .napCat,
            "N",
            .needs("files", .array),
            .may("name", .string),
            .may("thumb_path", .string)
        ),
        Action("send_flash_msg", .changes, .napCat, "N", .fileSetID, .optionalUser, .optionalGroup),
        Action("download_fileset", .changes, .napCat, "N", .fileSetID),
        Action(
            "send_online_file",
            .changes,
            .napCat,
            "N",
            .user,
            .needs("file_path", .string),
            .may("file_name", .string)
        ),
        Action("send_online_folder", .changes, .napCat, "N", .user, .needs("folder_path", .string)),
        Self.onlineFileAction("receive_online_file"),
        Self.onlineFileAction("refuse_online_file"),
        Self.onlineFileAction("cancel_online_file"),
    ]

    private static func onlineFileAction(_ name: String) -> Action {
        Action(name: name, parameters: Self.onlineFile, effect: .changes, origin: .napCat, knownBy: ["NapCat"])
    }

    private static let napCatAccount: [Action] = [
        Action("add_custom_face", .changes, .napCat, "N", .file),
        Action(
            "delete_custom_face",
            .dangerous,
            .napCat,
            "N",
            .may("res_id", .string),
            .may("ids", .array),
            .may("md5", .string)
        ),
        Action(
            "set_custom_face_desc",
            .changes,
            .napCat,
            "N",
            .may("emoji_id", .string),
            .may("res_id", .string),
            .may("md5", .string),
            .needs("desc", .string)
        ),
        Action(
            "create_collection",
            .changes,
            .napCat,
            "N",
            .needs("rawData", .string),
            .needs("brief", .string)
        ),
        Action(
            "send_qzone_msg",
            .changes,
            .napCat,
            "N",
            Self.content,
            .may("images", .array),
            .may("ugc_right", .integer, "1"),
            .may("target_uins", .array)
        ),
        Action("delete_qzone_msg", .dangerous, .napCat, "N", .needs("tid", .string)),
        Action(
            "set_online_status",
            .changes,
            .napCat,
            "N",
            .needs("status", .integer),
            .needs("ext_status", .integer),
            .needs("battery_status", .integer)
        ),
        Action(
            "set_diy_online_status",
            .changes,
            .napCat,
            "N",
            .needs("face_id", .string),
            .may("face_type", .string, #""1""#),
            .may("wording", .string, #"" ""#)
        ),
        Action("set_self_longnick", .changes, .napCat, "N", .needs("longNick", .string)),
        Action("set_qq_avatar", .changes, .napCat, "N", .file),
        Action(
            "send_packet",
            .dangerous,
            .napCat,
            "N",
            .needs("cmd", .string),
            .needs("data", .string),
            .may("rsp", .boolean, "true")
        ),
        Action("bot_exit", .dangerous, .napCat, "N"),
    ]
}
