extension SettingProblem {
    /// What is wrong, why that matters and what to do, in one or two sentences; never holds a key.
    package func sentence(_ language: SettingsLanguage) -> String {
        let colon = language == .english ? ": " : "："
        let head = [self.place.words(language), self.path].compactMap { $0 }.joined(separator: colon)
        let body = language == .english ? self.cause.english : self.cause.chinese
        if head.isEmpty { return body }
        return head + colon + body
    }

    /// The same without the place, for a field that shows where it is.
    package func reason(_ language: SettingsLanguage) -> String {
        language == .english ? self.cause.english : self.cause.chinese
    }
}

extension SettingProblem.Place {
    /// The place for a sentence's head; nil where the reader knows it.
    package func words(_ language: SettingsLanguage) -> String? {
        switch (self, language) {
        case (.entry, _): nil
        case (.argument, .english): "command line"
        case (.argument, .chinese): "命令行"
        case (.environment(let name), .english): "environment variable \(name)"
        case (.environment(let name), .chinese): "环境变量 \(name)"
        case (.file(let file, let line?, let column?), .english): "\(file) line \(line), column \(column)"
        case (.file(let file, let line?, let column?), .chinese): "\(file) 第 \(line) 行第 \(column) 列"
        case (.file(let file, let line?, nil), .english): "\(file) line \(line)"
        case (.file(let file, let line?, nil), .chinese): "\(file) 第 \(line) 行"
        case (.file(let file, nil, _), _): file
        }
    }
}

extension SettingSource {
    /// Where a pinned value comes from, for a sentence.
    package func words(_ language: SettingsLanguage) -> String {
        switch (self, language) {
        case (.argument, .english): "the command line"
        case (.argument, .chinese): "命令行参数"
        case (.environment(let name), .english): "the environment variable \(name)"
        case (.environment(let name), .chinese): "环境变量 \(name)"
        case (.file, .english): "the settings file"
        case (.file, .chinese): "设置文件"
        case (.builtIn, .english): "the built-in default"
        case (.builtIn, .chinese): "内置默认值"
        }
    }
}
