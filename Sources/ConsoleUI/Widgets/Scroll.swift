/// The first line that a list shows: `top` where it can stay, else as little moved as brings `range` into sight.
///
/// - Parameters:
///   - top: The first line shown until now.
///   - range: Lines that must be seen; their beginning wins when not all fit.
///   - height: Lines that can be shown.
///   - count: All lines.
func scrollTop(_ top: Int, showing range: Range<Int>, height: Int, count: Int) -> Int {
    guard height > 0 else { return 0 }
    let last = max(0, count - height)
    var result = min(max(0, top), last)
    if range.upperBound > result + height { result = range.upperBound - height }
    if range.lowerBound < result { result = range.lowerBound }
    return min(max(0, result), last)
}
