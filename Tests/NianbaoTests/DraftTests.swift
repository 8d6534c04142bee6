import Foundation
import Publishing
import Testing

@testable import AnnualReport
@testable import Pipeline
@testable import Reporting
@testable import nianbao

@Suite("What a text that cannot be proved leaves behind")
struct DraftTests {
  /// Every file below a folder with its bytes.
  private func files(_ folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      // A folder cannot be read as a file.
      files[name] = try? Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
    }
    return files
  }

  @Test(
    "a number without a source in the text keeps the published outputs and marks every document of the draft"
  )
  func blockedByTheText() throws {
    let county = try PipelineCopy(of: Fixture.workedCase("01"))
    let output = county.folder + "-output"
    defer { try? FileManager.default.removeItem(atPath: output) }
    #expect(try CommandsRun(["run", county.folder, "--output", output]).status == 0)
    let before = try files(output)

    let template = county.folder + "/templates"
    try FileManager.default.createDirectory(atPath: template, withIntermediateDirectories: true)
    try "{{organ}}{{year}}年年度报告\n一、总体情况\n全年公开信息98765条。\n".write(
      toFile: template + "/annual-report.mustache", atomically: true, encoding: .utf8)
    #expect(try CommandsRun(["run", county.folder, "--output", output]).status == 65)
    var after = try files(output)
    let changed: Set = ["run.json", "问题清单.txt", "问题清单.xlsx"]
    #expect(Set(before.keys) == Set(after.keys))
    for (name, bytes) in before where !changed.contains(name) {
      #expect(after[name] == bytes, "\(name)")
    }
    let list = String(decoding: try #require(after["问题清单.txt"]), as: UTF8.self)
    #expect(list.contains("98765"))

    #expect(try CommandsRun(["run", county.folder, "--output", output, "--draft"]).status == 65)
    after = try files(output)
    for (name, bytes) in before where !changed.contains(name) {
      #expect(after[name] == bytes, "\(name)")
    }
    let drafts = after.keys.filter { $0.hasPrefix("草稿/") }.map { String($0.dropFirst(3)) }
    let published = before.keys.filter { !changed.contains($0) && $0 != "manifest.json" }
    #expect(Set(drafts) == Set(published))
    let text = try #require(after["草稿/" + ReportName.published + ".txt"])
    #expect(String(decoding: text, as: UTF8.self).contains(Publicity.draft.mark))
    for name in [AssessmentWorkbook.fileName, StatutoryWorkbook.fileName] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/unzip")
      process.arguments = ["-p", output + "/草稿/" + name, "xl/sharedStrings.xml"]
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      let words = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(words.contains(Publicity.draft.mark), "\(name)")
    }
  }
}
