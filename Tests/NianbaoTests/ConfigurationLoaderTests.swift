import Foundation
import TestSupport
import Testing

@testable import Configuration
@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import Pipeline
@testable import ProgressLog
@testable import Registers
@testable import Scoring
@testable import Settings
@testable import WorkPlan

@Suite("pipeline.yaml is read whole, or every fault is told at once")
struct PipelineConfigurationTests {
  private let honest = """
    pipeline: demo
    title: 测试县2022年度政务公开考核与年度报告
    jurisdiction: 测试县
    publisher: 测试县人民政府办公室
    year: 2022
    as_of: 2023-01-31
    effective_from: 2022-05-18
    units: units.csv
    plan: plan.csv
    indicators: indicators.yaml

    """

  private func scratch(_ text: String, named name: String = "demo") throws -> TestFolder {
    let scratch = try TestFolder(named: name)
    for file in ["units.csv", "plan.csv", "indicators.yaml", "waivers.yaml"] {
      try scratch.write("x", to: file)
    }
    try scratch.write(text, to: "pipeline.yaml")
    return scratch
  }

  @Test(
    "the worked cases are read, and only the tables they name are missed",
    arguments: ["01", "02", "03", "04", "05", "06", "07", "08"])
  func workedCases(_ name: String) throws {
    let text = try String(
      contentsOfFile: Fixture.workedCase(name) + "/pipeline.yaml", encoding: .utf8)
    let scratch = try scratch(text, named: name)
    try scratch.write("x", to: "inputs/上年年报/数据.csv")
    let (found, problems) = ConfigurationLoader.load(folder: scratch.path)
    #expect(flattened(problems) == [])
    let configuration = try #require(found)
    #expect(configuration.name == name)
    #expect(configuration.jurisdiction == "测试县")
    #expect(configuration.inputs.first?.kind == .ledgers)
    #expect(configuration.inputs.first?.globs == ["inputs/台账/*"])
    #expect(configuration.groups.map(\.group) == ["县直部门"])
    #expect(configuration.settings.firstDayCounts == (name == "07"))
    #expect(configuration.settings.conditions["疫情防控期间"]?.to != nil)
    #expect(configuration.rankingApproval.isEmpty)
  }

  @Test("every documented key has its value")
  func everything() throws {
    let text =
      honest + """
        waivers: waivers.yaml
        calendar: {overlay: [a.csv, b.csv]}
        groups: {县直部门: [县政府各部门, 县政府各部门单位], 镇街: [各镇（街道）]}
        conditions:
          疫情防控期间: {from: 2022-01-01, to: 2022-12-07}
          招生时段: {from: '2022-06-01'}
        deadlines:
          first_day_counts: true
          continuous: {at_least: 2, per: month}
          undefined_period: {at_least: 1, per: year}
          ledger_due: 2022-05-20
        inputs:
          progress: ["inputs/进展日志/*"]
          ledgers: ["a/*.xlsx", "b/**/*.csv"]
        previous: {statutory: 数据.csv, scores: 成绩.csv}
        publication: {ranking_approval: ' 源政办批〔2023〕1号 '}

        """
    let scratch = try scratch(text)
    for file in ["a.csv", "b.csv", "数据.csv", "成绩.csv"] { try scratch.write("x", to: file) }
    let (found, problems) = ConfigurationLoader.load(folder: scratch.path + "/")
    #expect(flattened(problems) == [])
    let configuration = try #require(found)
    #expect(configuration.settings.year == 2022)
    #expect(configuration.settings.asOf.iso == "2023-01-31")
    #expect(configuration.settings.effectiveFrom.iso == "2022-05-18")
    #expect(configuration.settings.continuous == .init(atLeast: 2, per: .month))
    #expect(configuration.settings.undefinedPeriod == .init(atLeast: 1, per: .year))
    #expect(configuration.settings.ledgerDue?.iso == "2022-05-20")
    #expect(configuration.settings.conditions["招生时段"]?.to == nil)
    #expect(configuration.calendarOverlays == ["a.csv", "b.csv"])
    #expect(configuration.inputs.map(\.kind) == [.progress, .ledgers])
    #expect(configuration.groups.map(\.spellings) == [["县政府各部门", "县政府各部门单位"], ["各镇（街道）"]])
    #expect(configuration.previousStatutory == "数据.csv")
    #expect(configuration.previousScores == "成绩.csv")
    #expect(configuration.rankingApproval == "源政办批〔2023〕1号")
    #expect(configuration.waivers == "waivers.yaml")
  }

