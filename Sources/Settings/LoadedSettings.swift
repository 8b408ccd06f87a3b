import OneBot

/// Settings with what is known about where they came from.
package struct LoadedSettings: Equatable, Sendable {
    package var settings: Settings
    /// Source of every key of ``SettingKey/all``, and of the structured lists.
    package var sources: [String: SettingSource]
    /// What works but should be known.
    package var notes: [SettingNote]
    /// The settings file, whether it is there or not.
    package var file: String
    /// Where the file says what it says.
    var places: [String: SettingProblem.Place]
    /// The file as it was read; nil when there was none.
    var image: FileImage?

    /// Whether no key is known although one is needed: the file is to get one.
    package var lacksKey: Bool {
        self.settings.endpoint.accessKey.isEmpty && !self.settings.endpoint.allowAnonymous
    }

    /// Whether there was a settings file.
    package var hasFile: Bool { self.image != nil }

    /// Where the value at `path` came from. ``WebUIPort/path`` stands for the URL it is in.
    package func source(of path: String) -> SettingSource {
        self.sources[path == WebUIPort.path ? WebUIPort.urlPath : path] ?? .builtIn
    }

    /// The value at `path`; nil for a path that has none.
    package func value(at path: String) -> SettingValue? {
        if path == WebUIPort.path { return WebUIPort.port(in: self.settings).map { .integer($0) } }
        return SettingKey.byPath[path]?.value(in: self.settings)
    }

    /// Where a problem with `path` is to be shown.
    func place(of path: String) -> SettingProblem.Place {
        switch self.source(of: path) {
        case .argument: .argument
        case .environment(let name): .environment(name)
        case .file, .builtIn: self.places[path] ?? .file(self.file, line: nil, column: nil)
        }
    }
}

/// The contents of a file as they were read. Prints no contents: they may hold a key.
struct FileImage: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
    let bytes: [UInt8]

    var description: String { "file of \(self.bytes.count) bytes" }
    var customMirror: Mirror { Mirror(self, children: []) }
}
