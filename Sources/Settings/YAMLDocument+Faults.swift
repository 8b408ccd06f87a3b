import Yams

extension YAMLDocument {
    /// libyaml's words, sorted into causes that can be explained. Yams's own description is never used: it quotes the
    /// offending line, which may hold a key.
    static func fault(from error: YamlError, in text: YAMLText) -> YAMLFault {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            if problem.hasPrefix("Maximum nesting level") {
                return YAMLFault(cause: .tooDeep, line: mark.line, column: mark.column)
            }
            if problem == "but found another document" {
                return YAMLFault(cause: .severalDocuments, line: mark.line, column: mark.column)
            }
            let cause = Self.cause(of: problem, context: context?.text ?? "", mark: mark, in: text)
            // What was never closed is best shown where it was opened.
            if cause == .bracketOpen, let end = text.offset(line: mark.line, column: mark.column),
                let open = YAMLFlowScan.innermostOpen(in: text, before: end)
            {
                let position = text.position(of: open)
                return YAMLFault(cause: .syntax(cause), line: position.line, column: position.column)
            }
            let shown = cause == .quoteOpen ? context?.mark ?? mark : mark
            return YAMLFault(cause: .syntax(cause), line: shown.line, column: shown.column)
        case .duplicatedKeysInMapping(let names, let context):
            return YAMLFault(
                cause: .duplicateKey(names.min() ?? ""),
                line: context.mark.line > 0 ? context.mark.line : nil,
                column: context.mark.column > 0 ? context.mark.column : nil
            )
        case .reader(let problem, _, _, _):
            return YAMLFault(cause: .syntax(.other(problem)))
        default:
            return YAMLFault(cause: .syntax(.other("unreadable")))
        }
    }

    private static func cause(of problem: String, context: String, mark: Mark, in text: YAMLText) -> YAMLSyntaxProblem {
        let byte = text.offset(line: mark.line, column: mark.column).flatMap { text[$0] }
        switch problem {
        case "found character that cannot start any token":
            return byte == 0x09 ? .tab : .reservedCharacter
        case "mapping values are not allowed in this context":
            return .mappingNotAllowed
        case "could not find expected ':'":
            return .colonMissing
        case "did not find expected key", "did not find expected '-' indicator",
            "block sequence entries are not allowed in this context", "mapping keys are not allowed in this context",
            "did not find expected <document start>":
            return .indentation
        case "found unexpected end of stream", "found unexpected document indicator":
            return context.contains("quoted") ? .quoteOpen : .other(problem)
        case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
            return .bracketOpen
        case "did not find expected node content":
            return context.contains("flow") ? .bracketOpen : .other(problem)
        case "found unknown escape character", "did not find expected hexdecimal number",
            "found invalid Unicode character escape code":
            return .badEscape
        case "found undefined alias":
            return .unknownAlias
        case let problem where problem.contains("tab character"):
            return .tab
        default:
            return .other(problem)
        }
    }
}