  @Test("deadlines default as the documents say")
  func defaults() throws {
    let scratch = try scratch(honest)
    let settings = try #require(ConfigurationLoader.load(folder: scratch.path).configuration)
      .settings
    #expect(settings.continuous == .init(atLeast: 1, per: .quarter))
    #expect(settings.undefinedPeriod == .init(atLeast: 1, per: .half))
    #expect(!settings.firstDayCounts)
    #expect(settings.ledgerDue == nil)
  }

  @Test(
    "each fault names its line and its kind",
    arguments: [
      ("titel: x", "configuration-key-unknown@11"),
      ("inputs: {progres: [a]}", "configuration-key-unknown@11"),
      ("deadlines: {first_day_counts: 是}", "configuration-type@11"),
      ("deadlines: {continuous: {at_least: 0, per: month}}", "configuration-value@11"),
      ("deadlines: {continuous: {at_least: 1, per: 月}}", "configuration-value@11"),
      ("deadlines: {continuous: {at_least: 1}}", "configuration-key-missing@11"),
      ("conditions: {a: {from: 2022-02-30}}", "configuration-value@11"),
      ("conditions: {a: {from: 2022-02-03, to: 2022-02-01}}", "configuration-value@11"),
      ("waivers: nothing.yaml", "configuration-file-missing@11"),
      ("waivers: ../waivers.yaml", "configuration-path-outside@11"),
      ("waivers: /etc/passwd", "configuration-path-outside@11"),
      ("inputs: {progress: inputs/*}", "configuration-type@11"),
      ("inputs: {progress: [\"../*\"]}", "configuration-path-outside@11"),
      ("inputs:\n  progress:\n  - ok/*\n  - a/../../b", "configuration-path-outside@14"),
      ("calendar: {overlay: [none.csv]}", "configuration-file-missing@11"),
      ("members: [a]", "configuration-file-missing@11"),
      ("publication: yes", "configuration-type@11"),
    ])
  func faults(_ line: String, _ expected: String) throws {
    let scratch = try scratch(honest + line + "\n")
    let (configuration, problems) = ConfigurationLoader.load(folder: scratch.path)
    #expect(configuration == nil)
    #expect(flattened(problems) == [expected])
  }

  @Test("a slip of the key is answered with the likely one and all that are accepted")
  func wording() throws {
    let scratch = try scratch(
      honest + "publicaton: {}\ndeadlines: {continuous: {at_least: 1, per: quater}}\n")
    let problems = ConfigurationLoader.load(folder: scratch.path).problems
    #expect(problems.map(\.location.file) == ["pipeline.yaml", "pipeline.yaml"])
    #expect(problems[0].found == "键“publicaton”不认识")
    #expect(problems[0].remedy == "是否想写“publication”？改正键名，或删去这一行")
    #expect(problems[0].expected.contains("publication、mark、members"))
    #expect(problems[1].found == "键 deadlines.continuous.per：写的是“quater”")
    #expect(problems[1].expected == "以下之一：month、quarter、half、year；是否想写“quarter”")
  }

  @Test("all faults of a file are told in one go")
  func allAtOnce() throws {
    let scratch = try scratch(
      "pipeline: demo\ntitle:\nyear: '2022'\nas_of: 31.1.2023\nunits: none.csv\nfoo: 1\n")
    let problems = ConfigurationLoader.load(folder: scratch.path).problems
    let missing = ["title", "jurisdiction", "publisher", "effective_from", "plan", "indicators"]
    for key in missing { #expect(problems.contains { $0.found == "缺少键“\(key)”" }, "\(key)") }
    #expect(
      Set(flattened(problems))
        .isSuperset(of: [
          "configuration-key-unknown@6", "configuration-key-missing@2", "configuration-type@3",
          "configuration-value@4", "configuration-file-missing@5",
        ]))
    #expect(problems.count == missing.count + 4)
  }

