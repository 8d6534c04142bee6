import Foundation
import Publishing
import RunRecord
import Testing

@testable import AnnualReport
@testable import Configuration
@testable import Diagnostics
@testable import Disclosure
@testable import Pipeline
@testable import ProgressLog
@testable import Rendering
@testable import ReportDocument
@testable import Reporting
@testable import Scoring
@testable import Statutory
@testable import Tables
@testable import WorkPlan
@testable import nianbao

extension SheetDocument {
  fileprivate var dataRows: Int {
    blocks.reduce(0) { if case .table(let table) = $1 { $0 + table.rows.count } else { $0 } }
  }
}

/// A written workbook, read back: each sheet's lines above its table, its headings and its rows.
private struct WrittenWorkbook {
  struct Sheet {
    let name: String
    /// Title, mark and notes.
    let above: [String]
    let headings: [String]
    let rows: [[String]]

    /// The rows as a long list shows them: blank where there is nothing.
    var sparse: [[String]] { rows.map { $0.map { $0 == "—" ? "" : $0 } } }

    /// The rows' texts under a heading.
    func column(_ heading: String) throws -> [String] {
      let place = try #require(headings.firstIndex(of: heading), "\(heading)")
      return rows.map { $0[place] }
    }
  }

  let sheets: [Sheet]

  /// `first`: the first heading of the table in each sheet, by the sheet's name without its number.
  init(_ path: String, first: [String: String]) {
    let content = TableFile.read(path: path, name: "a.xlsx")
    #expect(content.diagnostics.filter { $0.rule.severity == .error } == [])
    sheets = content.tables.compactMap { table in
      let name = table.sheet ?? ""
      guard let heading = first[String(name.prefix { $0 != "(" })] else { return nil }
      let texts = table.rows.filter { !$0.isBlank }.map { $0.cells.map(\.text) }
      // A sheet with another table than the one asked for is left out.
      guard let head = texts.firstIndex(where: { $0.first == heading }) else { return nil }
      let width = texts[head].count
      return Sheet(
        name: name, above: texts[..<head].flatMap { $0.filter { !$0.isEmpty } },
        headings: texts[head],
        rows: texts[(head + 1)...].map {
          $0 + Array(repeating: "", count: max(0, width - $0.count))
        })
    }
  }

  func sheet(_ name: String) throws -> Sheet {
    try #require(sheets.first { $0.name == name }, "\(name)")
  }
}

@Suite("Long lists go to workbooks of their own, and nothing of them is lost")
struct LongListTests {
  /// The committed county, judged once for all tests.
  private static let judged = Task {
    try await PipelineRun(Fixture.root + "/Pipelines/yiyuan-2022")
  }
  /// So small that every list of the county is long.
  private static let small = ListLimits(detail: 100, shown: 20, checkOff: 100)
  private static let first = [
    "逾期与未完成": "单位", "扣分明细": "单位", "分单位数据": "单位", "分单位": "单位", "逻辑校验": "编号",
  ]

  /// A folder of outputs of the county, gone afterwards.
  private final class Outputs {
    let folder: String
    let files: [String]
    private let root: String

    init(_ judgement: Judgement, limits: ListLimits) async throws {
      root = FileManager.default.temporaryDirectory.path + "/nianbao-long-\(UUID().uuidString)"
      folder = root + "/county"
      let options = Publisher.Options(jobs: 2, writesUnitFiles: false, limits: limits)
      let run = try await Publisher(options: options).run(
        judgement,
        into: try Publication.begin(
          output: folder, owner: judgement.setup.configuration.owner, purpose: "run"))
      #expect(run.blocking.map(\.line) == [])
      files = run.files
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func workbook(_ name: String, first: [String: String] = LongListTests.first)
      -> WrittenWorkbook
    {
      WrittenWorkbook(folder + "/" + name, first: first)
    }
  }

