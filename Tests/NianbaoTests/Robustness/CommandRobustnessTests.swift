import Foundation
import Testing

@Suite("Robustness: what commands say and how they end")
struct CommandRobustnessTests {
  private static let commands = ["run", "check", "explain", "report", "compare"]

  @Test(
    "wrong usage ends with 64 and says so on standard error only",
    arguments: [
      ["run"], ["run", "a", "b"], ["run", "a", "--jobs", "0"], ["run", "a", "--jobs", "many"],
      ["run", "a", "--no-such-option"], ["check"], ["explain", "a"],
      ["explain", "a", "--task", "1"],
      ["explain", "a", "--unit", "甲", "--task", "1", "--request", "2"],
      ["report", "a"], ["compare", "a"], ["no-such-command"],
    ])
  func usage(arguments: [String]) throws {
    let ending = try Program.run(arguments, in: "/")
    #expect(ending.status == 64, "\(ending.err)")
    #expect(ending.out == "")
    #expect(!ending.err.isEmpty)
  }

  @Test(
    "every command explains itself in Chinese",
    arguments: commands + [
      "fold", "merge", "finish", "forms", "check-report", "workdays", "verify", "rules",
      "reference", "carryover", "import", "plan", "bench",
    ])
  func help(command: String) throws {
    let ending = try Program.run([command, "--help"])
    #expect(ending.status == 0)
    #expect(ending.err == "")
    #expect(!ending.out.contains("help."))
    // Each of the command's own lines holds Chinese.
    let lines = ending.out.split(separator: "\n").filter {
      $0.hasPrefix("  -") || $0.hasPrefix("  <")
    }
    #expect(!lines.isEmpty)
    for line in lines where !line.contains("--help") && !line.contains("--version") {
      let isChinese = line.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
      // A long option stands alone; its words are on the next line.
      #expect(isChinese || line.split(separator: " ").count <= 4, "\(line)")
    }
    #expect(ending.out.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
  }

  @Test("--json gives one JSON object on standard output, however the run ends")
  func json() throws {
    let pipeline = try SmallPipeline()
    func object(_ ending: Program.Ending) throws -> [String: Any] {
      try #require(
        try JSONSerialization.jsonObject(with: Data(ending.out.utf8)) as? [String: Any],
        "\(ending.out)")
    }
    let out = ["--output", pipeline.output, "--json"]
    for command in ["run", "check"] {
      let ending = try Program.run([command, pipeline.folder] + out)
      #expect(ending.status == 0)
      #expect(try object(ending)["exit"] as? Int == 0)
      #expect(ending.err == "")
    }
    try pipeline.change("inputs/依申请公开/登记簿.csv", "2022-03-01", to: "某日")
    let blocked = try Program.run(["run", pipeline.folder] + out)
    #expect(blocked.status == 65)
    #expect(try object(blocked)["status"] as? String == "blocked")
    #expect(blocked.err.contains("[register-row-quarantined]"))
    try pipeline.write("units: [", to: "pipeline.yaml")
    let wrong = try Program.run(["run", pipeline.folder] + out)
    #expect(wrong.status == 78)
    #expect(try object(wrong)["exit"] as? Int == 78)
    let missing = try Program.run(["run", pipeline.root + "/none"] + out)
    #expect(missing.status == 66)
    #expect(try object(missing)["exit"] as? Int == 66)
  }

  @Test("names that no register holds are answered with usage, not with a crash")
  func unknownNames() throws {
    let pipeline = try SmallPipeline()
    for arguments in [
      ["--unit", "县财政"], ["--unit", "县财政局", "--indicator", "Z9"],
      ["--unit", "县财政局", "--task", "99"], ["--unit", "县财政局", "--request", "无"],
      ["--cell", "9.9/无"],
    ] {
      let ending = try Program.run(["explain", pipeline.folder] + arguments)
      #expect(ending.status == 64, "\(arguments): \(ending.err)")
      #expect(ending.err.contains("“"), "\(ending.err)")
    }
    let absent = try Program.run(
      ["explain", pipeline.folder, "--what-if", pipeline.root + "/none.yaml"])
    #expect(absent.status == 66, "\(absent.err)")
  }

  @Test("a bad file never stops another, and the problem list names each")
  func badFiles() throws {
    let pipeline = try SmallPipeline()
    let old =
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 1_000)
    let kinds = ["台账", "进展日志", "日常检查", "文件目录"]
    var names: [String] = []
    for kind in kinds {
      try pipeline.write(Data(old), to: "inputs/\(kind)/旧格式.xlsx")
      try pipeline.write(Data(), to: "inputs/\(kind)/空文件.csv")
      try pipeline.write(Data(), to: "inputs/\(kind)/空工作簿.xlsx")
      try pipeline.write(Data("PK\u{3}\u{4}broken".utf8), to: "inputs/\(kind)/坏工作簿.xlsx")
      try pipeline.write(Data([0xFF, 0xFF, 0x00, 0x81]), to: "inputs/\(kind)/乱码.csv")
      try pipeline.write("x", to: "inputs/\(kind)/文件夹.csv/里面.txt")
      try FileManager.default.createSymbolicLink(
        atPath: pipeline.folder + "/inputs/\(kind)/断链.csv", withDestinationPath: "没有.csv")
      try FileManager.default.createSymbolicLink(
        atPath: pipeline.folder + "/inputs/\(kind)/外面.csv", withDestinationPath: "/etc/hostname")
      names += [
        "旧格式.xlsx", "空文件.csv", "空工作簿.xlsx", "坏工作簿.xlsx", "乱码.csv", "文件夹.csv", "断链.csv", "外面.csv",
      ]
      .map { "inputs/\(kind)/\($0)" }
    }
    let ending = try Program.run(["run", pipeline.folder, "--output", pipeline.output])
    // What a refused file would have said is unknown, so that nothing is published.
    #expect(ending.status == 65, "\(ending.err)")
    let list = try String(contentsOfFile: pipeline.output + "/问题清单.txt", encoding: .utf8)
    // The text wraps long lines.
    let flat = list.replacingOccurrences(of: "\n", with: "")
    for name in names { #expect(flat.contains(name), "\(name)") }
    // The good files were read all the same.
    let good = try SmallPipeline()
    let alone = try Program.run(["run", good.folder, "--output", good.output])
    #expect(alone.status == 0)
    let read = try accepted(pipeline)
    for (file, rows) in try accepted(good) { #expect(read[file] == rows, "\(file)") }
  }

  /// How many rows of each file were used, as run.json has it.
  private func accepted(_ pipeline: SmallPipeline) throws -> [String: Int] {
    let data = try Data(contentsOf: URL(fileURLWithPath: pipeline.output + "/run.json"))
    let run = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let inputs = try #require(run["inputs"] as? [[String: Any]])
    return inputs.reduce(into: [:]) { counts, input in
      guard let file = input["file"] as? String, let rows = input["accepted"] as? Int else {
        return
      }
      counts[file, default: 0] += rows
    }
  }
}