  @Test(
    "a text that is not YAML names its line",
    arguments: [
      ("pipeline: [a\nyear: 1\n", "configuration-syntax"), ("a: b: c\n", "configuration-syntax"),
      ("\ta: 1\n", "configuration-syntax"), ("a: 1\n---\nb: 1\n", "configuration-syntax"),
      ("a: *none\n", "configuration-syntax"), ("a: 'x\n", "configuration-syntax"),
      ("year: 1\nyear: 2\n", "configuration-key-duplicate"), ("- 1\n", "configuration-type"),
      ("", "configuration-type"), (String(repeating: "[", count: 5000), "configuration-syntax"),
      (String(repeating: "- ", count: 5000) + "a", "configuration-syntax"),
    ])
  func syntax(_ text: String, _ code: String) throws {
    let scratch = try scratch(text)
    let (configuration, problems) = ConfigurationLoader.load(folder: scratch.path)
    #expect(configuration == nil)
    #expect(problems.map(\.rule.code) == [code])
    #expect(problems.first?.location.row != nil)
  }

  @Test("aliases of aliases do not grow without bound")
  func aliases() throws {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...8 {
      let links = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(links)]\n"
    }
    let scratch = try scratch(text)
    #expect(
      ConfigurationLoader.load(folder: scratch.path).problems.map(\.rule.code)
        == ["configuration-syntax"])
  }

  @Test("a file that is missing, not UTF-8 or a folder says so")
  func unreadable() throws {
    let scratch = try TestFolder()
    #expect(
      ConfigurationLoader.load(folder: scratch.path).problems.map(\.rule.code)
        == ["configuration-file-missing"])
    try scratch.write(Data(Array("title: ".utf8) + [0xC4, 0xEA, 0x0A]), to: "pipeline.yaml")
    let problems = ConfigurationLoader.load(folder: scratch.path).problems
    #expect(problems.map(\.rule.code) == ["configuration-unreadable"])
    #expect(problems.first?.found == "第 7 字节（从 0 起）起不是 UTF-8：pipeline.yaml")
  }

  @Test("the offset of the first bad byte is exact, wherever it stands")
  func offsets() throws {
    let scratch = try TestFolder()
    let good = Array("a年😀b".utf8)
    for cut in 0...good.count {
      try scratch.write(Data(good[..<cut] + [0xFF] + good), to: "x")
      // A bad byte inside a character spoils the character.
      let valid = (0...cut).last { String(validating: good[..<$0], as: UTF8.self) != nil }
      #expect(throws: PipelineFolder.ReadFault.notUTF8(offset: valid ?? 0)) {
        _ = try PipelineFolder(scratch.path).text(of: "x")
      }
    }
  }

  @Test("another folder name and impossible dates are refused")
  func doubts() throws {
    let text = honest.replacingOccurrences(of: "as_of: 2023-01-31", with: "as_of: 2021-12-31")
      .replacingOccurrences(of: "effective_from: 2022-05-18", with: "effective_from: 2023-05-18")
    let scratch = try scratch(text, named: "other")
    let (configuration, problems) = ConfigurationLoader.load(folder: scratch.path)
    #expect(configuration == nil)
    #expect(
      flattened(problems)
        == ["pipeline-name-differs@1", "configuration-value@6", "configuration-value@7"])
  }

  @Test(
    "the name must be fit for a folder",
    arguments: ["../x", "a/b", ".hidden", "'a\\b'", "'..'", "''"])
  func names(_ name: String) throws {
    let scratch = try scratch(
      honest.replacingOccurrences(of: "pipeline: demo", with: "pipeline: \(name)"))
    let (configuration, problems) = ConfigurationLoader.load(folder: scratch.path)
    #expect(configuration == nil)
    #expect(flattened(problems) == ["configuration-value@1"])
  }

  @Test("a link that leads outside is refused")
  func links() throws {
    let scratch = try scratch(honest + "waivers: link.yaml\n")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/link.yaml", withDestinationPath: "/etc/hostname")
    #expect(
      flattened(ConfigurationLoader.load(folder: scratch.path).problems)
        == ["configuration-path-outside@11"])
  }

  @Test("members need a pipeline of their own and replace units, plan and indicators")
  func members() throws {
    let text = honest.split(separator: "\n").dropLast(3).joined(separator: "\n")
    let scratch = try scratch(text + "\nmembers: [甲县, 乙县]\n")
    try scratch.write("x", to: "甲县/pipeline.yaml")
    try scratch.write("x", to: "乙县/pipeline.yaml")
    let (found, problems) = ConfigurationLoader.load(folder: scratch.path)
    #expect(flattened(problems) == [])
    #expect(found?.members == ["甲县", "乙县"])
    #expect(found?.units == "")
  }

  @Test("a group that no unit has is doubted, with the likely one")
  func groups() throws {
    let scratch = try scratch(honest + "groups: {县直部们: [县政府各部门]}\n")
    let configuration = try #require(ConfigurationLoader.load(folder: scratch.path).configuration)
    let problems = configuration.groupProblems(known: ["县直部门", "镇街"])
    #expect(flattened(problems) == ["configuration-group-unknown@11"])
    #expect(problems.first?.expected == "以下之一：县直部门、镇街；是否想写“县直部门”")
  }
}

