extension SettingProblem.Cause {
    /// The cause in English.
    var english: String {
        switch self {
        case .syntax(let problem): problem.english
        case .duplicateKey(let name): "the key \"\(name)\" is there twice, so which one counts is chance. Remove one."
        case .severalDocuments: "a second YAML document begins here (---). Keep everything in one document."
        case .tooLarge(let limit):
            "the file is larger than \(limit / 1_024) KiB, which no settings file needs. Is it the right file?"
        case .nulByte: "there is a NUL byte here, so this is no text file. Is it the right file?"
        case .notUTF8: "the text is not UTF-8 here. Save the file as UTF-8 (not GBK or UTF-16)."
        case .tooDeep: "lists and mappings are nested too deeply. Settings need four levels at most."
        case .tooManyAliases(let limit): "more than \(limit) YAML aliases (*name). Write the values out."
        case .wrongType(let expected, let found): Self.english(expected: expected, found: found)
        case .outOfRange(let minimum, let maximum):
            "must be a number from \(minimum) to \(maximum). Choose one in that range."
        case .unknownChoice(let words): "must be one of: \(words.joined(separator: ", "))."
        case .missingField(let name): "the field \"\(name)\" is missing. Add it, or remove the entry."
        case .duplicateEntry(let name): "another entry has the same \(name), so they cannot be told apart. Change one."
        case .notTogether(let one, let other): "\(one) and \(other) exclude each other. Keep one of them."
        case .unreadableList: "is no list. Write it as a, b or as [a, b]."
        case .badHost: "must be an IP address or a host name, without port, brackets or blanks, for example 0.0.0.0."
        case .pathWithoutSlash: "must begin with /, for example /onebot/v11/ws."
        case .pathHasForbiddenCharacter(let position):
            "character \(position) cannot stand in a path: no blanks, ?, # or non-ASCII characters. Remove it."
        case .tooLong(let count, let maximum): "has \(count) characters; \(maximum) are the limit. Shorten it."
        case .hasControlCharacter(let position):
            "character \(position) is a control character or line break, which was probably pasted by accident. Remove it."
        case .badURL(let schemes):
            "must be a URL with a host, beginning with \(schemes.map { "\($0)://" }.joined(separator: " or ")), for example \(schemes.first ?? "http")://192.0.2.10:8021/."
        case .badAddressRange: "must be an address or a range of addresses such as 10.0.0.0/8 or fd00::/8."
        case .badListenAddress: "must be host:port such as 127.0.0.1:9100 or [::1]:9100, or empty to switch it off."
        case .notAbsolute:
            "must be an absolute path, beginning with /, because the console may be started from anywhere."
        case .badName: "must be a name of 1 to 128 characters."
        case .badAccount: "must be an account number (digits only)."
        case .badFinding: "must be finding ids such as LIVE-08, or families such as AUTH."
        case .mustExceed(let other, let value):
            "must be greater than \(other) (\(value)), or every link would count as lost before its first ping. Raise it."
        case .badKeyName:
            "must be 1 to 32 letters, digits, dots, underscores or hyphens, a letter or digit first. Choose another name."
        case .tooManyEntries(let limit): "has more than \(limit) entries, which is the limit. Remove some."
        case .keyNameTaken(let name):
            "there is a key named \(name) already. Choose another name, or revoke that one first."
        case .keyTaken: "this is another key of this console already. Use a new one for each."
        case .noSuchKey(let name, let known):
            known.isEmpty
                ? "there is no key named \(name), for there are no named keys."
                : "there is no key named \(name). There are: \(known.joined(separator: ", "))."
        case .mustStayBelow(let other, let value):
            "must stay below \(other) (\(value)), or every link would count as lost before its first ping. Lower it, or raise \(other) first."
        case .tlsWithout(let path): "TLS needs \(path) as well. Name the file first, or leave TLS off."
        case .pinned(let source):
            "is set by \(source.words(.english)), which is stronger than the settings file. Change it there, or remove it there and restart."
        case .unknownKey(let suggestion?): "there is no such setting. Did you mean \(suggestion)?"
        case .unknownKey(nil): "there is no such setting."
        case .notOneValue: "is a list of entries. Edit it in the settings file."
        case .cannotEdit(let obstacle): obstacle.english
        case .changedMeanwhile:
            "the settings file was changed by somebody else since it was read, so nothing was saved. Try again with the new contents."
        case .cannotRead(let trouble): "the file cannot be read: \(trouble.english)"
        case .cannotWrite(let trouble): "the file cannot be saved, and is as it was: \(trouble.english)"
        case .noHome: "there is no home folder to keep settings in. Set HOME, or give --config and --state-dir."
        case .brokenHistory: "the list of earlier keys is damaged; bots with an earlier key will not be recognised."
        case .keyTooShort, .keyTooLong, .keyEmpty, .keyHasBlank, .keyHasForbiddenCharacter, .keyQuoted, .keyHasScheme:
            self.englishKey
        }
    }

