import Glibc

extension SettingProblem {
    /// What is wrong, with the data a sentence needs; never a key's value.
    package enum Cause: Error, Equatable, Sendable {
        // The file as a whole.
        case syntax(YAMLSyntaxProblem)
        case duplicateKey(String)
        case severalDocuments
        case tooLarge(limitBytes: Int)
        case nulByte
        case notUTF8
        case tooDeep
        case tooManyAliases(limit: Int)

        // A value's type.
        case wrongType(expected: ValueType, found: ValueType)
        case outOfRange(minimum: Int, maximum: Int)
        case unknownChoice([String])
        case missingField(String)
        case duplicateEntry(String)
        case notTogether(String, String)
        case unreadableList

        // The access key.
        case keyTooShort(count: Int, minimum: Int)
        case keyTooLong(count: Int, maximum: Int)
        case keyEmpty
        /// A blank, a tab or a line end at this character, counted from 1.
        case keyHasBlank(position: Int)
        /// A character that no header can carry, at this character, counted from 1.
        case keyHasForbiddenCharacter(position: Int)
        case keyQuoted
        case keyHasScheme(String)

        // Other texts.
        case badHost
        case pathWithoutSlash
        case pathHasForbiddenCharacter(position: Int)
        case tooLong(count: Int, maximum: Int)
        case hasControlCharacter(position: Int)
        case badURL(schemes: [String])
        case badAddressRange
        case badListenAddress
        case notAbsolute
        case badName
        case badAccount
        case badFinding
        case badKeyName

        // Keys beside the access key.
        case tooManyEntries(limit: Int)
        case keyNameTaken(String)
        case keyTaken
        case noSuchKey(String, known: [String])

        // Values that do not go together.
        case mustExceed(other: String, value: Int)
        case mustStayBelow(other: String, value: Int)
        case tlsWithout(String)

        // Editing.
        case pinned(SettingSource)
        case unknownKey(suggestion: String?)
        case notOneValue
        case cannotEdit(YAMLEditObstacle)
        case changedMeanwhile

        // Files.
        case cannotRead(FileTrouble)
        case cannotWrite(FileTrouble)
        case noHome
        case brokenHistory
    }

    /// The type of a value, as far as a sentence needs it.
    package enum ValueType: Equatable, Sendable {
        case text
        case integer
        case flag
        case list
        case mapping
        case nothing
    }
}

/// Why a file could not be read or written.
package enum FileTrouble: Error, Equatable, Sendable {
    case missing
    case isFolder
    case notAllowed
    case readOnly
    case noSpace
    /// Something is mounted on the file itself, so that it cannot be replaced.
    case mounted
    case tooManyLinks
    /// Somebody else is changing it, and does not come to an end.
    case busy
    case other(errno: Int32)

    init(errno code: Int32) {
        self =
            switch code {
            case ENOENT, ENOTDIR: .missing
            case EISDIR: .isFolder
            case EACCES, EPERM: .notAllowed
            case EROFS: .readOnly
            case ENOSPC, EDQUOT: .noSpace
            case EBUSY: .mounted
            case ELOOP: .tooManyLinks
            default: .other(errno: code)
            }
    }
}

/// Why a place in the file cannot be edited without risk to the rest of it.
package enum YAMLEditObstacle: Equatable, Sendable {
    /// An anchor, an alias or a tag stands there, so that other places may hang on it.
    case anchorOrAlias
    /// Something else than a single value stands there.
    case otherShape
    /// Comments inside the value would be lost.
    case commentInside
    /// Laid out in a way the editor does not know.
    case layout
    /// The result was not the old file with one value changed.
    case notVerified
}

/// Yams's and libyaml's complaints, as far as they can be explained better than they explain themselves.
package enum YAMLSyntaxProblem: Equatable, Sendable {
    case tab
    /// `a: b: c`, or a line indented under a value.
    case mappingNotAllowed
    /// A key without its colon.
    case colonMissing
    /// A list or mapping that never ends, or an item out of line.
    case indentation
    /// A quoted text without its end.
    case quoteOpen
    case bracketOpen
    case badEscape
    case unknownAlias
    case controlCharacter
    case reservedCharacter
    case other(String)
}