  private static func sum(_ texts: [String]) throws -> Exact {
    try texts.reduce(Exact.zero) { try $0 + #require(Exact(decimal: $1), "\($1)") }
  }

  @Test("a run with small limits writes three workbooks more, listed and verified")
  func files() async throws {
    let judgement = try await Self.judged.value.judgement
    let usual = try await Outputs(judgement, limits: .standard)
    let long = try await Outputs(judgement, limits: Self.small)
    #expect(
      Set(long.files).symmetricDifference(usual.files)
        == [
          AssessmentWorkbook.overdueName, AssessmentWorkbook.deductionName,
          StatutoryWorkbook.unitDataName,
        ])
    let manifest = try #require(try Manifest.read(folder: long.folder))
    #expect(Set(long.files) == Set(manifest.outputs.map(\.file) + [Manifest.fileName]))
    let differences = try manifest.verify(folder: long.folder) {
      Fingerprint.sha256(ofFile: $0) ?? ""
    }
    #expect(differences == [])

    // 逾期与未完成: the same rows elsewhere, and the oldest of them where the reader looks first.
    let usualBook = usual.workbook(AssessmentWorkbook.fileName)
    let longBook = long.workbook(AssessmentWorkbook.fileName)
    let all = try usualBook.sheet("逾期与未完成")
    let moved = try long.workbook(AssessmentWorkbook.overdueName).sheet("逾期与未完成")
    #expect(all.rows.count > Self.small.detail)
    #expect(moved.headings == all.headings && moved.rows == all.sparse)
    #expect(moved.rows != all.rows)
    #expect(moved.above.contains(WorkbookDocument.bulkNote))
    let oldest = try longBook.sheet("逾期与未完成")
    #expect(oldest.headings == all.headings && oldest.rows.count == Self.small.shown)
    #expect(
      oldest.above.contains(
        "共\(all.rows.count)项，逐项见《\(AssessmentWorkbook.overdueName)》；此处列应办日最早的20项。"))
    #expect(Set(oldest.rows).isSubset(of: Set(all.rows)))
    let due = try all.column("应办日").filter { !$0.isEmpty && $0 != "—" }.sorted()
    #expect(try oldest.column("应办日") == Array(due.prefix(Self.small.shown)))

