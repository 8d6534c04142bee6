import Foundation
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Pipeline
@testable import ProgressLog
@testable import Scoring
@testable import Statutory
@testable import Tables
@testable import WorkPlan
@testable import nianbao

/// The texts of a written workbook by sheet.
struct HierarchyWords {
  private let sheets: [String: [[String]]]

  init(_ path: String) {
    let content = TableFile.read(path: path, name: "汇总成绩.xlsx")
    sheets = Dictionary(
      content.tables.map { ($0.sheet ?? "", $0.rows.map { $0.cells.map(\.text) }) }
    ) { first, _ in first }
  }

  func rows(_ sheet: String) -> [[String]] { sheets[sheet] ?? [] }
  func text(_ sheet: String) -> String { rows(sheet).joined().joined(separator: "\n") }
}

@Suite("A province of cities of counties")
struct HierarchyProvinceTests {
  /// Two cities and a county that stands directly below the province.
  private func province(further: String = "", city: String = "") throws -> SmallHierarchy {
    try SmallHierarchy(
      .city(
        "province",
        [
          .city("citya", [.county("c1"), .county("c2", ["7", "8", "5.5"])], further: city),
          .city("cityb", [.county("c3", ["9", "9", "9"])]), .county("c4", ["1", "2", "3"]),
        ], further: further))
  }

  @Test("every level publishes its own summary under its own folder, and the top rolls up")
  func publishes() throws {
    let province = try province()
    let run = try province.command()
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(try province.names() == ["c1", "c2", "c3", "c4", "citya", "cityb", "province"])
    for name in ["citya", "cityb", "province"] {
      #expect(
        Set(try province.files(name).keys)
          == ["汇总成绩.xlsx", "问题清单.xlsx", "问题清单.txt", "run.json", "manifest.json"], "\(name)")
    }
    for name in try province.names() {
      #expect(try CommandsRun(["verify", province.outputs + "/" + name]).status == 0, "\(name)")
    }
    let part = HierarchyWords(province.outputs + "/citya/汇总成绩.xlsx")
    #expect(part.rows("成员排名").contains { $0.prefix(2) == ["1", "第1县"] })
    #expect(part.rows("分成员").last?.contains("6") == true)
    let whole = HierarchyWords(province.output + "/汇总成绩.xlsx")
    #expect(whole.rows("成员排名").contains { $0.prefix(2) == ["1", "示例cityb"] })
    #expect(whole.rows("成员排名").contains { $0.prefix(2) == ["3", "第4县"] })
    let before = try province.files()
    #expect(try province.command().status == 0)
    #expect(try province.files() == before)
  }

  @Test("a city run alone and within its province writes the same bytes")
  func sameAlone() throws {
    let province = try province()
    #expect(try province.command().status == 0)
    let alone = province.outputs + "-alone/citya"
    #expect(try CommandsRun(["run", province.folder + "/citya", "--output", alone]).status == 0)
    for (name, bytes) in try province.files("citya") {
      #expect(FileManager.default.contents(atPath: alone + "/" + name) == bytes, "\(name)")
    }
  }

  @Test("cells of the province are sums over all counties")
  func rollUp() async throws {
    let result = try await province().judge()
    #expect(result.statutory.county[3, "1", "自然人"] == Exact(12))
    #expect(result.members.map { $0.tables[3, "1", "自然人"] } == [Exact(6), Exact(3), Exact(3)])
    #expect(result.ranking.unitRanks == [[3, 6, 1, 5, 3, 3], [1, 1, 1], [8, 7, 4]])
  }

  @Test("a blocked county far below holds the whole province back")
  func blocked() throws {
    let province = try province()
    #expect(try province.command().status == 0)
    let before = try province.files()
    try province.score("citya/c1", ["8"])
    for county in ["citya/c2", "cityb/c3", "c4"] { try province.score(county, ["5", "5", "5"]) }
    #expect(try province.command().status == 65)
    let after = try province.files()
    let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
    #expect(Set(changed.map { $0.prefix { $0 != "/" } }) == ["c1", "citya", "province"])
    let endings = ["run.json", "问题清单.txt", "问题清单.xlsx"]
    #expect(changed.allSatisfy { name in endings.contains { name.hasSuffix("/" + $0) } })
    let list = String(decoding: try #require(after["province/问题清单.txt"]), as: UTF8.self)
    #expect(list.contains("[member-blocked] citya"))
  }

  @Test("a county set aside by its city is named at the province, and not ranked there")
  func setAside() async throws {
    let province = try province(city: "waivers: waivers.yaml\n")
    try province.write(
      "- {code: member-blocked, scope: 第1县, who: 市, basis: 纪要, until: 2023-03-31}\n",
      to: "citya/waivers.yaml")
    try province.score("citya/c1", ["8"])
    let result = try await province.judge()
    #expect(result.blocking.isEmpty && result.leftOut == ["第1县"])
    #expect(result.ranking.unitRanks[0].prefix(3) == [nil, nil, nil])
    #expect(result.ranking.unitRanks[0].suffix(3).allSatisfy { $0 != nil })
    #expect(result.ranking.memberRanks == [2, 1, 3])
    #expect(result.statutory.county[3, "1", "自然人"] == Exact(9))
    #expect(try province.command().status == 0)
    let words = HierarchyWords(province.output + "/汇总成绩.xlsx")
    #expect(words.text("三、收到和处理政府信息公开申请情况").contains("（不含第1县）"))
    #expect(try !province.files("c1").keys.contains("年度考核结果.xlsx"))
  }

  @Test("a city set aside by the province takes its own counties back too")
  func citySetAside() throws {
    let province = try province(further: "waivers: waivers.yaml\n")
    try province.write(
      "- {code: member-blocked, scope: citya, who: 省, basis: 纪要, until: 2023-03-31}\n",
      to: "waivers.yaml")
    try province.score("citya/c1", ["8"])
    #expect(try province.command().status == 0)
    // c2 is sound, yet its city did not publish.
    #expect(try province.names() == ["c1", "c3", "c4", "citya", "cityb", "province"])
  }

  @Test("faults of any level are told at once, before anything runs, with their folders")
  func faults() throws {
    let province = try province(city: "waivers: waivers.yaml\n")
    try province.write(
      "- {code: none, scope: x, who: x, basis: x, until: 2023-03-31}\n", to: "citya/waivers.yaml")
    try province.write("pipeline: c3\n", to: "cityb/c3/pipeline.yaml")
    let run = try province.command()
    #expect(run.status == 78)
    #expect(run.errors.contains("citya/waivers.yaml"), "\(run.errors)")
    #expect(run.errors.contains("cityb/c3/pipeline.yaml"), "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: province.outputs))
  }

  @Test("two pipelines of one name would share an output folder: refused by name")
  func sameName() throws {
    let province = try SmallHierarchy(
      .city("province", [.city("citya", [.county("c1")]), .city("cityb", [.county("c1")])]))
    let run = try province.command()
    #expect(run.status == 78)
    #expect(run.errors.contains("[member-unfit] cityb/c1"), "\(run.errors)")
  }

  @Test("a link back to a level above ends as a refusal")
  func loop() throws {
    let province = try SmallHierarchy(.city("province", [.county("c1")]))
    try FileManager.default.createSymbolicLink(
      atPath: province.folder + "/loop", withDestinationPath: province.folder)
    let path = province.folder + "/pipeline.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacing("members: [c1]", with: "members: [c1, loop]")
      .write(toFile: path, atomically: true, encoding: .utf8)
    let run = try province.command()
    #expect(run.status == 78)
    #expect(run.errors.contains("[member-unfit] loop"), "\(run.errors)")
  }
}