@Suite("Globs find what a person sees in the folder")
struct InputFinderTests {
  private func configuration(_ scratch: TestFolder, _ inputs: String) throws
    -> PipelineConfiguration
  {
    for file in ["units.csv", "plan.csv", "indicators.yaml"] { try scratch.write("x", to: file) }
    let text = """
      {pipeline: demo, title: t, jurisdiction: j, publisher: p, year: 2022, as_of: 2023-01-31,
       effective_from: 2022-01-01, units: units.csv, plan: plan.csv, indicators: indicators.yaml,
       inputs: \(inputs)}
      """
    try scratch.write(text, to: "pipeline.yaml")
    return try #require(ConfigurationLoader.load(folder: scratch.path).configuration)
  }

  @Test(
    "files come in order of their bytes; dot files and lock files are skipped, a folder is named")
  func files() throws {
    let scratch = try TestFolder()
    for file in ["b.csv", "B.csv", "乙.csv", "~$乙.xlsx", ".hidden.csv", "sub/c.csv"] {
      try scratch.write("x", to: "in/" + file)
    }
    let found = try configuration(
      scratch, "{progress: ['in/*'], ledgers: ['in/**/*.csv', 'in/b.*']}"
    )
    .findInputs()
    #expect(
      found.matches.map(\.path) == [
        "in/B.csv", "in/b.csv", "in/乙.csv",
        "in/B.csv", "in/b.csv", "in/sub/c.csv", "in/乙.csv",
      ])
    #expect(
      found.problems.map(\.rule.code)
        == ["input-not-a-file"] + Array(repeating: "input-matched-twice", count: 3))
  }

  @Test("declared tables may be folders")
  func folders() throws {
    let scratch = try TestFolder()
    try scratch.write("x", to: "in/县财政局/table2.csv")
    try scratch.write("x", to: "in/县教体局.xlsx")
    let found = try configuration(scratch, "{declared: ['in/*']}").findInputs()
    #expect(found.matches.map(\.path) == ["in/县教体局.xlsx", "in/县财政局"])
    #expect(found.matches.map(\.isFolder) == [false, true])
  }

  @Test("a glob without a file is worth knowing, a link outside is refused")
  func nothing() throws {
    let scratch = try TestFolder()
    try scratch.write("x", to: "in/a.csv")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/in/b.csv", withDestinationPath: "/etc/hostname")
    let found = try configuration(scratch, "{progress: ['in/*'], letters: ['none/*', 'in/?.txt']}")
      .findInputs()
    #expect(found.matches.map(\.path) == ["in/a.csv"])
    #expect(found.problems.map(\.rule.code) == ["configuration-path-outside"])
    #expect(found.gaps.map(\.finding.rule.code) == ["input-missing", "input-missing"])
  }

  @Test("patterns agree with the obvious definition on every small input")
  func patterns() {
    func obvious(_ name: ArraySlice<Character>, _ pattern: ArraySlice<Character>) -> Bool {
      guard let first = pattern.first else { return name.isEmpty }
      if first == "*" {
        return (name.startIndex...name.endIndex).contains {
          obvious(name[$0...], pattern.dropFirst())
        }
      }
      guard let letter = name.first, first == "?" || first == letter else { return false }
      return obvious(name.dropFirst(), pattern.dropFirst())
    }
    func words(_ letters: [Character], upTo length: Int) -> [[Character]] {
      var all: [[Character]] = [[]]
      var last = all
      for _ in 0..<length {
        last = last.flatMap { word in letters.map { word + [$0] } }
        all += last
      }
      return all
    }
    for pattern in words(["a", "b", "*", "?"], upTo: 4) {
      for name in words(["a", "b"], upTo: 4) {
        #expect(
          Glob.matches(name, pattern) == obvious(name[...], pattern[...]),
          "\(String(name)) \(String(pattern))")
      }
    }
  }
}
