import Foundation
import Testing

@testable import Notices
@testable import WorkPlan

/// Published notices against what careful people read in them, where the data lie beside the repository.
@Suite struct PublishedNoticeTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("shared/data/notices")

  private struct Reading: Decodable {
    struct Clause: Decodable {
      let clause: String
      let doubt: Bool?
    }
    struct Units: Decodable {
      let named: [String]
      let groups: [String]
      let lead: [String]
      let mark: String
      let doubt: Bool?
    }
    struct Item: Decodable {
      let text: String
      let body: String?
      let units: Units
      let clauses: [Clause]
      let doubt: Bool?

      enum CodingKeys: String, CodingKey {
        case text, units, clauses, doubt
        case body = "text_body"
      }
    }
    let year: Int?
    let tasks: [Item]
  }

  private static let pairs = [
    ("shizhong-2021", "shizhong_2021"), ("yiyuan-2021", "yiyuan_2021"),
    ("yiyuan-2022", "yiyuan_2022"),
    ("weifang_2017", "weifang_2017"), ("chizhou_xfj", "chizhou_xfj"),
  ]

  private static func flat(_ words: String) -> String {
    var result = words.filter { !$0.isWhitespace }
    for (from, to) in [("(", "（"), (")", "）"), (",", "，"), (":", "："), (";", "；")] {
      result = result.replacing(from, with: to)
    }
    return result
  }

  private static func norm(_ clause: String) -> String {
    guard clause.hasPrefix("within "), !clause.contains("after each") else { return clause }
    return clause.split(separator: " ").prefix(2).joined(separator: " ")
  }

  @Test(
    "tasks, units and times agree with careful readers",
    .enabled(if: FileManager.default.fileExists(atPath: folder.path)))
  func agreement() throws {
    var tasks = (found: 0, all: 0, said: 0)
    var clauses = (right: 0, meant: 0, said: 0)
    var units = (right: 0, all: 0)
    for (file, name) in Self.pairs {
      let reading = try JSONDecoder().decode(
        Reading.self,
        from: Data(contentsOf: Self.folder.appendingPathComponent("readings/\(name).json")))
      var text = try String(
        contentsOf: Self.folder.appendingPathComponent("\(file).txt"), encoding: .utf8)
      if file.contains("_") {
        text = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(2).joined(
          separator: "\n")
      }
      var left = Notice(text: text, year: reading.year).tasks
      tasks.said += left.count
      for item in reading.tasks {
        let keys = [item.body, item.text].compactMap { $0 }.map {
          String(Self.flat($0).prefix(20))
        }
        let place = left.firstIndex { task in
          let start = Self.flat(task.text).prefix(120)
          return keys.contains { start.contains($0) }
        }
        if item.doubt == true {
          if let place {
            left.remove(at: place)
            tasks.said -= 1
          }
          continue
        }
        tasks.all += 1
        guard let place else { continue }
        let task = left.remove(at: place)
        tasks.found += 1
        let firm = Set(item.clauses.filter { $0.doubt != true }.map { Self.norm($0.clause) })
        let soft = Set(item.clauses.filter { $0.doubt == true }.map { Self.norm($0.clause) })
        let said = Set(task.clauses.map { Self.norm($0.plainCanonical) }).subtracting(
          soft.subtracting(firm))
        clauses.right += firm.intersection(said).count
        clauses.meant += firm.count
        clauses.said += said.count
        if item.units.doubt == true { continue }
        units.all += 1
        let isRight =
          Set(item.units.named + item.units.lead) == Set(task.units.named)
          && Set(item.units.groups) == Set(task.units.groups)
        units.right += isRight ? 1 : 0
      }
    }
    #expect(tasks.found == tasks.all && tasks.said == tasks.all)
    #expect(clauses.right * 100 >= clauses.meant * 95)
    #expect(clauses.right * 100 >= clauses.said * 97)
    #expect(units.right * 100 >= units.all * 97)
  }
}
