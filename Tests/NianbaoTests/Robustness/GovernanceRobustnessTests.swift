import Foundation
import Testing

@testable import Diagnostics
@testable import Tables

@Suite("Robustness: ranks stay inside until they are approved")
struct GovernanceRobustnessTests {
  /// All texts of a workbook, sheet names included.
  private func texts(_ path: String) -> [String] {
    let content = TableFile.read(path: path, name: path)
    return content.tables.flatMap { table in
      [table.sheet ?? ""] + table.rows.flatMap { $0.cells.map(\.text) }
    }
  }

  private func feedback(_ pipeline: SmallPipeline) throws -> [(unit: String, texts: [String])] {
    try SmallPipeline.units.map { unit in
      let texts = texts(pipeline.output + "/单位反馈/\(unit).xlsx")
      try #require(texts.contains { $0.contains(unit) })
      return (unit, texts)
    }
  }

  @Test("without an approval no output for others ranks, names laggards or shows another's score")
  func withoutApproval() throws {
    let pipeline = try SmallPipeline()
    let ending = try Program.run(["run", pipeline.folder, "--output", pipeline.output])
    #expect(ending.status == 0, "\(ending.err)")
    let rankWords = ["名次", "排名", "第1名", "第一名", "倒数", "末位", "落后"]
    let scores = try scores(pipeline)
    for (unit, texts) in try feedback(pipeline) {
      for text in texts {
        for word in rankWords { #expect(!text.contains(word), "\(unit): \(text)") }
        for other in SmallPipeline.units where other != unit && other != "县政府办公室" {
          #expect(!text.contains(other), "\(unit): \(text)")
        }
        for (other, score) in scores where other != unit && score != scores[unit] {
          #expect(text != score, "\(unit) is shown the score of \(other)")
        }
      }
    }
    let report = try String(
      contentsOfFile: pipeline.output + "/政府信息公开工作年度报告.txt", encoding: .utf8)
    let book = texts(pipeline.output + "/政府信息公开工作年度报告.xlsx")
    #expect(report.contains("测试县"))
    for word in rankWords {
      #expect(!report.contains(word))
      #expect(!book.contains { $0.contains(word) }, "\(word)")
    }
    for (unit, score) in scores {
      #expect(!report.contains(score), "\(unit)")
      #expect(!book.contains { $0.contains(score) }, "\(unit)")
    }
    // What is internal still ranks.
    #expect(texts(pipeline.output + "/年度考核结果.xlsx").contains { $0.contains("名次") })
    let json = try String(contentsOfFile: pipeline.output + "/run.json", encoding: .utf8)
    #expect(json.contains("\"rank\""))
  }

  @Test("with an approval each unit reads its own rank, and still nobody else's")
  func withApproval() throws {
    let pipeline = try SmallPipeline()
    try pipeline.change(
      "pipeline.yaml", "ranking_approval: \"\"", to: "ranking_approval: 测政办批〔2023〕2号")
    let ending = try Program.run(["run", pipeline.folder, "--output", pipeline.output])
    #expect(ending.status == 0, "\(ending.err)")
    for (unit, texts) in try feedback(pipeline) {
      #expect(texts.contains { $0.contains("名次") }, "\(unit)")
      for other in SmallPipeline.units where other != unit && other != "县政府办公室" {
        #expect(!texts.contains { $0.contains(other) }, "\(unit)")
      }
    }
  }

  /// The units' scores by name, as run.json has them.
  private func scores(_ pipeline: SmallPipeline) throws -> [String: String] {
    let data = try Data(contentsOf: URL(fileURLWithPath: pipeline.output + "/run.json"))
    let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    var scores: [String: String] = [:]
    for unit in try #require(json["units"] as? [[String: Any]]) {
      scores[try #require(unit["unit"] as? String)] = try #require(unit["score"] as? String)
    }
    try #require(scores.count == SmallPipeline.units.count)
    return scores
  }
}
