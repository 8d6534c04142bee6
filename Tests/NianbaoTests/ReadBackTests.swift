import Foundation
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import Pipeline
@testable import ProgressLog
@testable import Registers
@testable import Scoring
@testable import Statutory
@testable import Tables
@testable import WorkPlan
@testable import nianbao

/// Who saved a workbook last before it is read back.
enum Saving: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case asWritten, byLibreOffice
  var testDescription: String { rawValue }

  /// Saves workbooks anew, in place; false where that cannot be tried here.
  func apply(to files: [String]) async throws -> Bool {
    guard self == .byLibreOffice else { return true }
    guard try await Program.longShell("command -v soffice").status == 0 else {
      print("⚠️ NOT TESTED: what LibreOffice saves; it is not here")
      return false
    }
    let known = try await Self.saved.value
    for file in files {
      let old = try Data(contentsOf: URL(fileURLWithPath: file))
      try #require(known[old], "\(file) is none of the workbooks that were saved").write(
        to: URL(fileURLWithPath: file))
    }
    return true
  }

  /// What LibreOffice makes of every workbook of the finished years: one start for all of them takes longer than the saving.
  ///
  /// A task, so that the tests that wait for it leave their threads to others.
  private static let saved = Task {
    let workbooks = Set(
      try FinishedYear.Kind.allCases.flatMap { kind in
        try kind.files.filter { $0.key.hasSuffix(".xlsx") }.map(\.value)
      }
    ).map(\.self)
    let scratch = FileManager.default.temporaryDirectory.path + "/nianbao-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    try FileManager.default.createDirectory(
      atPath: scratch + "/old", withIntermediateDirectories: true)
    for (number, workbook) in workbooks.enumerated() {
      try workbook.write(to: URL(fileURLWithPath: scratch + "/old/\(number).xlsx"))
    }
    let done = try await Program.longShell(
      "cd '\(scratch)/old' && soffice -env:UserInstallation=file://\(scratch)/profile --headless "
        + "--convert-to xlsx --outdir '\(scratch)/new' *.xlsx >/dev/null 2>&1")
    try #require(done.status == 0)
    return try workbooks.enumerated().reduce(into: [Data: Data]()) { saved, one in
      saved[one.element] = try Data(
        contentsOf: URL(fileURLWithPath: scratch + "/new/\(one.offset).xlsx"))
    }
  }
}

/// A small county with its outputs of a year, its forms and one unit's report; each test has its own copy.
struct FinishedYear {
  enum Kind: CaseIterable, Sendable {
    case plain
    /// With a row that goes back to its unit.
    case withReturnedRow

    private static let plainFiles = Result { try make(.plain) }
    private static let otherFiles = Result { try make(.withReturnedRow) }

    /// Every file, by its path below the root: made once for all tests.
    var files: [String: Data] {
      get throws {
        switch self {
        case .plain: try Self.plainFiles.get()
        case .withReturnedRow: try Self.otherFiles.get()
        }
      }
    }

    private static func make(_ kind: Kind) throws -> [String: Data] {
      let pipeline = try SmallPipeline()
      if kind == .withReturnedRow {
        try pipeline.write(
          "检查日期,单位,问题类别,问题描述\n2022-04-31,县财政局,更新不及时,栏目未更新\n", to: "inputs/日常检查/二.csv")
      }
      for command in [
        ["run", pipeline.folder, "--output", pipeline.output],
        ["forms", pipeline.folder, "--output", pipeline.root + "/forms"],
        [
          "report", pipeline.folder, "--unit", "县财政局", "--output", pipeline.root + "/unit",
        ],
      ] {
        let run = try CommandsRun(command)
        #expect(run.status == 0, "\(command[0])：\(run.output)\(run.errors)")
      }
      return try pipeline.bytes(below: "")
    }
  }

  let pipeline: SmallPipeline