    // 问题明细: the first ones, and where the others are. 销号: as counts only.
    let problems = judgement.problems.totals.reduce(0) { $0 + $1.count }
    let told = try long.workbook(AssessmentWorkbook.fileName, first: ["问题明细": "单位"])
      .sheet("问题明细")
    #expect(told.rows.count == Self.small.shown)
    #expect(told.above.contains("列出20条，其余\(problems - 20)条见“问题清单.xlsx”，件数见“数据问题”。"))
    let progress = ["任务进度": "编号"]
    let left = "单位和任务过多，不列“销号”表；各单位已销号的任务数见“完成率”。"
    #expect(
      try long.workbook(AssessmentWorkbook.fileName, first: progress).sheet("任务进度").above
        .contains(left))
    #expect(
      try !usual.workbook(AssessmentWorkbook.fileName, first: progress).sheet("任务进度").above
        .contains(left))
    let matrix = ["销号": "单位"]
    #expect(usual.workbook(AssessmentWorkbook.fileName, first: matrix).sheets.count == 1)
    #expect(long.workbook(AssessmentWorkbook.fileName, first: matrix).sheets.isEmpty)

    // 扣分明细: by indicator here, each lost point there, and the same points as where matters are joined.
    let lost = try usualBook.sheet("扣分明细")
    let lines = try long.workbook(AssessmentWorkbook.deductionName).sheet("扣分明细")
    #expect(lines.rows.count > Self.small.detail)
    #expect(lines.headings == lost.headings && lines.rows.count > lost.rows.count)
    let matters = lost.rows.filter { $0[1] != "小计" }
    for (unit, own) in Dictionary(grouping: lines.rows, by: { $0[0] }) {
      let joined = matters.filter { $0[0] == unit }
      #expect(try Self.sum(own.map { $0[2] }) == Self.sum(joined.map { $0[2] }), "\(unit)")
      let subtotal = try #require(lost.rows.first { $0[0] == unit && $0[1] == "小计" })
      #expect(try Exact(decimal: subtotal[2]) == Self.sum(own.map { $0[2] }), "\(unit)")
    }
    let byIndicator = try long.workbook(
      AssessmentWorkbook.fileName, first: ["扣分明细": "指标编号"]
    ).sheet("扣分明细")
    #expect(byIndicator.above.contains { $0.contains("《\(AssessmentWorkbook.deductionName)》") })
    #expect(
      try Self.sum(byIndicator.column("扣分合计")) == Self.sum(lines.column("扣分")))
    for row in byIndicator.rows {
      // A long list leaves a cell without a code out.
      let own = lines.rows.filter {
        ($0[7].isEmpty ? BlankReason.none.word : $0[7]) == row[0] && $0[1] == row[1]
      }
      #expect(try Exact(decimal: row[3]) == Self.sum(own.map { $0[2] }), "\(row[1])")
      #expect(Int(row[2]) == Set(own.map { $0[0] }).count, "\(row[1])")
    }
  }

  @Test("cells of units move with a note where they were, and identities that hold are counted")
  func statutory() async throws {
    let judgement = try await Self.judged.value.judgement
    let usual = try await Outputs(judgement, limits: .standard)
    let long = try await Outputs(judgement, limits: Self.small)
    let usualBook = usual.workbook(StatutoryWorkbook.fileName)
    let longBook = long.workbook(StatutoryWorkbook.fileName)
    let all = try usualBook.sheet("分单位数据")
    let forms = StatutoryWorkbook.formSheets
    let moved = long.workbook(
      StatutoryWorkbook.unitDataName,
      first: Dictionary(uniqueKeysWithValues: forms.map { ($0.name, "单位") }))
    // Cell by cell the same as the flat list: here a printed row is a line, and a table that is unknown throughout is one.
    var cells: [String] = []
    for form in forms {
      let sheet = try moved.sheet(form.name)
      let label = sheet.headings[1] == "行号" ? 2 : 1
      let columns = sheet.headings.dropFirst(label + 1).dropLast(2)
      let places = ReportForm.current.cells(ofTable: form.table)
      for row in sheet.rows {
        let (unit, standing) = (row[0], row[row.count - 1])
        if row[label] == "（全表）" {
          #expect(row[(label + 1)...].prefix(columns.count).allSatisfy { $0 == "未知" })
          cells += places.map {
            "\(unit)/\(form.table)/\($0.rowLabel)/\($0.column)/未知/\(standing)"
          }
          continue
        }
        #expect(!row[row.count - 2].isEmpty, "\(unit)：没有来源")
        for (offset, column) in columns.enumerated() where !row[label + 1 + offset].isEmpty {
          cells.append(
            "\(unit)/\(form.table)/\(row[label])/\(column)/\(row[label + 1 + offset])/\(standing)")
        }
      }
    }
    #expect(
      cells.sorted()
        == all.rows.map { "\($0[0])/\($0[1])/\($0[3])/\($0[4])/\($0[5])/\($0[7])" }.sorted())
    #expect(all.rows.count > Self.small.detail)
    #expect(!longBook.sheets.contains { $0.name == "分单位数据" })
    #expect(
      try longBook.sheet("分单位").above.contains("各单位各格的数据见《\(StatutoryWorkbook.unitDataName)》。"))

    #expect(try longBook.sheet("逻辑校验").rows == usualBook.sheet("逻辑校验").rows)
  }

  @Test
  func `逻辑校验 begins with what is wrong, counts what holds of units and lists the county's own`()
    async throws
  {
    let judgement = try await Self.judged.value.judgement
    let proofs = try await Outputs(judgement, limits: .standard).workbook(
      StatutoryWorkbook.fileName
    ).sheet("逻辑校验")
    let end = try #require(proofs.rows.firstIndex { $0[0] == "编号" })
    let listed = proofs.rows[..<end]
    let records = Array(judgement.statutory.identityList)
    let open = records.filter { $0.verdict == .broken || $0.verdict == .unknown }
    #expect(!open.isEmpty)
    #expect(listed.prefix(open.count).allSatisfy { ["不成立", "无法判断"].contains($0.last) })
    #expect(listed.dropFirst(open.count).allSatisfy { ["成立", "不适用"].contains($0.last) })
    #expect(listed.dropFirst(open.count).allSatisfy { $0[2] == "沂源县" })
    // Every comparison is counted, listed or not; those of the text come after the tables are written.
    let counts = proofs.rows[(end + 1)...].filter { $0[0].hasPrefix("I") }
    for identity in Identity.allCases where identity != .textMatches && identity != .partsFilled {
      let row = counts.first { $0[0] == identity.rawValue }
      let sum = row.map { $0[2..<6].reduce(0) { $0 + (Int($1) ?? 0) } } ?? 0
      #expect(sum == records.count { $0.identity == identity }, "\(identity.rawValue)")
    }
  }

  @Test(
    "a list as long as the limit stays where it is; one row more moves it", arguments: [-1, 0, 1])
  func boundary(_ less: Int) async throws {
    let judgement = try await Self.judged.value.judgement
    let overdue = judgement.assessment.units.reduce(0) { $0 + $1.obligations.overdue.count }
    let context = OutputSet(
      judgement: judgement,
      options: .init(limits: ListLimits(detail: overdue - less, shown: 20, checkOff: 100))
    ).context(judgement.problems, draftMark: "")
    let names = AssessmentWorkbook.details(judgement.assessment, context).map(\.name)
    #expect(names.contains(AssessmentWorkbook.overdueName) == (less > 0))
  }

  @Test(
    "a list longer than a sheet goes on in numbered sheets with the headings again",
    arguments: ["逾期与未完成明细.xlsx", "扣分明细.xlsx", "分单位数据.xlsx"], [40, 101])
  func split(_ name: String, _ rowLimit: Int) async throws {
    let judgement = try await Self.judged.value.judgement
    let outputs = OutputSet(judgement: judgement, options: .init(limits: Self.small))
    let context = outputs.context(judgement.problems, draftMark: "")
    var documents = AssessmentWorkbook.details(judgement.assessment, context).map {
      (name: $0.name, document: $0.document())
    }
    if let data = StatutoryWorkbook.unitDataDocument(outputs.statutory(.county).workbook) {
      documents.append((name: data.fileName, document: data))
    }
    var document = try #require(documents.first { $0.name == name }).document
    #expect(document.isBulk)
    let longest = try #require(
      document.sheets.max { $0.dataRows < $1.dataRows }, "\(name) has no sheet")
    document.sheets = [longest]
    let folder = FileManager.default.temporaryDirectory.path + "/nianbao-split-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let whole = folder + "/whole.xlsx"
    _ = try WorkbookRenderer().render(document, to: whole)
    var renderer = WorkbookRenderer()
    renderer.rowLimit = rowLimit
    let parts = folder + "/parts.xlsx"
    let written = try renderer.render(document, to: parts)

    let base = document.sheets[0].name
    let first = Self.first.merging([base: "单位"]) { old, _ in old }
    let expected = try WrittenWorkbook(whole, first: first).sheet(base)
    let sheets = WrittenWorkbook(parts, first: first).sheets
    #expect(sheets.count > 1)
    #expect(
      sheets.map(\.name) == sheets.indices.map { $0 == 0 ? base : "\(base)(\($0 + 1))" })
    #expect(sheets.allSatisfy { $0.headings == expected.headings })
    #expect(sheets.flatMap(\.rows) == expected.rows)
    #expect(written.sheets.map(\.rows) == sheets.map(\.rows.count))
    for (number, sheet) in sheets.enumerated() {
      #expect(sheet.rows.count < rowLimit, "\(sheet.name)")
      let title = document.sheets[0].title + (number == 0 ? "" : "（第\(number + 1)部分）")
      #expect(sheet.above.contains(title), "\(sheet.name): \(sheet.above)")
      #expect(sheet.above.contains("示例数据"), "\(sheet.name) has lost its mark")
      for note in document.sheets[0].notes { #expect(sheet.above.contains(note)) }
    }
    // No sheet but the last has room left.
    for sheet in sheets.dropFirst().dropLast() {
      #expect(sheet.rows.count == sheets[1].rows.count)
    }
    #expect(
      written.diagnostics.filter { $0.rule.code == "sheet-split" }.map(\.found)
        == ["共 \(expected.rows.count) 行，分写在 \(sheets.count) 个工作表"])
    let again = folder + "/again.xlsx"
    _ = try renderer.render(document, to: again)
    #expect(
      FileManager.default.contents(atPath: again) == FileManager.default.contents(atPath: parts))
  }

  @Test("above the limit of duties lost points are kept by indicator: fewer lines, the same points")
  func byIndicator() async throws {
    let items = try await Self.judged.value.judgement
    var stage = JudgeStage(setup: items.setup)
    stage.itemLimit = 0
    let records = try await IntakeStage().run(items.setup)
    let log = try await FoldStage(setup: items.setup, jobs: 1).run(items.setup.logs)
    let whole = try await stage.run((records, log))
    #expect(whole.record.bytes == items.record.bytes)
    for (one, other) in zip(items.assessment.units, whole.assessment.units) {
      for (detailed, summed) in zip(one.score.leaves, other.score.leaves) {
        let points = detailed.lost.reduce(Exact.zero) { $0 + $1.amount }
        #expect(summed.lost.reduce(Exact.zero) { $0 + $1.amount } == points, "\(detailed.id)")
        #expect(summed.lost.count <= detailed.lost.count)
      }
    }
    let lines = { (judgement: Judgement) in
      judgement.assessment.units.reduce(0) { sum, unit in
        sum + unit.score.leaves.reduce(0) { $0 + $1.lost.count }
      }
    }
    #expect(lines(whole) < lines(items))
  }
}
