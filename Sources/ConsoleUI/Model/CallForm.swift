import OneBot

/// What is filled in for one action.
struct CallForm: Equatable {
    /// The texts of the parameters, in the order of the catalogue.
    var values: [String]
    /// One JSON object whose members are sent too, before all others where a name stands twice.
    var other = ""
    /// The row of the cursor: a parameter, then the other JSON, then the row that sends.
    var row: Int
    var top = 0

    /// A form as it is at first. Filled in are the defaults of what is demanded, and all of them where the action is
    /// dangerous: it shall be seen what is sent.
    init(for action: Action?) {
        let parameters = action?.parameters ?? []
        self.values = parameters.map { parameter in
            guard parameter.isRequired || action?.effect == .dangerous, let literal = parameter.defaultValue else {
                return ""
            }
            let text = parsedJSON(literal)?.string ?? literal
            return text.isEmpty ? ParameterValue.emptyText : text
        }
        self.row = parameters.isEmpty ? 1 : 0
    }

    init(values: [String], other: String, row: Int = 0) {
        self.values = values
        self.other = other
        self.row = row
    }

    /// Row of the other JSON.
    var otherRow: Int { self.values.count }
    /// Row that sends.
    var sendRow: Int { self.values.count + 1 }
    var rows: Int { self.values.count + 2 }

    /// The text of a row; empty for the one that sends.
    func text(row: Int) -> String {
        if self.values.indices.contains(row) { return self.values[row] }
        return row == self.otherRow ? self.other : ""
    }

    mutating func set(_ text: String, row: Int) {
        if self.values.indices.contains(row) {
            self.values[row] = text
        } else if row == self.otherRow {
            self.other = text
        }
    }

    /// Why a form cannot be sent as it stands.
    struct Problem: Error, Equatable {
        var row: Int
    }

    /// The parameters as one JSON object, and the names of those that are demanded and not there.
    func parameters(for action: Action?) throws(Problem) -> (json: String, missing: [String]) {
        let rest = self.other.trimmedBlanks
        var taken: Set<String> = []
        if !rest.isEmpty {
            guard let members = parsedJSON(rest)?.members else { throw Problem(row: self.otherRow) }
            taken = Set(members.map(\.key))
        }
        var members: [String] = []
        var missing: [String] = []
        for (row, parameter) in (action?.parameters ?? []).enumerated() where !taken.contains(parameter.name) {
            let value = ParameterValue(self.text(row: row), for: parameter.kind)
            if value.verdict == .brokenJSON { throw Problem(row: row) }
            if let json = value.json {
                members.append("\(JSONValue.string(parameter.name).rendered):\(json)")
            } else if parameter.isRequired {
                missing.append(parameter.name)
            }
        }
        let inner = rest.dropFirst().dropLast().trimmedBlanks
        if !inner.isEmpty { members.append(inner) }
        return ("{\(members.joined(separator: ","))}", missing)
    }
}
