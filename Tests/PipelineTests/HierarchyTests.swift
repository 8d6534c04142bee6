import Assessment
import Diagnostics
import Disclosure
import Foundation
import PipelineRuntime
import Reporting
import Statutory
import Tables
import Testing

@testable import nianbao

/// A city of two counties, each with three units, one request a unit, and scores that decide places.
private struct SmallCity: ~Copyable {
  let folder: String

  init(scores: [[String]], year: Int = 2022, city: String? = nil) throws {
    folder = NSTemporaryDirectory() + "nianbao-city-\(UUID().uuidString)/city"
    for (number, own) in scores.enumerated() { try county(number + 1, own, year) }
    try write(
      settings("city", "示例市", 2022) + "members: [c1, c2]\n"
        + (city == nil ? "" : "inputs: {declared: [\"declared/*\"]}\n"), to: "pipeline.yaml")
    if let city { try write(city, to: "declared/table3.csv") }
  }

  private func settings(_ name: String, _ jurisdiction: String, _ year: Int) -> String {
    """
    pipeline: \(name)
    title: 示例
    jurisdiction: \(jurisdiction)
    publisher: 甲局
    year: \(year)
    as_of: \(year + 1)-01-31
    effective_from: \(year)-01-01

    """
  }

  private func county(_ number: Int, _ scores: [String], _ year: Int) throws {
    try write(
      settings("c\(number)", "第\(number)县", number == 2 ? year : 2022) + """
        units: units.csv
        plan: plan.csv
        indicators: indicators.yaml
        inputs:
          progress: ["log/*"]
          requests: ["requests/*"]
          manual_scores: ["scores/*"]

        """, to: "c\(number)/pipeline.yaml")
    try write("单位,分组\n甲局,部门\n乙局,部门\n丙镇,镇街\n", to: "c\(number)/units.csv")
    try write(
      "任务编号,主题,二级主题,工作任务,责任单位,时限要求,权重,责任单位核定,时限核定\n"
        + "1,主题,,任务一,甲局,6月底前,1,甲局,by \(year)-06-30\n",
      to: "c\(number)/plan.csv")
    try write(
      """
      system: small
      title: 指标
      basis: 示例
      full: 10
      rounding: {places: 2, at: indicator}
      ranking: {within: group, ties: shared}
      not_applicable: renormalise
      grades: [{name: 合格, from: 0}]
      indicators:
        - {id: A, name: 组织, points: 10, rule: {manual: true}}
      """, to: "c\(number)/indicators.yaml")
    try write(
      "公开日期,单位,任务编号,事项类型,标题,网址\n2022-05-06,甲局,1,信息公开,标题,\n", to: "c\(number)/log/1.csv")
    let units = ["甲局", "乙局", "丙镇"]
    try write(
      "登记编号,单位,申请人类型,收到日期,答复日期,答复结果\n"
        + units.enumerated().map {
          "\($0)-\(number),\($1),自然人,2022-03-01,2022-03-08,3.3.1\n"
        }.joined(), to: "c\(number)/requests/1.csv")
    try write(
      "单位,指标编号,得分,依据,评分人,审核人\n"
        + zip(units, scores).map { "\($0),A,\($1),记录,甲,乙\n" }.joined(),
      to: "c\(number)/scores/1.csv")
  }

  private func write(_ text: String, to file: String) throws {
    let path = folder + "/" + file
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  func run() async throws -> HierarchyResult {
    let configuration = try #require(MembersStage.configuration(of: folder))
    return try await MembersStage(jobs: 1) {
      MemberOutcome(isRefused: $0.isBlocked, problems: $0.problems)
    }.run(configuration)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: (folder as NSString).deletingLastPathComponent)
  }
}

