/// Names between Chinese characters: Latin ones stand off by a blank.
extension String {
    /// With a blank in front, where Chinese characters go before and punctuation follows.
    var afterChinese: String { self.first?.isASCII == true ? " " + self : self }

    /// With blanks on both sides, where Chinese characters stand.
    var withinChinese: String { self.last?.isASCII == true ? self.afterChinese + " " : self.afterChinese }
}
