/// Rows written as CSV: UTF-8 with a byte-order mark, so that office programs open it as it is.
enum CSVText {
  static func text(_ rows: [[String]]) -> String {
    var text = "\u{FEFF}"
    for row in rows { text += row.map(cell).joined(separator: ",") + "\r\n" }
    return text
  }

  private static func cell(_ words: String) -> String {
    // By scalars: a line end of two is one character, and a mark with an accent behind it is another.
    let scalars = words.unicodeScalars
    guard scalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else { return words }
    var quoted = "\"".unicodeScalars
    for scalar in scalars {
      if scalar == "\"" { quoted.append(scalar) }
      quoted.append(scalar)
    }
    quoted.append("\"")
    return String(quoted)
  }
}
