package import Terminal

/// All keys of the console. Dispatch, the last line, `?`, the `:` completion and the documentation read this
/// one table, so that none of them can tell another story.
package enum KeyTable {
    /// Every binding, grouped by context.
    package static let bindings: [KeyBinding] = [
        panelBindings, connectBindings, botBindings, eventBindings, apiBindings, doctorBindings, settingsBindings,
        keyBindings, logBindings,
        fieldBindings,
        dialogBindings, generalBindings,
    ].flatMap { $0 }

    /// The bindings of a context in the order of the table.
    package static func bindings(in context: KeyContext) -> [KeyBinding] { self.byContext[context] ?? [] }

    /// What `key` does where `contexts` hold, the first context that knows it winning.
    package static func binding(for key: Key, in contexts: [KeyContext]) -> KeyBinding? {
        for context in contexts {
            if let found = self.bindings(in: context).first(where: { $0.keys.contains(key) }) { return found }
        }
        return nil
    }

    /// The bindings that work where `contexts` hold: those whose keys no earlier context takes away entirely.
    package static func effective(in contexts: [KeyContext]) -> [KeyBinding] {
        var taken: Set<Key> = []
        var result: [KeyBinding] = []
        for context in contexts {
            let here = self.bindings(in: context)
            result += here.filter { binding in binding.keys.contains { !taken.contains($0) } }
            taken.formUnion(here.flatMap(\.keys))
        }
        return result
    }

    /// The binding that documents a command, preferring those outside of dialogs.
    package static func binding(of command: ConsoleCommand) -> KeyBinding? {
        self.bindings.first { $0.command == command }
    }

    private static let byContext: [KeyContext: [KeyBinding]] = Dictionary(grouping: bindings, by: \.context)
}
