/// A rate in at most six columns: `11.2/s`, `340/s`, `12k/s`.
func rateText(_ perSecond: Double) -> String {
    guard perSecond.isFinite, perSecond > 0.04 else { return "0/s" }
    if perSecond < 99.95 { return "\(oneDecimal(perSecond))/s" }
    if perSecond < 9_999.5 { return "\(whole(perSecond))/s" }
    return perSecond < 999_500 ? "\(whole(perSecond / 1000))k/s" : "\(whole(min(perSecond, 9e8) / 1e6))M/s"
}

/// A rate that is to be read from afar: whole from ten on.
func roundRateText(_ perSecond: Double) -> String {
    perSecond.isFinite && perSecond >= 9.95 && perSecond < 99.95 ? "\(whole(perSecond))/s" : rateText(perSecond)
}

/// Milliseconds in at most six columns: `1.3 ms`, `128 ms`, `2.4 s`.
func millisecondsText(_ milliseconds: Double) -> String {
    guard milliseconds.isFinite, milliseconds >= 0 else { return "–" }
    if milliseconds < 9.95 { return "\(oneDecimal(milliseconds)) ms" }
    if milliseconds < 999.5 { return "\(whole(milliseconds)) ms" }
    if milliseconds < 99_950 { return "\(oneDecimal(milliseconds / 1000)) s" }
    return "\(whole(min(milliseconds, 9_999_000) / 1000)) s"
}

/// The sum of two counts, and no more than an integer holds.
func saturatingSum(_ left: Int, _ right: Int) -> Int {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? .max : sum
}

/// A count with a comma before every three digits: `1,204`.
func groupedText(_ count: Int) -> String {
    let digits = Array(String(count.magnitude))
    var text = count < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
        text.append(digit)
    }
    return text
}

/// Seconds of a heartbeat given in milliseconds: `5`, `2.5`.
func secondsText(milliseconds: Int) -> String {
    let tenths = (Double(milliseconds) / 100).rounded() / 10
    return tenths == tenths.rounded() ? whole(tenths) : oneDecimal(tenths)
}

/// Bytes in at most eight columns: `512 B`, `1.4 KiB`, `20 MiB`.
func bytesText(_ bytes: Int) -> String {
    var value = Double(max(0, bytes))
    guard value >= 1024 else { return "\(max(0, bytes)) B" }
    var unit = ""
    for next in ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"] where value >= 1000 {
        value /= 1024
        unit = next
    }
    return "\(value < 9.95 ? oneDecimal(value) : whole(value)) \(unit)"
}

private func oneDecimal(_ value: Double) -> String {
    let tenths = Int(min((value * 10).rounded(), 9e15))
    return "\(tenths / 10).\(tenths % 10)"
}

private func whole(_ value: Double) -> String { String(Int(min(max(value.rounded(), -9e15), 9e15))) }
