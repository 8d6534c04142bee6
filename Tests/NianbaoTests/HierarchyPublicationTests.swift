import Foundation
import Publishing
import Testing

@testable import AnnualReport
@testable import Diagnostics
@testable import Disclosure
@testable import Pipeline
@testable import ProgressLog
@testable import Scoring
@testable import Statutory
@testable import WorkPlan
@testable import nianbao

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

@Suite("A city and its counties appear together or not at all")
struct HierarchyPublicationTests {
  private func city() throws -> SmallHierarchy {
    try SmallHierarchy(.city("city", [.county("c1"), .county("c2")]))
  }

  /// The names of files that differ between two states.
  private func changed(_ before: [String: Data], _ after: [String: Data]) -> Set<String> {
    Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
  }

  @Test("one blocked county holds the others back: they stay as they were, and it says why")
  func blockedCounty() throws {
    let city = try city()
    #expect(try city.command().status == 0)
    let before = try city.files()
    // c2 has new scores too; they must not appear beside an older city.
    try city.score("c1", ["8"])
    try city.score("c2", ["5", "5", "5"])
    let run = try city.command()
    #expect(run.status == 65)
    #expect(run.output.contains("第1县：3个单位，阻断"))
    #expect(run.output.contains("第2县：3个单位，完成"))
    #expect(run.output.contains("本级没有公布"))
    let after = try city.files()
    #expect(
      changed(before, after) == [
        "c1/run.json", "c1/问题清单.xlsx", "c1/问题清单.txt", "city/run.json", "city/问题清单.xlsx",
        "city/问题清单.txt",
      ])
    #expect(try city.names() == ["c1", "c2", "city"])
    #expect(try CommandsRun(["verify", city.outputs + "/c2"]).status == 0)
    let list = String(decoding: try #require(after["city/问题清单.txt"]), as: UTF8.self)
    #expect(list.contains("[member-blocked] c1"))
    let told = try city.command("run", ["--json"]).output
    #expect(
      told.contains(#"{"jurisdiction": "第1县", "pipeline": "c1", "units": 3, "status": "blocked"}"#))
    #expect(
      told.contains(#"{"jurisdiction": "第2县", "pipeline": "c2", "units": 3, "status": "ok"}"#))
    try city.score("c1", ["8", "6", "9"])
    #expect(try city.command().status == 0)
    #expect(try city.files()["c2/run.json"] != before["c2/run.json"])
  }

  @Test("a first run with a blocked county leaves nothing of the sound one")
  func firstRun() throws {
    let city = try city()
    try city.score("c2", [])
    #expect(try city.command().status == 65)
    #expect(try city.names() == ["c2", "city"])
    #expect(try city.command("run", ["--draft"]).status == 65)
    #expect(try city.names() == ["c2", "city"])
    #expect(try city.files("city").keys.contains("草稿/汇总成绩.xlsx"))
    #expect(try city.files("c2").keys.contains("草稿/年度考核结果.xlsx"))
  }

  @Test("a city refused late leaves its counties' outputs as they were")
  func refusedLate() throws {
    let city = try city()
    #expect(try city.command().status == 0)
    let before = try city.files()
    for county in ["c1", "c2"] { try city.score(county, ["5", "5", "5"]) }
    // Another full mark is seen only when both counties have been judged and staged.
    let path = city.folder + "/c2/indicators.yaml"
    let rules = try String(contentsOfFile: path, encoding: .utf8)
    try rules.replacing("full: 10", with: "full: 20").replacing("points: 10", with: "points: 20")
      .write(toFile: path, atomically: true, encoding: .utf8)
    let run = try city.command()
    #expect(run.status == 78)
    #expect(run.errors.contains("[member-unfit] c2"))
    #expect(try city.files() == before)
    #expect(try city.names() == ["c1", "c2", "city"])
  }

  @Test("personal particulars in the city's own documents hold everything back")
  func privacy() throws {
    let city = try city()
    #expect(try city.command().status == 0)
    let before = try city.files()
    for county in ["c1", "c2"] { try city.score(county, ["5", "5", "5"]) }
    let path = city.folder + "/pipeline.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacing("title: 示例", with: "title: 联系13800138000")
      .write(toFile: path, atomically: true, encoding: .utf8)
    let run = try city.command()
    #expect(run.status == 65)
    let touched = changed(before, try city.files())
    #expect(touched.allSatisfy { $0.hasPrefix("city/") }, "\(touched)")
    #expect(try city.names() == ["c1", "c2", "city"])
  }

  @Test("an output that is in use fails the run, and nothing has changed", arguments: ["c1", "c2"])
  func locked(name: String) throws {
    let city = try city()
    #expect(try city.command().status == 0)
    let before = try city.files()
    for county in ["c1", "c2"] { try city.score(county, ["5", "5", "5"]) }
    let owner = OutputOwner(
      pipeline: name, jurisdiction: SmallLevel.county(name).jurisdiction)
    let other = try Publication.begin(
      output: city.outputs + "/" + name, owner: owner, purpose: "run")
    let run = try city.command()
    #expect(run.status == 74)
    #expect(run.errors.contains("[output-locked]"))
    other.abandon()
    #expect(try city.files() == before)
    #expect(try city.names() == ["c1", "c2", "city"])
  }

  @Test("killed before the swaps, every output stands as it was and the next run clears the rest")
  func killed() throws {
    let city = try city()
    #expect(try city.command().status == 0)
    let before = try city.files()
    for county in ["c1", "c2"] { try city.score(county, ["5", "5", "5"]) }
    let run = Program(arguments: ["run", city.folder, "--output", city.output])
    var states: [[String: Data]] = []
    for delay in stride(from: UInt32(2_000), to: 60_000, by: 8_000) {
      let ending = try run.run(killedAfter: delay)
      if ending.wasKilled { states.append(try city.files().filter { !$0.key.hasPrefix(".") }) }
    }
    #expect(try city.command().status == 0)
    let after = try city.files()
    #expect(after["c1/run.json"] != before["c1/run.json"])
    #expect(try city.names() == ["c1", "c2", "city"])
    for state in states {
      // Between two swaps a kill may fall; every single output is whole even then.
      for name in ["c1", "c2", "city"] {
        func part(_ files: [String: Data]) -> [String: Data] {
          files.filter { $0.key.hasPrefix(name + "/") }
        }
        #expect(part(state) == part(before) || part(state) == part(after))
      }
    }
  }
}

@Suite("A city killed while its outputs are swapped in")
struct HierarchyKillTests {
  @Test("the next command finishes the swaps: all outputs are new, or none is")
  func killedWhileSwapping() throws {
    let counties = (1...8).map { "c\($0)" }
    let city = try SmallHierarchy(.city("city", counties.map { .county($0) }))
    #expect(try city.command().status == 0)
    var previous = "8"
    for score in ["5", "6", "7"] {
      for county in counties { try city.score(county, [score, score, score]) }
      let program = try Program(arguments: ["run", city.folder, "--output", city.output]).start()
      // The first output has changed: the others follow within microseconds, which a glance may miss.
      let first = city.outputs + "/c1"
      let before = number(first)
      while number(first) == before, kill(program.process.processIdentifier, 0) == 0 {}
      kill(program.process.processIdentifier, SIGKILL)
      _ = try program.end()
      #expect(try city.command("check").status == 0)
      #expect(try !city.names().contains(".swaps-city"))
      let totals = try Set(counties.map { try total($0, in: city) } + [total("city", in: city)])
      #expect(totals == [score] || totals == [previous], "\(totals)")
      if totals == [score] { previous = score }
    }
    #expect(try city.command().status == 0)
    #expect(try city.names() == (counties + ["city"]).sorted())
  }

  /// The number that the disk knows a folder by.
  private func number(_ path: String) -> UInt64 {
    var info = stat()
    return unsafe lstat(path, &info) == 0 ? UInt64(info.st_ino) : 0
  }

  /// The score of 甲局 in a run.json, without its digits.
  private func total(_ name: String, in city: borrowing SmallHierarchy) throws -> String {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: city.outputs + "/\(name)/run.json"))
    let json = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    let units = try #require(json["units"] as? [[String: Any]])
    let score = try #require(units.first { $0["unit"] as? String == "甲局" }?["score"] as? String)
    return String(score.prefix { $0 != "." })
  }
}

