import ArgumentParser
import Forms
import Foundation
import Testing

@testable import Intake
@testable import Pipeline
@testable import Registers
@testable import Reporting
@testable import Tables
@testable import nianbao

/// README.zh.md says only what is true: its commands are run, and what it must name is looked for.
struct GuideTests {
  private static let text =
    (try? String(contentsOfFile: Fixture.root + "/README.zh.md", encoding: .utf8)) ?? ""

  /// The commands of the guide, in order, a remark at the end left off.
  private static let commands: [[String]] = text.split(separator: "\n").compactMap { line in
    guard line.hasPrefix("    nianbao ") else { return nil }
    let words = line.split(separator: " ").map(String.init)
    return Array(words[1..<(words.firstIndex { $0.hasPrefix("#") } ?? words.count)])
  }

  /// The block of the guide that is a what-if file.
  private static var question: String {
    text.components(separatedBy: "```yaml\n").dropFirst().first?
      .components(separatedBy: "```").first ?? ""
  }

  @Test func everyCommandOfTheGuideRuns() throws {
    try #require(Self.commands.count >= 18)
    let root = FileManager.default.temporaryDirectory.path + "/nianbao-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: root) }
    for year in [2020, 2021, 2022] {
      let folder = root + "/Pipelines/yiyuan-\(year)"
      try FileManager.default.createDirectory(
        atPath: root + "/Pipelines", withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: Fixture.root + "/Pipelines/yiyuan-2022", toPath: folder)
      let settings = try String(contentsOfFile: folder + "/pipeline.yaml", encoding: .utf8)
      try settings.replacing("pipeline: yiyuan-2022", with: "pipeline: yiyuan-\(year)")
        .write(toFile: folder + "/pipeline.yaml", atomically: true, encoding: .utf8)
    }
    try Self.question.write(toFile: root + "/假设.yaml", atomically: true, encoding: .utf8)
    for command in Self.commands {
      // A second run into the same folder is another command's work.
      if command[0] == "forms" { try? FileManager.default.removeItem(atPath: root + "/填报表") }
      let run = try CommandsRun(command, in: root)
      #expect(
        run.status == 0, "\(command.joined(separator: " "))\n\(run.output.suffix(600))\(run.errors)"
      )
      #expect(!run.output.isEmpty, "\(command.joined(separator: " "))")
    }
    // What the guide says is written is there, and it names every sheet of it.
    for file in ["历年/历年比较.xlsx", "成果/年度考核结果.xlsx", "参考/FieldWords.md", "填报表/沂源县财政局.xlsx"] {
      #expect(FileManager.default.fileExists(atPath: root + "/" + file), "\(file)")
    }
    let book = TableFile.read(path: root + "/成果/年度考核结果.xlsx", name: "年度考核结果.xlsx")
    let sheets = Set(book.tables.compactMap(\.sheet))
    #expect(sheets.count > 15)
    for sheet in sheets { #expect(Self.text.contains(sheet), "\(sheet)") }
  }

  @Test func theGuideNamesEveryKeyColumnAndCommand() {
    for kind in InputKinds.all.listed { #expect(Self.text.contains("`\(kind.key)`"), "\(kind)") }
    let headings =
      ReturnedRows.keyHeadings + ["改正说明"]
      + [
        ReplyForm.opinion, ReplyForm.correction, ReplyForm.decisionHeading, ReplyForm.remarkHeading,
      ] + UnitReply.Decision.allCases.map(\.rawValue)
    for heading in headings { #expect(Self.text.contains(heading), "\(heading)") }
    for command in Nianbao.configuration.subcommands {
      guard command.configuration.shouldDisplay else { continue }
      let name = command.configuration.commandName ?? ""
      #expect(
        Self.text.contains("nianbao \(name) ") || Self.text.contains("`\(name)`"), "\(name)")
    }
    // The guide sends nobody to a page that is not there.
    for page in ReferenceCommand.pages { #expect(Self.text.contains(page.name), "\(page.name)") }
  }
}
