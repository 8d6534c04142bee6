import Testing

@testable import Diagnostics

@Suite struct SourceLocationTests {
  @Test(
    "columns are named as a spreadsheet names them",
    arguments: [
      (1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA"),
      (16_384, "XFD"), (0, ""),
    ])
  func columns(_ column: Int, _ name: String) {
    #expect(SourceLocation.columnName(column) == name)
  }

  @Test("a place reads as far as it is known")
  func descriptions() {
    #expect(SourceLocation(file: "a.csv", row: 7, column: 3).description == "a.csv!C7")
    #expect(SourceLocation(file: "a.csv", row: 7).description == "a.csv!第7行")
    #expect(SourceLocation(file: "a.csv", column: 28).description == "a.csv!AB列")
    #expect(SourceLocation(file: "a.xlsx", sheet: "表").description == "a.xlsx!表")
    #expect(SourceLocation(file: "").description == "")
    #expect(SourceLocation(file: "a", row: 2).at(column: 5).cell == "E2")
  }

  @Test("within a sentence a place names the file without its folders")
  func words() {
    #expect(
      SourceLocation(file: "inputs/台账/县水利局.xlsx", sheet: "台账", row: 7).words
        == "“县水利局.xlsx”的“台账”第7行")
    #expect(SourceLocation(file: "进展日志.csv", row: 3, column: 2).words == "“进展日志.csv”B3")
    #expect(SourceLocation(file: "plan.csv").words == "“plan.csv”")
  }

  @Test("places sort by file, sheet, row and column as numbers")
  func order() {
    let sorted = [
      SourceLocation(file: "a.csv"), SourceLocation(file: "a.csv", row: 2),
      SourceLocation(file: "a.csv", row: 2, column: 1), SourceLocation(file: "a.csv", row: 10),
      SourceLocation(file: "a.csv", sheet: "乙", row: 1), SourceLocation(file: "b.csv"),
    ]
    #expect(sorted.reversed().sorted() == sorted)
  }
}
