import Foundation
import RunRecord
import Settings
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Pipeline
@testable import Privacy
@testable import ProgressLog
@testable import Reporting
@testable import Scoring
@testable import Statutory
@testable import Tables
@testable import WorkPlan
@testable import nianbao

/// A city of two counties, with scores that decide places.
private func smallCity(
  _ scores: [[String]] = [["8", "6", "9"], ["7", "8", "5.5"]], year: Int = 2022,
  published: String? = nil
) throws -> SmallHierarchy {
  let city = try SmallHierarchy(
    .city(
      "city",
      [.county("c1", scores[0]), .county("c2", scores[1], year: year)],
      further: published == nil ? "" : "inputs: {declared: [\"declared/*\"]}\n"))
  if let published { try city.write(published, to: "declared/table3.csv") }
  return city
}

@Suite("A pipeline of pipelines")
struct HierarchyTests {
  @Test("units are ranked within their county and across all, members by their mean")
  func ranking() async throws {
    let city = try smallCity()
    let result = try await city.judge()
    #expect(result.members.map { $0.units.map(\.rank) } == [[1, 2, 1], [2, 1, 1]])
    #expect(result.ranking.unitRanks == [[1, 4, 1], [3, 1, 2]])
    #expect(result.ranking.means.map { $0?.fixed(decimals: 4) } == ["7.6667", "6.8333"])
    #expect(result.ranking.memberRanks == [1, 2])
    let again = try await city.judge()
    #expect(result.record.bytes == again.record.bytes)
  }

  @Test(
    "the city's statutory cells are the sums of the counties' cells; an unknown one stays unknown")
  func rollUp() async throws {
    let city = try smallCity()
    let result = try await city.judge()
    for cell in ReportForm.current.cells {
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
    let city = try smallCity(
      published: header + "1,新收,\(value),0,0,0,0,0,\(value)\n")
    let records = try await city.judge().statutory.identities.filter { $0.identity == .unitsAddUp }
    let own = records.filter { $0.item == "1/自然人" }
    #expect(own.count == 1)
    #expect(own.first?.verdict == (isBroken ? .broken : .holds))
  }

  @Test("of a table published before, only the cells that it has are compared")
  func partlyPublished() async throws {
    // Two columns are missing, all rows but two, and one cell is blank.
    let city = try smallCity(
      published: "行号,行名,自然人,商业企业,科研机构,社会公益组织,总计\n1,新收,6,0,0,,6\n3.3.1,秘密,7,0,0,0,6\n")
    let result = try await city.judge()
    let records = result.statutory.identities.filter { $0.identity == .unitsAddUp }
    #expect(records.count == 10)
    let notHeld = Dictionary(
      uniqueKeysWithValues: records.filter { $0.verdict != .holds }.map { ($0.item, $0.verdict) })
    #expect(notHeld == ["1/社会公益组织": .unknown, "3.3.1/自然人": .broken])
    #expect(result.problems.counts["declared-table-incomplete"] == nil)
    #expect(result.problems.counts["county-table-differs"] == 1)
  }

  @Test("a county without a score has no mean, and its city is blocked")
  func unknown() async throws {
    let city = try smallCity([["8", "6"], ["7", "8", "5.5"]])
    let result = try await city.judge()
    #expect(result.ranking.means[0] == nil && result.ranking.memberRanks == [nil, 1])
    // Its figures are unproved: not even the units with a score have a place across.
    #expect(result.ranking.unitRanks == [[nil, nil, nil], [2, 1, 1]])
    #expect(result.blocking.map(\.rule.code) == ["member-blocked"])
  }

  @Test("a county of another year is refused by name")
  func unfit() async throws {
    let city = try smallCity(year: 2021)
    do {
      _ = try await city.judge()
      Issue.record("ran")
    } catch let refused as RefusedPipeline {
      #expect(Set(refused.problems.map(\.rule.code)) == ["member-unfit"])
      #expect(Set(refused.problems.map(\.location.file)) == ["c2"])
    }
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
    let city = try smallCity()
    #expect(try city.command().status == 0)
    let written = try city.files()
    #expect(try city.command().status == 0)
    #expect(try city.files() == written)
    #expect(
      Set(try city.files("city").keys)
        == ["汇总成绩.xlsx", "问题清单.xlsx", "问题清单.txt", "run.json", "manifest.json"])
    for name in ["city", "c1", "c2"] {
      let folder = city.folder + (name == "city" ? "" : "/" + name)
      let proof = try CommandsRun(["verify", city.outputs + "/" + name, "--pipeline", folder])
      #expect(proof.status == 0, "\(proof.output)")
    }

    let bytes = try #require(written["city/run.json"])
    let json = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    let path = city.output + "/" + HierarchyWorkbook.fileName
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

  @Test("a blocked county is not ranked, in the draft neither, and its units have no place across")
  func blockedIsNotRanked() throws {
    let city = try smallCity([["8", "6"], ["7", "8", "5.5"]])
    let draft = try city.command("run", ["--draft"])
    #expect(draft.status == 65)
    let copy = city.output + "/草稿/" + HierarchyWorkbook.fileName
    let members = try rows("成员排名", of: copy, first: "名次").filter { $0["名次"] != "合计" }
    #expect(members.map { $0["名次"] } == ["1", "—"])
    #expect(members.map { $0["平均分"] } == ["6.83", "未知"])
    #expect(members.map { $0["状态"] } == ["完成", "阻断，未排名"])
    let units = try rows("单位总排名", of: copy, first: "总名次")
    let blocked = units.filter { $0["成员"] == "第1县" }
    #expect(blocked.count == 3 && blocked.allSatisfy { $0["总名次"] == "—" })
    #expect(units.filter { $0["成员"] == "第2县" }.map { $0["总名次"] } == ["1", "2", "1"])
  }

  @Test("an applicant's name of any county is masked in what the city writes")
  func privacy() async throws {
    let city = try smallCity()
    try city.write(
      "登记编号,单位,申请人类型,收到日期,答复日期,答复结果,申请人姓名\n1,甲局,自然人,2022-03-01,2022-03-08,3.3.1,欧阳某某\n",
      to: "c2/requests/1.csv")
    let result = try await city.judge()
    #expect(!result.gate.masked("欧阳某某来电").contains("欧阳某某"))
  }
}