  init(_ kind: Kind = .plain) throws {
    pipeline = try SmallPipeline()
    for (path, bytes) in try kind.files {
      let file = URL(fileURLWithPath: pipeline.root + "/" + path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try bytes.write(to: file)
    }
  }

  var report: String { pipeline.output + "/政府信息公开工作年度报告.xlsx" }
  var results: String { pipeline.output + "/年度考核结果.xlsx" }

  /// Every workbook below a folder, by path.
  static func workbooks(below folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".xlsx") }
      .sorted().map { folder + "/" + $0 }
  }

  /// The pipeline of the year after, with `previous` and 上年遗留 as given.
  func next(_ number: Int = 2023, previous: String = "", carryover: String = "none") throws
    -> String
  {
    let folder = pipeline.root + "/next"
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.copyItem(atPath: pipeline.folder, toPath: folder)
    try FileManager.default.removeItem(atPath: folder + "/inputs")
    var yaml = try String(contentsOfFile: folder + "/pipeline.yaml", encoding: .utf8)
    let cut = try #require(yaml.range(of: "inputs:"))
    yaml = String(yaml[..<cut.lowerBound])
    for (key, value) in [
      ("pipeline", "next"), ("year", "\(number)"), ("as_of", "\(number + 1)-01-31"),
      ("effective_from", "\(number)-01-01"),
    ] {
      yaml = yaml.replacingOccurrences(
        of: "(?m)^\(key): .*$", with: "\(key): \(value)", options: .regularExpression)
    }
    yaml += "inputs:\n  carryover: \(carryover)\n" + previous
    try Data(yaml.utf8).write(to: URL(fileURLWithPath: folder + "/pipeline.yaml"))
    return folder
  }

  /// Puts a file of last year into the next year's inputs.
  func hand(_ file: String, to name: String) throws {
    let goal = URL(fileURLWithPath: pipeline.root + "/next/inputs/" + name)
    try FileManager.default.createDirectory(
      at: goal.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: URL(fileURLWithPath: file), to: goal)
  }

  static func records(_ folder: String) async throws -> CountyRecords {
    try await IntakeStage().run(try await LoadStage().run(folder))
  }
}

@Suite("What the program writes is read back: same cells, no finding")
struct ReadBackTests {
  @Test("no workbook has anything to be told of", arguments: Saving.allCases)
  func workbooks(_ saving: Saving) async throws {
    let year = try FinishedYear()
    let root = year.pipeline.root
    let files = try [year.pipeline.output, root + "/forms", root + "/unit"].flatMap {
      try FinishedYear.workbooks(below: $0)
    }
    #expect(files.count >= 12)
    let before = files.map { TableFile.read(path: $0, name: "a.xlsx") }
    #expect(before.flatMap(\.diagnostics).map(\.line) == [])
    guard try await saving.apply(to: files) else { return }
    for (file, old) in zip(files, before) {
      let new = TableFile.read(path: file, name: "a.xlsx")
      #expect(new.diagnostics.map(\.line) == [], "\(file)")
      #expect(new.tables.map(\.sheet) == old.tables.map(\.sheet))
      for (one, other) in zip(old.tables, new.tables) {
        let texts = [one, other].map { table in
          table.rows.filter { !$0.isBlank }.map { $0.cells.map(\.text) }
        }
        #expect(texts[0] == texts[1], "\(file) \(one.sheet ?? "")")
      }
    }
  }

  @Test(
    "the report is decided whole by check-report in each of its forms",
    arguments: ["政府信息公开工作年度报告.xlsx", "政府信息公开工作年度报告.docx", "政府信息公开工作年度报告.html", "数据"])
  func report(_ name: String) throws {
    let year = try FinishedYear()
    let run = try CommandsRun(["check-report", year.pipeline.output + "/" + name, "--json"])
    #expect(run.status == 0)
    #expect(run.errors == "")
    let json = try JSONValue(Array(run.output.utf8))
    let report = try #require(json["reports"]?.elements.first)
    #expect(report["holds"] == .number("42") && report["unknown"] == .number("0"))
    #expect(report["status"] == .string("ok"))
  }

