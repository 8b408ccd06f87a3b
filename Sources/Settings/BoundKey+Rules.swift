package import OneBot

extension BoundKey {
    /// Most keys beside the access key: a handshake compares with all of them.
    package static let limit = 64
    /// Most address ranges of one key.
    package static let rangeLimit = 64

    /// An account number that a bot can have: digits, above zero, within 64 bits.
    package static func isAccount(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } && (Int64(text) ?? 0) > 0
    }

    /// Reads what was typed for a key that is to be made.
    ///
    /// - Throws: What is wrong with it, at the path of the field.
    package init(name: String, key: Secret, selfID: String, from: [String]) throws(SettingProblem) {
        guard KeyName.isGood(name) else { throw SettingProblem(.badKeyName, path: "name") }
        do throws(SettingProblem.Cause) {
            try AccessKeyRule.check(key.exposed)
        } catch {
            throw SettingProblem(error, path: "key")
        }
        guard selfID.isEmpty || Self.isAccount(selfID) else { throw SettingProblem(.badAccount, path: "self_id") }
        guard from.count <= Self.rangeLimit else {
            throw SettingProblem(.tooManyEntries(limit: Self.rangeLimit), path: "from")
        }
        var ranges: [AddressRange] = []
        for text in from {
            guard let range = AddressRange(text) else { throw SettingProblem(.badAddressRange, path: "from") }
            ranges.append(range)
        }
        self.init(name: name, key: key, selfID: selfID, from: ranges)
    }

    /// Why it cannot be added to the keys in force; nil when it can.
    func obstacle(in endpoint: EndpointSettings) -> SettingProblem? {
        if endpoint.keys.count >= Self.limit {
            return SettingProblem(.tooManyEntries(limit: Self.limit), path: SettingsStore.keysPath)
        }
        if endpoint.keys.contains(where: { $0.name == self.name }) {
            return SettingProblem(.keyNameTaken(self.name), path: "name")
        }
        if endpoint.accessKey == self.key || endpoint.keys.contains(where: { $0.key == self.key }) {
            return SettingProblem(.keyTaken, path: "key")
        }
        return nil
    }
}
