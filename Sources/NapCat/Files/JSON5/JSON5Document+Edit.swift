package import OneBot

extension JSON5Document {
    /// Puts `value` in the place of another. The document stays as it is when that fails.
    package mutating func replace(_ path: [JSON5Step], with value: JSONValue) throws(JSON5Problem) {
        guard let found = self.find(path) else { throw .noSuchPlace }
        try self.apply([self.replacement(of: found, value, JSON5Layout(self))])
    }

    /// Adds a member behind the last one of an object.
    package mutating func add(
        _ key: String,
        _ value: JSONValue,
        toObjectAt path: [JSON5Step]
    ) throws(JSON5Problem) {
        guard let found = self.find(path), found.node.members != nil else { throw .noSuchPlace }
        let layout = JSON5Layout(self)
        try self.apply(self.addition(to: found, layout) { form in layout.text(key, value, form) })
    }

    /// Adds an element behind the last one of an array.
    package mutating func append(_ value: JSONValue, toArrayAt path: [JSON5Step]) throws(JSON5Problem) {
        guard let found = self.find(path), found.node.elements != nil else { throw .noSuchPlace }
        let layout = JSON5Layout(self)
        try self.apply(self.addition(to: found, layout) { form in layout.text(value, form) })
    }

    /// Gives a key the same value in several objects: replaces it, or adds it where it is not.
    ///
    /// - Parameter paths: From front to back, none inside of another.
    mutating func set(_ key: String, to value: JSONValue, inObjectsAt paths: [[JSON5Step]]) throws(JSON5Problem) {
        let layout = JSON5Layout(self)
        var patches: [Patch] = []
        for path in paths {
            if let found = self.find(path + [.key(key)]) {
                patches.append(self.replacement(of: found, value, layout))
            } else {
                guard let found = self.find(path), found.node.members != nil else { throw .noSuchPlace }
                patches += self.addition(to: found, layout) { form in layout.text(key, value, form) }
            }
        }
        try self.apply(patches)
    }

    private func replacement(of found: Found, _ value: JSONValue, _ layout: JSON5Layout) -> Patch {
        let range = found.node.range
        let form: JSON5Layout.Form =
            found.isOnOwnLine ? .spread(indentation: self.indentation(at: range.lowerBound)) : .line
        return Patch(range, layout.text(value, form))
    }

    private func addition(
        to found: Found,
        _ layout: JSON5Layout,
        text: (JSON5Layout.Form) -> [UInt8]
    ) -> [Patch] {
        found.node.children.isEmpty
            ? self.patchesOfEmpty(found, layout, text: text)
            : self.patchesOfFilled(found.node, layout, text: text)
    }

    // MARK: - Behind others

    private func patchesOfFilled(
        _ node: JSON5Node,
        _ layout: JSON5Layout,
        text: (JSON5Layout.Form) -> [UInt8]
    ) -> [Patch] {
        let children = node.children
        let last = children[children.count - 1]
        let tail = node.trailingComma.map { $0 + 1 } ?? last.upperBound
        // What is said of the last one in its line stays with it.
        let (end, endsWithLine) = self.endOfComments(from: tail)
        let comma = Array(",".utf8)
        var insertion: [UInt8] = []
        if self.isOnOwnLine(children.count - 1, in: node) || endsWithLine {
            let indentation = self.indentation(at: last.lowerBound)
            let form: JSON5Layout.Form =
                self.isInOneLine(node, layout) ? .line : .spread(indentation: indentation)
            insertion = layout.lineBreak + indentation + text(form)
        } else {
            insertion = self.gap(in: node, layout) + text(.line)
        }
        guard node.trailingComma == nil else { return [Patch(at: end, insertion + comma)] }
        return [Patch(at: last.upperBound, comma), Patch(at: end, insertion)]
    }

    /// Behind the comments that follow `start` in its line; and whether what comes next must begin a new one.
    private func endOfComments(from start: Int) -> (end: Int, endsWithLine: Bool) {
        var cursor = JSON5Cursor(self.bytes, position: start)
        var end = start
        while true {
            cursor.skipSpaces()
            // The text was read before: no comment in it is open.
            guard let comment = try? cursor.skipComment() else { return (end, false) }
            end = cursor.position
            if comment == .line { return (end, true) }
        }
    }

    /// Whether the last thing in `node` is made of more than one and stands in one line all the same.
    private func isInOneLine(_ node: JSON5Node, _ layout: JSON5Layout) -> Bool {
        let last = node.elements?.last ?? node.members?.last?.value
        guard let last, !last.children.isEmpty else { return false }
        return !self.hasLineBreak(in: last.range)
    }

    /// The blanks that follow commas there.
    private func gap(in node: JSON5Node, _ layout: JSON5Layout) -> [UInt8] {
        let children = node.children
        guard children.count > 1 else { return layout.gap }
        let between = self.bytes[children[children.count - 2].upperBound..<children[children.count - 1].lowerBound]
        let blanks = between.dropFirst()
        return between.first == UInt8(ascii: ",") && blanks.allSatisfy { $0 == 0x20 || $0 == 0x09 }
            ? Array(blanks) : layout.gap
    }

    // MARK: - As the first

    private func patchesOfEmpty(
        _ found: Found,
        _ layout: JSON5Layout,
        text: (JSON5Layout.Form) -> [UInt8]
    ) -> [Patch] {
        let inside = found.node.range.lowerBound + 1..<found.node.range.upperBound - 1
        let outer = self.indentation(at: found.node.range.lowerBound)
        let isSpread = found.isOnOwnLine || self.hasLineBreak(in: inside)
        guard let comment = self.lastComment(in: inside) else {
            guard isSpread else { return [Patch(inside, text(.line))] }
            let inner = outer + layout.unit
            let text = layout.lineBreak + inner + text(.spread(indentation: inner)) + layout.lineBreak + outer
            return [Patch(inside, text)]
        }
        let rest = comment.range.upperBound..<inside.upperBound
        guard isSpread || comment.kind == .line else { return [Patch(at: rest.lowerBound, layout.gap + text(.line))] }
        let isOwnLine = self.hasLineBreak(in: inside.lowerBound..<comment.range.lowerBound)
        let inner = isOwnLine ? self.indentation(at: comment.range.lowerBound) : outer + layout.unit
        let end = self.hasLineBreak(in: rest) ? [] : layout.lineBreak + outer
        return [Patch(at: rest.lowerBound, layout.lineBreak + inner + text(.spread(indentation: inner)) + end)]
    }

    private func lastComment(in range: Range<Int>) -> (range: Range<Int>, kind: JSON5Cursor.Comment)? {
        var cursor = JSON5Cursor(self.bytes, position: range.lowerBound)
        var last: (Range<Int>, JSON5Cursor.Comment)?
        while cursor.position < range.upperBound {
            cursor.skipSpaces()
            let start = cursor.position
            if cursor.lineBreak > 0 {
                cursor.advance(cursor.lineBreak)
            } else if let kind = try? cursor.skipComment() {
                last = (start..<cursor.position, kind)
            } else {
                break
            }
        }
        return last
    }
}