  @Test("a figure changed on the report's page is found")
  func changedPage() throws {
    let year = try FinishedYear()
    let page = year.pipeline.output + "/政府信息公开工作年度报告.html"
    let text = try String(contentsOfFile: page, encoding: .utf8)
    // The sum of what was newly received: two requests in the small county.
    let cell = try #require(
      text.range(of: #"data-figure="[^"]*"[^>]*>2<"#, options: .regularExpression))
    let changed = text.replacingCharacters(
      in: cell, with: text[cell].dropLast(2) + "999<")
    let tables = try #require(text.range(of: "<table"))
    // A figure of the running text proves nothing of the tables.
    let place = cell.lowerBound < tables.lowerBound
    let copy = year.pipeline.root + "/改过.html"
    try Data(
      (place
        ? text.replacingOccurrences(
          of: #"(<td[^>]*>)2(</td>)"#, with: "$1999$2", options: .regularExpression) : changed).utf8
    ).write(to: URL(fileURLWithPath: copy))
    let run = try CommandsRun(["check-report", copy])
    #expect(run.status == 65)
    #expect(run.output.contains("有不成立的恒等式。") && run.output.contains("999"))
  }

  @Test("the report's workbook is last year's tables", arguments: Saving.allCases)
  func previousTables(_ saving: Saving) async throws {
    let year = try FinishedYear()
    let county = try await PipelineRun(year.pipeline.folder).judgement.statutory.county
    guard try await saving.apply(to: [year.report]) else { return }
    for (file, name) in [
      (year.report, "年报.xlsx"), (year.pipeline.output + "/run.json", "run.json"),
    ] {
      let folder = try year.next(previous: "previous: {statutory: inputs/上年/\(name)}\n")
      try year.hand(file, to: "上年/" + name)
      let records = try await FinishedYear.records(folder)
      #expect(records.problems.map(\.line) == [])
      let figures = try #require(records.previous)
      let cells = ReportForm.tables.flatMap { county.form.cells(ofTable: $0) }
      #expect(figures.count == cells.count)
      for cell in cells { #expect(figures.value(of: cell) == county[cell], "\(cell.name)") }
    }
  }

  @Test("the workbook of results and run.json are last year's scores", arguments: Saving.allCases)
  func previousScores(_ saving: Saving) async throws {
    let year = try FinishedYear()
    let units = try await PipelineRun(year.pipeline.folder).judgement.assessment.units
    guard try await saving.apply(to: [year.results]) else { return }
    for (file, name) in [
      (year.results, "考核.xlsx"), (year.pipeline.output + "/run.json", "run.json"),
    ] {
      let folder = try year.next(previous: "previous: {scores: inputs/上年/\(name)}\n")
      try year.hand(file, to: "上年/" + name)
      let records = try await FinishedYear.records(folder)
      #expect(records.problems.map(\.line) == [])
      let scores = records.previousScores.sorted { $0.unit < $1.unit }
      #expect(scores.map(\.score) == units.compactMap(\.score.total))
      #expect(scores.map(\.rank) == units.map(\.score.rank))
    }
  }

  @Test(
    "the workbook of results is last year's open tasks, as carryover writes them",
    arguments: Saving.allCases)
  func carryover(_ saving: Saving) async throws {
    let year = try FinishedYear()
    guard try await saving.apply(to: [year.results]) else { return }
    let list = year.pipeline.root + "/结转"
    let written = try CommandsRun(["carryover", year.pipeline.folder, "--output", list])
    #expect(written.status == 0, "\(written.errors)")
    #expect(written.output.contains("结转没有完成的任务"))
    let copied = try CommandsRun([
      "carryover", year.pipeline.folder, "--from", year.pipeline.output, "--output", list + "2",
    ])
    #expect(copied.status == 0, "\(copied.errors)")
    let judgement = try await PipelineRun(year.pipeline.folder).judgement
    var expected: Set<[String]> = []
    for unit in judgement.assessment.units {
      for (place, task) in judgement.setup.tasks.enumerated()
      where !unit.obligations.byClause[place].isEmpty && unit.obligations.task(place).missed > 0 {
        expected.insert(["2022", unit.unit.name, task.id, task.title])
      }
      for task in unit.facts.carried where task.rectified == nil {
        expected.insert([String(task.year), unit.unit.name, task.task, task.title])
      }
    }
    #expect(expected.count >= 2)
    for (file, name) in [
      (year.results, "考核.xlsx"), (list + "/上年遗留/清单.csv", "清单.csv"),
      (list + "2/上年遗留/清单.csv", "清单2.csv"),
    ] {
      let folder = try year.next(carryover: "[\"inputs/上年遗留/\(name)\"]")
      try year.hand(file, to: "上年遗留/" + name)
      let records = try await FinishedYear.records(folder)
      #expect(records.problems.map(\.line) == [], "\(name)")
      #expect(records.gaps.isEmpty)
      let names = judgement.setup.registry.units.map(\.name)
      #expect(
        Set(
          records.registers[CarriedTask.self].map {
            [String($0.year), names[$0.unit], $0.task, $0.title]
          })
          == expected, "\(name)")
      #expect(records.registers[CarriedTask.self].count == expected.count)
    }
    // Everything else that is handed on is read, too.
    let folder = try year.next(
      previous:
        "previous: {scores: inputs/上年成绩.csv, statutory: inputs/上年年报/数据.csv, figures: inputs/上年年报/figures.csv}\n"
    )
    for name in ["上年成绩.csv", "上年年报/数据.csv", "上年年报/figures.csv"] {
      try year.hand(list + "/" + name, to: name)
    }
    let records = try await FinishedYear.records(folder)
    #expect(records.problems.map(\.line) == [])
    #expect(records.previousScores.count == 4 && !records.previousFigures.isEmpty)
    #expect(records.previous?.count == 200)
  }

  @Test("carryover replaces its own folder alone and keeps what others put there")
  func carryoverFolder() throws {
    let year = try FinishedYear()
    let list = year.pipeline.root + "/结转"
    for _ in 0..<2 {
      let run = try CommandsRun(["carryover", year.pipeline.folder, "--output", list])
      #expect(run.status == 0)
      try Data("备忘".utf8).write(to: URL(fileURLWithPath: list + "/备忘.txt"))
    }
    #expect(FileManager.default.fileExists(atPath: list + "/备忘.txt"))
    let foreign = year.pipeline.root + "/别人的"
    try FileManager.default.createDirectory(atPath: foreign, withIntermediateDirectories: true)
    try Data("甲".utf8).write(to: URL(fileURLWithPath: foreign + "/文件.txt"))
    let run = try CommandsRun(["carryover", year.pipeline.folder, "--output", foreign])
    #expect(run.status == 74)
    #expect(try FileManager.default.contentsOfDirectory(atPath: foreign) == ["文件.txt"])
  }

  @Test("nothing is handed on from a year that is not over or blocked")
  func carryoverRefuses() throws {
    let year = try FinishedYear()
    try year.pipeline.change("pipeline.yaml", "as_of: 2023-01-31", to: "as_of: 2022-09-30")
    let early = try CommandsRun(["carryover", year.pipeline.folder])
    #expect(early.status == 65 && early.errors.contains("年度没有结束"))
    try year.pipeline.change("pipeline.yaml", "as_of: 2022-09-30", to: "as_of: 2023-01-31")
    try year.pipeline.write("收件\n1\n", to: "inputs/依申请公开/坏.csv")
    let blocked = try CommandsRun(["carryover", year.pipeline.folder])
    #expect(blocked.status == 65 && blocked.errors.contains("数据阻止公布"))
  }

  @Test(
    "outputs of this year, of part of a year or of a blocked run are not last year's",
    arguments: [
      ("as_of: 2023-01-31", "as_of: 2022-09-30", 2023, "阶段成果"), ("", "", 2022, "不是2022年以前的"),
    ])
  func unfit(_ old: String, _ new: String, _ next: Int, _ words: String) async throws {
    let year = try FinishedYear()
    if !old.isEmpty {
      try year.pipeline.change("pipeline.yaml", old, to: new)
      #expect(
        try CommandsRun(["run", year.pipeline.folder, "--output", year.pipeline.output]).status == 0
      )
    }
    for (file, name) in [
      (year.results, "考核.xlsx"), (year.pipeline.output + "/run.json", "run.json"),
    ] {
      let folder = try year.next(
        next, previous: "previous: {scores: inputs/上年/\(name)}\n",
        carryover: name.hasSuffix("xlsx") ? "[\"inputs/上年/\(name)\"]" : "none")
      try year.hand(file, to: "上年/" + name)
      let judgement = try await PipelineRun(folder).judgement
      let refused = judgement.blocking.filter { $0.rule == .inputRefused }
      #expect(refused.count >= 1 && refused.allSatisfy { $0.found.contains(words) }, "\(name)")
      #expect(judgement.previousScores.isEmpty)
    }
  }

  @Test("a unit's own report is its declared table", arguments: Saving.allCases)
  func declared(_ saving: Saving) async throws {
    let year = try FinishedYear()
    let folder = year.pipeline.root + "/unit"
    let workbook = folder + "/政府信息公开工作年度报告.xlsx"
    let unit = try #require(
      try await LoadStage().run(year.pipeline.folder).registry.index(of: "县财政局"))
    let own = try await PipelineRun(year.pipeline.folder).judgement.statutory.units[unit]
    guard try await saving.apply(to: [workbook]) else { return }
    let check = try CommandsRun(["check-report", workbook])
    #expect(check.status == 0 && check.errors.isEmpty)
    try year.pipeline.change(
      "pipeline.yaml", "inputs:", to: "inputs:\n  declared: [\"inputs/单位年报/*\"]")
    // The whole folder under the unit's name, then the workbook alone under any name.
    for name in ["县财政局", "年报.xlsx"] {
      let goal = year.pipeline.folder + "/inputs/单位年报/" + name
      try? FileManager.default.removeItem(atPath: year.pipeline.folder + "/inputs/单位年报")
      try FileManager.default.createDirectory(
        atPath: year.pipeline.folder + "/inputs/单位年报", withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: name.hasSuffix(".xlsx") ? workbook : folder, toPath: goal)
      let records = try await FinishedYear.records(year.pipeline.folder)
      #expect(records.gaps.isEmpty)
      #expect(
        records.problems.filter { $0.location.file.contains("单位年报") }.map(\.line) == [], "\(name)")
      #expect(Array(records.declared.keys) == [unit])
      let tables = StatutoryTables(declared: records.declared[unit] ?? [])
      for table in ReportForm.tables {
        for cell in own.used.form.cells(ofTable: table) {
          #expect(tables[cell] == own.used[cell], "\(cell.name)")
        }
      }
      let judgement = try await PipelineRun(year.pipeline.folder).judgement
      #expect(judgement.findings("declared-differs").isEmpty)
      #expect(judgement.blocking.map(\.line) == [])
    }
  }

