import Testing

@testable import AnnualReport
@testable import Diagnostics
@testable import Disclosure
@testable import Rendering
@testable import ReportDocument
@testable import Statutory
@testable import WorkPlan

@Suite struct FormatProofTests {
  let facts = SampleReport.facts
  let report = SampleReport.text

  func page() -> String { String(decoding: HTMLFormat().bytes(of: report.flow), as: UTF8.self) }
  func body() -> String { DocxBody(report.flow).text }

  func proof(page: String) -> SamenessProof {
    SamenessProof.page(Array(page.utf8), of: report, figures: facts.figures, file: "年报.html")
  }
  func proof(body: String) -> SamenessProof {
    SamenessProof.document(Array(body.utf8), of: report, file: "年报.docx")
  }

  @Test func whatIsWrittenIsTheSameInEveryFormat() {
    let page = proof(page: page())
    #expect(page.diagnostics.map(\.line) == [] && page.compared > 400)
    let body = proof(body: body())
    #expect(body.diagnostics.map(\.line) == [] && body.compared > 300)
    for table in OpenData.package(facts, plan: SampleCounty.plan).resources {
      #expect(proof(table, rows(of: table)).diagnostics.map(\.line) == [], "\(table.name)")
    }
  }

  @Test(
    "a page with one thing altered is found out",
    arguments: [
      (
        "<td class=\"figure\" data-cell=\"table3/3.1/总计\">",
        "<td class=\"figure\" data-cell=\"table3/3.1/总计\">9"
      ),
      ("data-cell=\"table3/3.1/总计\"", "data-cell=\"table3/3.2/总计\""),
      ("data-figure=\"requests.received\">", "data-figure=\"requests.answered\">"),
      ("data-figure=\"requests.received\">", "data-figure=\"requests.received\">1"),
      ("五、存在的主要问题", "五、主要问题"), ("<caption>", "<caption>又"), ("</p>", "。</p>"),
      ("</text>", "0</text>"),
    ])
  func alteredPage(_ old: String, _ new: String) {
    let page = page()
    #expect(page.contains(old))
    let altered = page.replacing(old, with: new, maxReplacements: 1)
    #expect(proof(page: altered).diagnostics.contains { $0.rule == .formatReadbackDiffers })
  }

  @Test func everyFigureOfAPageAlteredIsNamed() {
    let page = page()
    for index in stride(from: 0, to: ReportForm.current.cells.count, by: 11) {
      let cell = ReportForm.current.cells[index]
      let mark = "data-cell=\"\(ReportTables.name(of: cell))\""
      guard let start = page.firstRange(of: mark)?.upperBound,
        let end = page[start...].firstIndex(of: ">")
      else {
        Issue.record("\(cell.title) is not on the page")
        continue
      }
      var altered = page
      altered.insert("7", at: page.index(after: end))
      #expect(proof(page: altered).diagnostics.contains { $0.found.contains(cell.title) })
    }
  }

  @Test func everyNumeralOfADocumentAlteredIsFoundOut() {
    let body = body()
    var altered = 0
    for range in body.ranges(of: "<w:t xml:space=\"preserve\">") {
      let words = body[range.upperBound...].prefix { $0 != "<" }
      guard let digit = words.firstIndex(where: { $0.isASCII && $0.isNumber }) else { continue }
      var changed = body
      changed.replaceSubrange(digit...digit, with: body[digit] == "9" ? "8" : "9")
      altered += 1
      guard altered % 17 == 0 else { continue }
      #expect(!proof(body: changed).holds, "\(words)")
    }
    #expect(altered > 200)
  }

  @Test func figuresOfADocumentAreComparedByTheirPlace() throws {
    let body = body()
    // The words stay in order and only a merge moves: the columns right of it no longer fit.
    let altered = body.replacing("<w:gridSpan w:val=\"2\"/>", with: "", maxReplacements: 1)
    #expect(altered != body)
    #expect(!proof(body: altered).holds)
  }

