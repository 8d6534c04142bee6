import Disclosure

/// Rows written as CSV: UTF-8 with a byte-order mark, so that office programs open it as it is.
enum CSVText {
  static func text(_ rows: [[String]]) -> String {
    var text = "\u{FEFF}"
    for row in rows { text += row.map(cell).joined(separator: ",") + "\r\n" }
    return text
  }

  private static func cell(_ words: String) -> String {
    guard words.contains(where: { ",\"\n\r".contains($0) }) else { return words }
    return "\"" + words.exchanging("\"", for: "\"\"") + "\""
  }
}
