/// One sheet of texts in each of the formats that offices send.
package enum SheetFormat: String, CaseIterable, Sendable {
  case csv = "csv"
  case semicolons = "分号.csv"
  case tabs = "xls"
  case workbook = "xlsx"
  case document = "docx"

  /// The name of a file in this format.
  package func file(_ stem: String) -> String { stem + "." + rawValue }

  /// The file's bytes.
  package func bytes(_ rows: [[String]]) -> [UInt8] {
    switch self {
    case .csv: Array(rows.map { $0.map(Self.quoted).joined(separator: ",") + "\n" }.joined().utf8)
    case .semicolons:
      Array(("sep=;\n" + rows.map { $0.joined(separator: ";") + "\n" }.joined()).utf8)
    case .tabs: Array(rows.map { $0.joined(separator: "\t") + "\r\n" }.joined().utf8)
    case .workbook: Self.workbook(rows)
    case .document: Self.document(rows)
    }
  }

  private static func quoted(_ text: String) -> String {
    text.contains { $0 == "," || $0 == "\"" || $0 == "\n" }
      ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
  }

  private static let relations = "http://schemas.openxmlformats.org/package/2006/relationships"
  private static let office =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  private static func workbook(_ rows: [[String]]) -> [UInt8] {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let cells = rows.map { row in
      "<row>"
        + row.map { "<c t=\"inlineStr\"><is><t>\(escaped($0))</t></is></c>" }.joined() + "</row>"
    }.joined()
    var archive = Archive()
    archive.add(
      "_rels/.rels",
      "<Relationships xmlns=\"\(relations)\"><Relationship Id=\"r1\" Type=\"\(office)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    )
    archive.add(
      "xl/workbook.xml",
      "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    )
    archive.add(
      "xl/_rels/workbook.xml.rels",
      "<Relationships xmlns=\"\(relations)\"><Relationship Id=\"r1\" Type=\"\(office)/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
    )
    archive.add(
      "xl/worksheets/sheet1.xml",
      "<worksheet xmlns=\"\(main)\"><sheetData>\(cells)</sheetData></worksheet>")
    return archive.bytes
  }

  private static func document(_ rows: [[String]]) -> [UInt8] {
    let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    let cells = rows.map { row in
      "<w:tr>"
        + row.map { "<w:tc><w:p><w:r><w:t>\(escaped($0))</w:t></w:r></w:p></w:tc>" }.joined()
        + "</w:tr>"
    }.joined()
    var archive = Archive()
    archive.add(
      "_rels/.rels",
      "<Relationships xmlns=\"\(relations)\"><Relationship Id=\"r1\" Type=\"\(office)/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
    )
    archive.add(
      "word/document.xml",
      "<w:document xmlns:w=\"\(main)\"><w:body><w:tbl>\(cells)</w:tbl></w:body></w:document>")
    return archive.bytes
  }
}
