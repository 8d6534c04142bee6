import Foundation
import Testing

@testable import Diagnostics
@testable import Settings
@testable import Tables

@Suite("Files of a drafted pipeline")
struct DraftTextTests {
  @Test("Whatever a cell says, the file says the same when it is read")
  func cells() throws {
    let rows = [
      ["任务", "时限"], ["逗号,在内", "引号\"在内\""], ["第一行\r\n第二行", "一\n二"], ["一\r二", "\"\u{301}"],
      ["", "末\""],
    ]
    let path =
      FileManager.default.temporaryDirectory.path + "/nianbao-draft-\(UUID().uuidString).csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try CSVText.text(rows).write(toFile: path, atomically: true, encoding: .utf8)
    let content = TableFile.read(path: path, name: "a.csv")
    #expect(content.diagnostics.map(\.line) == [])
    let read = try #require(content.tables.first).rows.map { $0.cells.map(\.text) }
    #expect(read == rows)
  }
}