@Suite("Commands on a pipeline of pipelines")
struct HierarchyCommandTests {
  private func province() throws -> SmallHierarchy {
    try SmallHierarchy(
      .city("province", [.city("citya", [.county("c1"), .county("c2")]), .county("c3")]))
  }

  @Test("check writes the problem list of every level and nothing else")
  func check() throws {
    let province = try province()
    #expect(try province.command("check").status == 0)
    #expect(try province.names() == ["c1", "c2", "c3", "citya", "province"])
    for name in try province.names() {
      #expect(Set(try province.files(name).keys) == ["问题清单.txt", "问题清单.xlsx"], "\(name)")
    }
    #expect(
      try CommandsRun(["check", province.folder + "/c3", "--output", province.outputs + "/c3"])
        .status == 0)
  }

  @Test("check of a province with a blocked county ends blocked and leaves published outputs alone")
  func checkBlocked() throws {
    let province = try province()
    #expect(try province.command().status == 0)
    let before = try province.files()
    try province.score("citya/c1", ["8"])
    let run = try province.command("check")
    #expect(run.status == 65)
    #expect(run.output.contains("[member-blocked]"))
    let after = try province.files()
    let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
    #expect(changed.allSatisfy { $0.contains("问题清单") }, "\(changed)")
    #expect(changed.contains("c1/问题清单.txt") && changed.contains("province/问题清单.txt"))
  }

  @Test(
    "commands that need units and logs name the counties to use them on",
    arguments: [
      ["fold"], ["fold", "--logs"], ["finish"], ["forms", "--output", "forms"],
      ["report", "--unit", "甲局"], ["explain", "--what-if", "x.yaml"],
      ["explain", "--unit", "甲局"], ["explain", "--unit", "丁局", "--indicator", "A"],
    ])
  func refused(arguments: [String]) throws {
    let province = try province()
    let run = try CommandsRun([arguments[0], province.folder] + arguments.dropFirst())
    #expect(run.status == 64)
    #expect(run.errors.contains("[members-only] pipeline.yaml"), "\(run.errors)")
    #expect(run.errors.contains("citya/c1、citya/c2、c3"), "\(run.errors)")
    #expect(!run.errors.contains(province.folder))
    #expect(run.output.isEmpty)
  }

  @Test(
    "comparing and measuring refuse a level above as well",
    arguments: [
      ["compare", "province", "c3"], ["compare", "c3", "province"], ["bench", "fold", "province"],
    ])
  func refusedByLoading(arguments: [String]) throws {
    let province = try province()
    let run = try CommandsRun(
      arguments.map {
        $0 == "province" ? province.folder : $0 == "c3" ? province.folder + "/c3" : $0
      })
    #expect(run.status == 64)
    #expect(run.errors.contains("[members-only] pipeline.yaml"), "\(run.errors)")
    #expect(run.errors.contains("c3"), "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test(
    "partials are a county's own: folded and finished alone they give what the city's run gives it")
  func foldOfAMember() throws {
    let province = try province()
    #expect(try province.command().status == 0)
    let part = try CommandsRun(["fold", province.folder + "/c3", "log/1.csv"])
    #expect(part.status == 0)
    try province.write(part.output, to: "c3.part")
    let alone = province.outputs + "-alone/c3"
    let finish = try CommandsRun(
      ["finish", province.folder + "/c3", province.folder + "/c3.part", "--output", alone])
    #expect(finish.status == 0, "\(finish.errors)")
    for (name, bytes) in try province.files("c3") {
      #expect(FileManager.default.contents(atPath: alone + "/" + name) == bytes, "\(name)")
    }
  }

  @Test("partials of two counties are not merged into one")
  func merge() throws {
    let province = try province()
    // The counties' plans differ, as they do in life.
    try province.write(
      "任务编号,主题,二级主题,工作任务,责任单位,时限要求,权重,责任单位核定,时限核定\n1,主题,,任务二,乙局,6月底前,1,乙局,by 2022-05-31\n",
      to: "c3/plan.csv")
    var parts: [String] = []
    for county in ["citya/c1", "c3"] {
      let path = county.replacing("/", with: "-") + ".part"
      try province.write(
        try CommandsRun(["fold", province.folder + "/" + county, "log/1.csv"]).output, to: path)
      parts.append(province.folder + "/" + path)
    }
    let run = try CommandsRun(["merge"] + parts)
    #expect(run.status == 65)
    #expect(run.errors.contains("[partials-differ]"), "\(run.errors)")
  }

  @Test("a question about a unit that one county has is answered from there")
  func explainUnit() throws {
    let province = try province()
    try province.write("单位,分组\n甲局,部门\n乙局,部门\n丙镇,镇街\n丁局,部门\n", to: "citya/c2/units.csv")
    try province.write(
      "单位,指标编号,得分,依据,评分人,审核人\n丁局,A,4,记录,甲,乙\n", to: "citya/c2/scores/2.csv")
    let question = ["--unit", "丁局", "--indicator", "A"]
    let above = try CommandsRun(["explain", province.folder] + question)
    let own = try CommandsRun(["explain", province.folder + "/citya/c2"] + question)
    #expect(above.status == 0 && above.output == own.output && !own.output.isEmpty)
    #expect(above.errors.contains("“丁局”在下级流水线 citya/c2 里"))
    let several = try CommandsRun(["explain", province.folder, "--unit", "乙局"])
    #expect(several.status == 64 && several.errors.contains("有几个下级都有单位“乙局”"))
  }

  @Test("a cell is told as the sum of the members' cells")
  func explainCell() throws {
    let province = try province()
    let run = try CommandsRun(["explain", province.folder, "--cell", "1/自然人"])
    #expect(run.status == 0, "\(run.errors)")
    let lines = run.output.split(separator: "\n")
    #expect(lines.first?.hasSuffix("：9") == true)
    #expect(lines.contains("  示例citya：6（成员汇总数，计入汇总）"))
    #expect(lines.contains("  第3县：3（成员汇总数，计入汇总）"))
    let one = try CommandsRun(
      ["explain", province.folder, "--cell", "1/自然人", "--unit", "示例citya"])
    #expect(one.status == 0 && one.output.contains("：6"))
    let wrong = try CommandsRun(["explain", province.folder, "--cell", "9/自然人"])
    #expect(wrong.status == 64)
  }
}
