import Diagnostics
import Intake
import ReportDocument
import TestSupport
import Testing

@testable import Privacy

@Suite("The gate is measured: thousands of planted particulars and of harmless look-alikes")
struct PrivacyCorpusTests {
  /// The places of outputs, each holding a text.
  private static let outputs: [(String, @Sendable (String, PrivacyGate) -> [Diagnostic])] = [
    ("workbook cell", { text, gate in gate.check(book(rows: [[.text("甲"), .text(text)]])) }),
    (
      "workbook grid",
      { text, gate in gate.check(book(blocks: [.grid(CellGrid(rows: [[.text(text)]]))])) }
    ),
    ("workbook note", { text, gate in gate.check(book(notes: [text])) }),
    (
      "text paragraph",
      { text, gate in gate.check(TextDocument(fileName: "a.txt", blocks: [.paragraph(text)])) }
    ),
    (
      "text table",
      { text, gate in
        gate.check(
          TextDocument(
            fileName: "a.txt",
            blocks: [.table(TextTable(columns: [TextTable.Column("h")], rows: [[text]]))]))
      }
    ),
    ("bytes", { text, gate in gate.check(text: text, file: "run.json") }),
    (
      "row being written",
      { text, gate in
        var row = RowBuilder()
        row.begin(sheetRow: 1, tableRows: (1, 1))
        row.append(text: "前")
        row.append(text: text)
        row.append(text: "后")
        return gate.check(row, file: "a.xlsx", sheet: "一", number: 3)
      }
    ),
    (
      "finding",
      { text, gate in
        var problems = ProblemList()
        problems.append(
          contentsOf: [
            Diagnostic(.dateUnreadable, at: SourceLocation(file: "登记簿.csv", row: 2), found: text)
          ])
        gate.cleanse(&problems)
        // The quoting finding itself must be masked.
        let quoting = problems.kept.filter { $0.rule == .dateUnreadable }
        guard quoting.allSatisfy({ $0.found != text }) else { return [] }
        return problems.kept.filter { $0.rule != .dateUnreadable }
      }
    ),
  ]

  private static func book(
    rows: [[Cell]] = [], notes: [String] = [], blocks: [SheetBlock]? = nil
  ) -> WorkbookDocument {
    let columns = [TableColumn("a", "列一"), TableColumn("b", "列二")]
    return WorkbookDocument(
      fileName: "结果.xlsx", title: "题", author: "办", created: DocumentDay(dayNumber: 0),
      sheets: [
        SheetDocument(
          name: "明细", title: "明细表", notes: notes,
          blocks: blocks ?? [.table(DataTable(name: "明细", columns: columns, rows: rows))])
      ])
  }

  private static let gate = PrivacyGate(
    names: ApplicantNames(
      PrivacyCorpus.names + PrivacyCorpus.words, publicWords: ["王村镇", "县财政局", "测试县"],
      texts: ["推进精神文明建设", "政务公开工作要点"], formWords: []),
    published: ["0533-3241000", "zwgk@example.gov.cn"], year: 2022)

  @Test("no planted particular goes out: certain ones block, likely ones are told")
  func planted() {
    var corpus = PrivacyCorpus()
    let all = corpus.numbers() + corpus.plantedNames()
    var tried = 0
    var leaks: [String: Int] = [:]
    for (number, one) in all.enumerated() {
      // Every spelling in two kinds of output, so that all kinds meet all spellings of a family.
      for step in 0..<2 {
        let (name, check) = Self.outputs[(number + step * 3) % Self.outputs.count]
        tried += 1
        let found = check(one.text, Self.gate)
        let isStopped = one.isCertain ? found.contains(where: \.rule.blocks) : !found.isEmpty
        if !isStopped {
          leaks["\(one.kind), \(one.spelling), \(name): \(one.text)", default: 0] += 1
        }
        for finding in found {
          #expect(!finding.line.contains(one.text) || one.text.count < 3, "\(finding.line)")
        }
      }
    }
    #expect(tried >= 2_000, "\(tried)")
    print("planted: \(all.count) particulars, \(tried) tries, \(leaks.count) leaks")
    #expect(leaks.isEmpty, "\(leaks.keys.sorted().prefix(80).joined(separator: "\n"))")
  }

  @Test("harmless look-alikes stop nothing, and few of them are even warned of")
  func harmless() {
    var corpus = PrivacyCorpus()
    let all = corpus.harmless()
    var blocked: [String] = []
    var warned: [String] = []
    for (number, one) in all.enumerated() {
      let (_, check) = Self.outputs[number % (Self.outputs.count - 1)]
      let found = check(one.text, Self.gate)
      if found.contains(where: \.rule.blocks) {
        blocked.append("\(one.kind): \(one.text) \(found.map(\.rule.code))")
      } else if !found.isEmpty {
        warned.append("\(one.kind): \(one.text)")
      }
    }
    #expect(all.count >= 2_000, "\(all.count)")
    print("harmless: \(all.count), \(blocked.count) blocked, \(warned.count) warned")
    #expect(blocked.isEmpty, "\(Set(blocked).sorted().prefix(80).joined(separator: "\n"))")
    #expect(warned.count * 100 <= all.count, "\(Set(warned).sorted().prefix(60))")
  }
}
