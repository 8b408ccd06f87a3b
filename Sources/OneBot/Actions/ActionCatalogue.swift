/// Every action that is known from the standard and from the implementations' documents.
package enum ActionCatalogue {
    /// The standard's own first and in its order, then the extensions. No name comes twice.
    package static let actions: [Action] =
        Self.standard + Self.goCQHTTP + Self.guilds + Self.napCatReading + Self.napCatChanging + Self.llBot
        + Self.lagrange + Self.others

    private static let byName: [String: Action] = Dictionary(
        Self.actions.map { ($0.name, $0) },
        uniquingKeysWith: { first, _ in first }
    )

    /// The action of exactly this name; the suffixes `_async` and `_rate_limited` are part of no name.
    package static func action(named name: String) -> Action? { self.byName[name] }
}