@Suite("Waivers of a city")
struct HierarchyWaiverTests {
  private func waiver(_ code: String, scope: String, until: String = "2023-03-31") -> String {
    "- {code: \(code), scope: \(scope), who: 市政府办公室, basis: 会议纪要7号, until: \(until)}\n"
  }

  /// c1 is blocked by a missing score; the city's waivers.yaml is given.
  private func city(_ waivers: String, second: [String] = ["7", "8", "5.5"]) throws
    -> SmallHierarchy
  {
    let city = try SmallHierarchy(
      .city(
        "city", [.county("c1", ["8", "6"]), .county("c2", second)],
        further: "waivers: waivers.yaml\n"))
    try city.write(waivers, to: "waivers.yaml")
    return city
  }

  @Test(
    "a blocked county waived by name or folder is left out and listed; the others appear",
    arguments: ["第1县", "c1"])
  func applied(scope: String) async throws {
    let city = try city(waiver("member-blocked", scope: scope))
    let result = try await city.judge()
    #expect(result.blocking.isEmpty && result.setAside == [0])
    #expect(result.ranking.memberRanks == [nil, 1])
    #expect(result.statutory.county[3, "1", "自然人"] == Exact(3))
    #expect(result.problems.counts["member-set-aside"] == 1)
    let run = try city.command()
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output.contains("第1县：3个单位，阻断，已豁免"))
    let files = try city.files()
    #expect(files.keys.contains("c2/年度考核结果.xlsx"))
    #expect(
      Set(files.keys.filter { $0.hasPrefix("c1/") }) == [
        "c1/run.json", "c1/问题清单.txt", "c1/问题清单.xlsx",
      ])
    let words = HierarchyWords(city.output + "/汇总成绩.xlsx")
    #expect(words.text("封面").contains("已使用"))
    #expect(words.text("封面").contains("\(scope)：下级的数据阻止公布，市政府办公室决定，依据会议纪要7号，有效期至2023-03-31"))
    #expect(words.text("成员排名").contains("阻断，已豁免：未排名，不计入汇总"))
    for form in StatutoryWorkbook.formSheets.map(\.name) {
      #expect(words.text(form).contains("（不含第1县）"), "\(form)")
    }
    let manifest = String(decoding: try #require(files["city/manifest.json"]), as: UTF8.self)
    #expect(manifest.contains("waivers.yaml"))
  }

  @Test(
    "an expired, an unused and a foreign waiver do not open the way, and are told",
    arguments: [
      ("member-blocked", "第1县", "2023-01-30", "waiver-expired"),
      ("member-blocked", "第2县", "2023-03-31", "waiver-unused"),
      ("score-unknown", "第1县", "2023-03-31", "waiver-unused"),
    ])
  func notApplied(code: String, scope: String, until: String, told: String) async throws {
    let city = try city(waiver(code, scope: scope, until: until))
    let result = try await city.judge()
    #expect(result.blocking.map(\.rule.code) == ["member-blocked"])
    #expect(result.problems.counts[told] == 1)
    #expect(try city.command().status == 65)
  }

  @Test("where every county is blocked there is nothing left to publish, whatever is waived")
  func allBlocked() async throws {
    let city = try city(
      waiver("member-blocked", scope: "第1县") + waiver("member-blocked", scope: "第2县"), second: [])
    let result = try await city.judge()
    #expect(result.setAside.isEmpty && result.blocking.count == 2)
  }

  @Test("a faulty waivers.yaml refuses the city before anything runs")
  func faulty() throws {
    let city = try city(
      "- {code: member-blockd, scope: 第1县, who: 市, basis: 纪要, until: 2023-03-31}\n")
    let run = try city.command()
    #expect(run.status == 78)
    #expect(run.errors.contains("[waiver-code-unknown] waivers.yaml"), "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: city.outputs))
  }

  @Test("personal particulars are never waived")
  func privacy() throws {
    let city = try city(
      waiver("member-blocked", scope: "第1县") + waiver("mobile-number-found", scope: "汇总成绩.xlsx")
        + waiver("mobile-number-found", scope: "示例city"))
    let path = city.folder + "/pipeline.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacing("title: 示例", with: "title: 联系13800138000")
      .write(toFile: path, atomically: true, encoding: .utf8)
    #expect(try city.command().status == 65)
    #expect(!FileManager.default.fileExists(atPath: city.output + "/汇总成绩.xlsx"))
  }
}