  @Test("two reports of one unit that differ leave its part unknown and block")
  func declaredTwice() async throws {
    let year = try FinishedYear()
    try year.pipeline.change(
      "pipeline.yaml", "inputs:", to: "inputs:\n  declared: [\"inputs/单位年报/*\"]")
    for (name, value) in [("县财政局", 3), ("县财政局（旧）", 4)] {
      try year.pipeline.write(
        "类别,结果维持,结果纠正,其他结果,尚未审结,总计\n行政复议,\(value),0,0,0,\(value)\n未经复议直接起诉,0,0,0,0,0\n复议后起诉,0,0,0,0,0\n",
        to: "inputs/单位年报/\(name)/table4.csv")
    }
    let judgement = try await PipelineRun(year.pipeline.folder).judgement
    #expect(judgement.blocking.map(\.rule.code) == ["input-refused"])
    #expect(judgement.blocking.map(\.unit) == ["县财政局"])
  }

  @Test(
    "forms left as they were issued, feedback without a word and rows sent back say nothing",
    arguments: Saving.allCases)
  func handedBack(_ saving: Saving) async throws {
    let year = try FinishedYear(.withReturnedRow)
    let before = try await PipelineRun(year.pipeline.folder).judgement
    func hand(_ folder: String, to name: String) throws {
      let goal = year.pipeline.folder + "/inputs/" + name
      try FileManager.default.createDirectory(atPath: goal, withIntermediateDirectories: true)
      for file in try FinishedYear.workbooks(below: folder) {
        try FileManager.default.copyItem(
          atPath: file, toPath: goal + "/" + (file as NSString).lastPathComponent)
      }
    }
    try hand(year.pipeline.root + "/forms", to: "填报表")
    try hand(year.pipeline.output + "/单位反馈", to: "单位意见")
    try hand(year.pipeline.output + "/退回修改", to: "退回修改")
    guard
      try await saving.apply(
        to: ["填报表", "单位意见", "退回修改"].flatMap {
          try FinishedYear.workbooks(below: year.pipeline.folder + "/inputs/" + $0)
        })
    else { return }
    let after = try await PipelineRun(year.pipeline.folder).judgement
    #expect(after.blocking.map(\.line) == [])
    // A row put back as it was is told again, and nothing else is.
    let new = after.problems.kept.map(\.line).filter { line in
      !before.problems.kept.contains { $0.line == line }
    }
    #expect(new.allSatisfy { $0.contains("退回修改") && $0.contains("date-unreadable") }, "\(new)")
    #expect(after.quarantined.count == before.quarantined.count)
    #expect(
      after.assessment.units.map(\.score.total) == before.assessment.units.map(\.score.total))
  }
}