  @Test func aTextIsReadBackWithItsLinesAndEndsWhereItEnds() {
    var reading = TextReadback("第一段话，\n分两行。\n第二段。")
    let same = reading.next(expecting: "第一段话，分两行。") == nil
    #expect(same)
    let difference = reading.next(expecting: "第三段。")
    #expect(difference?.line == 3 && difference?.read == "第二段。")
    #expect(difference?.sentence == "第三段。")
    #expect(reading.rest == nil)
    let table = reading.nextTable()
    #expect(table == nil)
    let missing = reading.next(expecting: "再一段。")
    #expect(missing?.line == 0 && missing?.read == "" && missing?.sentence == "再一段。")
    var withTable = TextReadback("一段。\n\n+--+\n|甲|\n+--+\n|1 |\n+--+\n")
    let read = withTable.next(expecting: "一段。") == nil
    #expect(read && withTable.rest?.line == 3)
  }

  @Test("what a line's marks enclose keeps its place when the blanks around the line go")
  func marks() {
    let text = FactText(
      marked:
        "  　共\(FactMark.marked("12", figure: 3))件，\(FactMark.marked("甲局", figure: nil))  ")
    #expect(text.text == "共12件，甲局")
    let scalars = Array(text.text.unicodeScalars)
    #expect(
      text.spans.map { String(String.UnicodeScalarView(scalars[$0.range])) } == ["12", "甲局"])
    #expect(text.spans.map(\.figure) == [3, nil])
  }

  @Test(
    "quantities are told from what only looks like them, with their value",
    arguments: [
      ("办结率百分之九十", ["百分之九十=90"]), ("按百分之5.5计", ["百分之5.5=5.5"]), ("共1.2万件", ["1.2万=12000"]),
      ("第5条、第十二条、第（三）项、第3批", []), ("第5个百分之二十", ["5=5", "百分之二十=20"]), ("过半数单位", ["过半=?"]),
      ("第号文", []),
    ])
  func quantities(_ text: String, _ found: [String]) {
    let numerals = NumeralScanner(FactText(plain: text)).quantities()
    #expect(numerals.map { "\($0.text)=\($0.value?.text ?? "?")" } == found)
  }

  @Test func anEmptyFileIsNeverTheSame() {
    #expect(!proof(page: "").holds && !proof(body: "").holds)
    for table in OpenData.package(facts, plan: nil).resources {
      #expect(!proof(table, []).diagnostics.isEmpty)
    }
  }

  // MARK: data

  func rows(of table: DataResource) -> [[String]] { [table.fields.map(\.name)] + table.rows }

  func proof(_ table: DataResource, _ rows: [[String]]) -> SamenessProof {
    SamenessProof.data(
      DataReadback(fileName: table.fileName, rows: rows), of: table, facts: facts)
  }

  @Test func everyValueOfTheDataAlteredIsFoundOut() {
    for table in OpenData.package(facts, plan: SampleCounty.plan).resources {
      let rows = rows(of: table)
      for row in stride(from: 0, to: rows.count, by: 13) {
        for column in rows[row].indices {
          var changed = rows
          changed[row][column] += "7"
          #expect(!proof(table, changed).holds, "\(table.name) \(row) \(column)")
        }
      }
    }
  }

  @Test func aTableMadeFromOtherFiguresIsFoundOutThoughItWasWrittenAsMade() throws {
    var table = try #require(
      OpenData.package(facts, plan: nil).resources.first { $0.name == "table3" })
    table.rows[0][2] += "0"
    #expect(proof(table, rows(of: table)).diagnostics.count == 1)
  }

  @Test func theDataHoldsAllCellsOfTheReportOnce() {
    let resources = OpenData.package(facts, plan: SampleCounty.plan).resources
    #expect(resources.map(\.name) == ["table2", "table3", "table4", "figures", "plan"])
    #expect(resources[0].rows.count == 10 && resources[1].rows.count == 25)
    #expect(resources[3].rows.count == facts.figures.count)
    #expect(OpenData.package(facts, plan: PlanResults(tasks: [])).resources.count == 4)
  }
}