    private var englishKey: String {
        switch self {
        case .keyTooShort(let count, let minimum):
            "the access key has \(count) \(count == 1 ? "character" : "characters"), but at least \(minimum) are needed, because a short key is quickly guessed. Choose a longer one."
        case .keyTooLong(let count, let maximum):
            "the access key has \(count) characters; \(maximum) are the most that every bot takes. Choose a shorter one."
        case .keyEmpty:
            "the access key is empty, so anybody could pose as your bot. Set one of 8 or more characters, or allow it with endpoint.allow_anonymous: true."
        case .keyHasBlank(let position):
            "the access key has a blank or line break as character \(position), which gets lost on the way. Remove it."
        case .keyHasForbiddenCharacter(let position):
            "character \(position) of the access key cannot be sent in an HTTP header (an invisible, Chinese or full-width character). Use letters and digits."
        case .keyQuoted:
            "the access key has a quotation mark at its end, which would be part of the key. Remove the quotation marks."
        case .keyHasScheme(let scheme):
            "the access key begins with the word \"\(scheme)\". Remove it: bots add it themselves."
        default: ""
        }
    }

    private static func english(expected: SettingProblem.ValueType, found: SettingProblem.ValueType) -> String {
        "must be \(Self.english(expected)), not \(Self.english(found))."
    }

    private static func english(_ type: SettingProblem.ValueType) -> String {
        switch type {
        case .text: "text"
        case .integer: "a whole number"
        case .flag: "true or false"
        case .list: "a list such as [a, b]"
        case .mapping: "a group of indented \"key: value\" lines"
        case .nothing: "empty"
        }
    }
}

extension YAMLSyntaxProblem {
    fileprivate var english: String {
        switch self {
        case .tab: "there is a tab here; YAML wants blanks for indentation. Replace the tab by blanks."
        case .mappingNotAllowed:
            "a second colon, or a line indented too far. Put a value that holds \": \" into quotation marks, and align the line with its neighbours."
        case .colonMissing: "a key without its colon. Write \"key: value\", with a blank behind the colon."
        case .indentation:
            "this line is not in line with the ones above. Give keys of one group the same number of blanks in front."
        case .quoteOpen: "the quotation mark that begins here has no end. Add the closing one."
        case .bracketOpen:
            "the bracket or brace that begins here is not closed properly. Check commas and the closing one."
        case .badEscape:
            "a backslash with a letter that means nothing. In double quotation marks write \\\\ for a backslash, or use single ones."
        case .unknownAlias:
            "an alias (*name) without its anchor (&name). A text that begins with * needs quotation marks."
        case .controlCharacter: "a control character, which YAML does not allow. Remove it."
        case .reservedCharacter: "a text cannot begin with this character in YAML. Put the text into quotation marks."
        case .other(let words): "this is no valid YAML (\(words))."
        }
    }
}

extension YAMLEditObstacle {
    fileprivate var english: String {
        switch self {
        case .anchorOrAlias:
            "a YAML anchor, alias or tag stands here, so a change could reach other settings too. Change the line in the file by hand."
        case .otherShape: "something else than a single value stands here. Change it in the file by hand."
        case .commentInside: "there are comments inside the value, which would be lost. Change it in the file by hand."
        case .layout, .notVerified:
            "this part of the file is laid out in a way that cannot be changed safely. Change it in the file by hand."
        }
    }
}

extension FileTrouble {
    /// Why, and what to do, in English.
    var english: String {
        switch self {
        case .missing: "its folder does not exist. Create the folder, or name another file with --config."
        case .isFolder: "it is a folder. Name a file."
        case .notAllowed:
            "no permission. See whom the file and its folder belong to (ls -l) and give them to the user the console runs as (chown)."
        case .readOnly: "the file system is read-only. Mount it writable, or set the value by an environment variable."
        case .noSpace: "the disk is full. Make room and try again."
        case .mounted:
            "the file itself is a mount point, so it cannot be replaced. Mount its folder instead of the file."
        case .tooManyLinks: "its symbolic links lead in a circle. Correct them."
        case .busy: "another program is changing it and does not come to an end. Try again when it has."
        case .other(let code): "the system reports error \(code)."
        }
    }
}
