package import ReportDocument

/// Comma-separated values as RFC 4180 has them, in UTF-8 without a mark at the beginning.
package struct CSVFormat: OutputFormat {
  /// The format.
  package init() {}

  package var fileExtension: String { "csv" }

  package func bytes(of table: DataResource) -> [UInt8] {
    var text = ""
    for row in [table.fields.map(\.name)] + table.rows {
      text += row.map(Self.cell).joined(separator: ",") + "\r\n"
    }
    return Array(text.utf8)
  }

  private static func cell(_ words: String) -> String {
    let clean = PlainTextRenderer.clean(words)
    // Compared by byte: a line feed after a return is one character with it to a text's own `contains`.
    guard clean.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0D || $0 == 0x0A })
    else {
      return clean
    }
    return "\"" + clean.replacing("\"", with: "\"\"") + "\""
  }
}
