import TestSupport
import Testing

@testable import Tables

/// What every reader owes, whatever the format.
@Suite("The readers' contract")
struct ReaderContractTests {
  private static let contents: [[[String]]] = [
    [["单位", "日期"], ["县教育和体育局", "2022-05-20"]],
    [["a"], [], ["", "", "c"], ["x\"y", "p,q", "行\n行"]],
    [["<&>", "'\"", "_x000A_", "  前后  "], ["0012", "１２", "true"]],
    (0..<2_500).map { ["\($0)", "任务", String(repeating: "长", count: $0 % 50 + 1)] },
  ]

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
  }

  private func csv(_ rows: [[String]]) -> [UInt8] {
    Array(
      rows.map { row in
        row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") + "\r\n"
      }.joined().utf8)
  }

  private func xlsx(_ rows: [[String]]) -> [UInt8] {
    let xml = rows.enumerated().map { index, row in
      "<row r=\"\(index + 1)\">"
        + row.map {
          "<c t=\"inlineStr\"><is><t>\(escaped($0.replacing("_x", with: "_x005F_x")))</t></is></c>"
        }.joined() + "</row>"
    }
    return Workbook(rows: xml.joined()).bytes
  }

  private func docx(_ rows: [[String]]) -> [UInt8] {
    let columns = rows.map(\.count).max() ?? 1
    let xml = rows.map { row in
      let padded = row + [String](repeating: "", count: columns - row.count)
      return "<w:tr>"
        + padded.map { text in
          "<w:tc>"
            + text.split(separator: "\n", omittingEmptySubsequences: false).map {
              "<w:p><w:r><w:t>\(escaped(String($0)))</w:t></w:r></w:p>"
            }.joined() + "</w:tc>"
        }.joined() + "</w:tr>"
    }
    var archive = Archive()
    archive.add(
      "_rels/.rels", Workbook.relations([("a", "officeDocument", "word/document.xml", false)]))
    archive.add(
      "word/document.xml",
      "<w:document xmlns:w=\"urn:w\"><w:body><w:tbl>\(xml.joined())</w:tbl></w:body></w:document>")
    return archive.bytes
  }

  @Test("The same content gives the same table", arguments: 0..<4)
  func same(_ index: Int) throws {
    let rows = Self.contents[index]
    let scratch = try Scratch()
    for (name, bytes) in [("a.csv", csv(rows)), ("a.xlsx", xlsx(rows)), ("a.docx", docx(rows))] {
      let content = TableFile.read(path: try scratch.file(name, bytes), name: name)
      #expect(content.diagnostics.isEmpty, "\(name)")
      let table = try #require(content.tables.first)
      // A document's cells are trimmed: their blanks are layout.
      let expected =
        name == "a.docx" ? rows.map { $0.map { $0 == "  前后  " ? "前后" : $0 } } : rows
      #expect(table.rows.map { $0.cells.map(\.text) } == expected, "\(name)")
      #expect(table.rows.map(\.number) == Array(1...rows.count), "\(name)")
      #expect(
        table.rows.allSatisfy { row in row.cells.allSatisfy { $0.kind == .text || $0.text.isEmpty }
        })
      #expect(content.byteCount == bytes.count)
    }
  }

  @Test("The hash is that of the bytes")
  func hash() throws {
    let scratch = try Scratch()
    let content = TableFile.read(path: try scratch.file("a.csv", "abc"), name: "a.csv")
    #expect(
      content.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