@Suite("A pipeline of pipelines")
struct HierarchyTests {
  @Test("units are ranked within their county and across all, members by their mean")
  func ranking() async throws {
    let city = try SmallCity(scores: [["8", "6", "9"], ["7", "8", "5.5"]])
    let result = try await city.run()
    #expect(result.members.map { $0.units.map(\.rank) } == [[1, 2, 1], [2, 1, 1]])
    #expect(result.ranking.places == [[1, 4, 1], [3, 1, 2]])
    #expect(result.ranking.means.map { $0?.fixed(places: 4) } == ["7.6667", "6.8333"])
    #expect(result.ranking.memberPlaces == [1, 2])
    let again = try await city.run()
    #expect(HierarchyJSON.bytes(of: result) == HierarchyJSON.bytes(of: again))
  }

  @Test(
    "the city's statutory cells are the sums of the counties' cells; an unknown one stays unknown")
  func rollUp() async throws {
    let city = try SmallCity(scores: [["8", "6", "9"], ["7", "8", "5.5"]])
    let result = try await city.run()
    for cell in StatutoryCell.all {
      let parts = result.members.map { $0.tables[cell] }
      let sum = parts.reduce(Exact?.some(.zero)) { total, part in
        total.flatMap { left in part.map { left + $0 } }
      }
      #expect(result.statutory.county[cell] == sum, "\(cell.name)")
    }
    #expect(result.statutory.county[3, "1", "自然人"] == Exact(6))
    #expect(result.statutory.identities.allSatisfy { $0.verdict != .broken })
  }

  @Test(
    "a table that the city published before is held against the sum (I7)",
    arguments: [("6", false), ("7", true)])
  func published(_ value: String, _ isBroken: Bool) async throws {
    let header = "行号,行名,自然人,商业企业,科研机构,社会公益组织,法律服务机构,其他,总计\n"
    let city = try SmallCity(
      scores: [["8", "6", "9"], ["7", "8", "5.5"]],
      city: header + "1,新收,\(value),0,0,0,0,0,\(value)\n")
    let records = try await city.run().statutory.identities.filter { $0.identity == .i7 }
    let own = records.filter { $0.item == "1/自然人" }
    #expect(own.count == 1)
    #expect(own.first?.verdict == (isBroken ? .broken : .holds))
  }

  @Test("a county without a score has no mean, and its city is blocked")
  func unknown() async throws {
    let city = try SmallCity(scores: [["8", "6"], ["7", "8", "5.5"]])
    let result = try await city.run()
    #expect(result.ranking.means[0] == nil && result.ranking.memberPlaces == [nil, 1])
    #expect(result.ranking.places[0][2] == nil && result.ranking.places[1][2] == 1)
    #expect(result.blocking.map(\.rule.code) == ["member-blocked"])
  }

  @Test("a county of another year is refused by name")
  func unfit() async throws {
    let city = try SmallCity(scores: [["8", "6", "9"], ["7", "8", "5.5"]], year: 2021)
    do {
      _ = try await city.run()
      Issue.record("ran")
    } catch let refused as RefusedPipeline {
      #expect(Set(refused.problems.map(\.rule.code)) == ["member-unfit"])
      #expect(Set(refused.problems.map(\.location.file)) == ["c2"])
    }
  }

