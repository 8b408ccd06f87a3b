/// What `/etc/hosts` says of a name (hosts(5)).
enum HostsFile {
    /// The addresses of a name in the file's order, each once; empty when the name does not stand there.
    static func addresses(of name: String, in text: String) -> [String] {
        var found: [String] = []
        for line in ProcText.lines(text) {
            let words = ProcText.words(line.prefix { $0 != "#" })
            guard let address = words.first, let bytes = AddressBytes.parse(String(address)),
                words.dropFirst().contains(where: { $0.lowercased() == name }), let plain = AddressBytes.text(bytes)
            else { continue }
            if !found.contains(plain) { found.append(plain) }
        }
        return found
    }
}
