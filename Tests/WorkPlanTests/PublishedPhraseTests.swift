import TestSupport
import Testing

@testable import Disclosure
@testable import WorkPlan

/// The phrases of the three published plans, with what they mean, checked by hand.
@Suite struct PublishedPhraseTests {
  @Test("every deadline phrase of the three notices reads as checked by hand")
  func deadlines() throws {
    let records = try fixtureRecords("notices/deadlines.tsv", in: .module)
    #expect(records.count >= 45)
    for record in records {
      let year = record[0].hasSuffix("2022") ? 2022 : 2021
      let read = DeadlineParser.parse(record[2], year: year)
      let canonical = read.clauses.map(\.canonical).joined(separator: "; ")
      let problems = read.problems.map { "\($0.kind)" }.sorted().joined(separator: " ")
      #expect(canonical == record[3], "\(record[0]) \(record[1]) \(record[2])")
      #expect(
        problems == record[4].split(separator: " ").sorted().joined(separator: " "),
        "\(record[0]) \(record[1]) \(record[2])")
    }
  }

  @Test("soft wording marks the clause, and each clause keeps what it speaks of")
  func objects() {
    let soft = DeadlineParser.parse(
      "市政府门户网站原则上2022年上半年完成改造，其他政府网站和政务新媒体2022年年底前基本完成改造。", year: 2022)
    #expect(soft.clauses.map(\.isSoft) == [true, true])
    #expect(soft.clauses.map(\.object) == ["市政府门户网站", "其他政府网站和政务新媒体"])
    let penalties = DeadlineParser.parse(
      "信息形成或者变更之日起20个工作日内公开，行政处罚信息于处罚结果作出后7个工作日内公开。", year: 2022)
    #expect(penalties.clauses.map(\.object) == [nil, "行政处罚信息"])
    #expect(penalties.clauses.map(\.isSoft) == [false, false])
  }

  static func registry(of place: String) throws -> UnitRegistry {
    let units = try fixtureRecords("notices/units.tsv", in: .module, hasHeader: false)
      .filter { $0[0] == place }
      .map { record in
        ReportingUnit(
          name: record[1], group: record[2], aliases: record[3].isEmpty ? [] : [record[3]],
          attributes: record[4].isEmpty ? [] : [record[4]])
      }
    let both = ["各镇、街道、经济开发区", "各镇（街道、经济开发区）"]
    return UnitRegistry(
      units: units,
      spellings: place == "yiyuan"
        ? [
          "县直部门": ["县政府各部门", "县政府各部门单位"], "镇街": ["各镇（街道）"] + both,
          "开发区": ["经济开发区"] + both,
        ] : ["区直部门": ["区政府各部门单位"], "镇街": ["各镇人民政府、各街道办事处"]])
  }

  @Test("every responsible-unit cell of the three notices binds whom it names and nobody else")
  func responsibilities() throws {
    let records = try fixtureRecords("notices/responsibilities.tsv", in: .module)
    #expect(records.count >= 60)
    for record in records {
      let registry = try Self.registry(of: record[0].hasPrefix("yiyuan") ? "yiyuan" : "shizhong")
      #expect(registry.diagnostics == [])
      let read = ResponsibilityParser.parse(record[2], in: registry)
      func names(_ role: DutyRole) -> [String] {
        read.duties.filter { $0.role == role }.map { registry.units[$0.unit].name }
      }
      func expected(_ list: String) -> [String] {
        list.split(separator: " ").flatMap { word -> [String] in
          guard word.first == "@" else { return [String(word)] }
          return registry.units.filter { $0.group == word.dropFirst() }.map(\.name)
        }
      }
      let lead = Set(expected(record[4]))
      let context = "\(record[0]) \(record[1]) \(record[2]): \(read.problems)"
      #expect(Set(names(.lead)) == lead, "\(context)")
      #expect(Set(names(.responsible)) == Set(expected(record[5])).subtracting(lead), "\(context)")
      #expect(read.duties.map(\.unit) == read.duties.map(\.unit).sorted(), "\(context)")
      #expect("\(read.mark)" == record[3], "\(context)")
      let isByAttribute = record[2].hasPrefix("编制规划")
      #expect(read.problems.isEmpty == (record[3] == "closed" && !isByAttribute), "\(context)")
    }
  }
}