  /// Every file below a folder, with its bytes.
  private func files(_ folder: String) throws -> [String: Data] {
    var found: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      let path = folder + "/" + name
      let kind = try FileManager.default.attributesOfItem(atPath: path)[.type]
      guard kind as? FileAttributeType == .typeRegular else { continue }
      found[name] = try Data(contentsOf: URL(fileURLWithPath: path))
    }
    return found
  }

  /// The data rows of a sheet by heading, below the first row that has the heading `first`.
  private func rows(_ sheet: String, of path: String, first: String) throws -> [[String: String]] {
    let content = TableFile.read(path: path, name: HierarchyWorkbook.fileName)
    let table = try #require(content.tables.first { $0.sheet == sheet }, "\(sheet)")
    let texts = table.rows.map { $0.cells.map(\.text) }
    let head = try #require(texts.firstIndex { $0.first == first })
    return texts[(head + 1)...].filter { $0.count == texts[head].count }.map {
      Dictionary(zip(texts[head], $0)) { old, _ in old }
    }
  }

  @Test("a city run twice writes the same bytes, and its workbook has the places of run.json")
  func commandLine() throws {
    let city = try SmallCity(scores: [["8", "6", "9"], ["7", "8", "5.5"]])
    let output = city.folder + "-output/city"
    let again = city.folder + "-again/city"
    for target in [output, again] {
      let run = try CommandsRun(["run", city.folder, "--output", target])
      #expect(run.status == 0, "\(run.errors)")
    }
    let written = try files(city.folder + "-output")
    #expect(try files(city.folder + "-again") == written)
    #expect(
      Set(written.keys.filter { $0.hasPrefix("city/") })
        == [
          "city/汇总成绩.xlsx", "city/问题清单.xlsx", "city/问题清单.txt", "city/run.json",
          "city/manifest.json",
        ])
    #expect(try CommandsRun(["verify", output, "--pipeline", city.folder]).status == 0)

    let bytes = try #require(written["city/run.json"])
    let json = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    let path = output + "/" + HierarchyWorkbook.fileName
    let units = try rows("单位总排名", of: path, first: "总名次")
    let listed = Set(
      units.map { row in
        ["成员", "单位", "总名次", "成员内名次"].map { row[$0] ?? "" }.joined(separator: "/")
      })
    let ranked = try #require(json["units"] as? [[String: Any]])
    let known = ranked.map { unit in
      ["jurisdiction", "unit", "rank_across", "rank"].map { "\(unit[$0] ?? "")" }
        .joined(separator: "/")
    }
    #expect(units.count == 6 && listed == Set(known))
    let members = try rows("成员排名", of: path, first: "名次").filter { $0["名次"] != "合计" }
    let placed = try #require(json["members"] as? [[String: Any]])
    let means = placed.map { member in
      "\(member["jurisdiction"] ?? "")/\(member["rank"] ?? "")"
    }
    #expect(members.map { "\($0["成员"] ?? "")/\($0["名次"] ?? "")" } == means)
    #expect(members.map { $0["平均分"] } == ["7.67", "6.83"])
    let sum = try rows("分成员", of: path, first: "成员").map { $0["新收申请"] }
    #expect(sum == ["3", "3", "6"])
  }

  @Test("a blocked city keeps the workbook it published before, and says why in its problem list")
  func blocked() throws {
    let city = try SmallCity(scores: [["8", "6", "9"], ["7", "8", "5.5"]])
    let output = city.folder + "-output/city"
    #expect(try CommandsRun(["run", city.folder, "--output", output]).status == 0)
    let before = try files(output)
    try "单位,指标编号,得分,依据,评分人,审核人\n甲局,A,8,记录,甲,乙\n".write(
      toFile: city.folder + "/c1/scores/1.csv", atomically: true, encoding: .utf8)
    #expect(try CommandsRun(["run", city.folder, "--output", output]).status == 65)
    let after = try files(output)
    #expect(after["汇总成绩.xlsx"] == before["汇总成绩.xlsx"])
    #expect(after["run.json"] != before["run.json"])
    let text = try #require(after["问题清单.txt"])
    let list = String(decoding: text, as: UTF8.self)
    #expect(list.contains("[member-blocked] c1"))
    let draft = try CommandsRun(["run", city.folder, "--output", output, "--draft"])
    #expect(draft.status == 65)
    let copy = output + "/草稿/" + HierarchyWorkbook.fileName
    let means = try rows("成员排名", of: copy, first: "名次").filter { $0["名次"] != "合计" }
    #expect(means.map { $0["平均分"] } == ["6.83", "未知"])
    #expect(means.map { $0["状态"] } == ["完成", "阻断"])
  }

  @Test("an applicant's name of any county is masked in what the city writes")
  func privacy() async throws {
    let city = try SmallCity(scores: [["8", "6", "9"], ["7", "8", "5.5"]])
    try "登记编号,单位,申请人类型,收到日期,答复日期,答复结果,申请人姓名\n1,甲局,自然人,2022-03-01,2022-03-08,3.3.1,欧阳某某\n"
      .write(toFile: city.folder + "/c2/requests/1.csv", atomically: true, encoding: .utf8)
    let result = try await city.run()
    #expect(!result.gate.masked("欧阳某某来电").contains("欧阳某某"))
  }
}
