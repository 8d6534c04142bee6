import Foundation
import TestSupport
import Testing

@Suite("Robustness: the system refuses its n-th call")
struct FaultRobustnessTests {
  /// What is tried; every command that reads or writes something.
  private static let commands = [
    "run", "check", "forms", "report", "import", "review", "fold", "merge", "finish",
    "check-report", "verify", "explain", "compare", "reference",
  ]

  /// What `make faults` asks for: so many points of each command, or `all`.
  ///
  /// Nil in the usual test run, which tries a few points of `run` only: a point costs one run of the program, and there
  /// are thousands.
  private static let asked = ProcessInfo.processInfo.environment["NIANBAO_FAULTS"]
  /// Of which commands; all where it is not said.
  private static let wanted = ProcessInfo.processInfo.environment["NIANBAO_FAULTS_OF"]

  private static var tried: [String] {
    guard asked != nil else { return ["run"] }
    return wanted.map { $0.split(separator: ",").map(String.init) } ?? commands
  }

  private static let errors: [(name: String, number: Int32)] = [
    ("ENOSPC", ENOSPC), ("EIO", EIO), ("EACCES", EACCES),
  ]

  @Test(
    "at every call a command ends with 74 and whole outputs, or as if nothing had been, and the next run works",
    arguments: tried)
  func everyCall(_ command: String) throws {
    guard let bench = try FaultBench(command) else {
      print("⚠️ NOT TESTED: refused calls; no C compiler here, or its library cannot be loaded")
      return
    }
    let stride =
      Self.asked == "all"
      ? 1 : max(1, bench.calls / (Self.asked.flatMap { Int($0) } ?? 14))
    // A start that is no multiple, so that another sample is met than the loops of the program have.
    var tally = FaultBench.Tally()
    for (number, call) in Swift.stride(from: 1 + stride / 3, through: bench.calls, by: stride)
      .enumerated()
    {
      let error = Self.errors[number % Self.errors.count]
      try bench.refuse(call, error.number, error.name, &tally)
    }
    print(
      """
      faults, \(command): \(bench.calls) calls, \(tally.points) refused, \(tally.stopped) ended with 74, \
      \(tally.points - tally.stopped) did not matter
      """)
    try bench.runsAgain()
  }
}

/// One command on a small county, with what it gives where nothing is refused.
private final class FaultBench {
  struct Tally {
    var points = 0
    var stopped = 0
  }

  /// How many calls the command makes of the system that concern its files.
  let calls: Int
  private let pipeline: SmallPipeline
  private let arguments: [String]
  private let shim: String
  private let before: [String: Data]
  private let after: [String: Data]
  private let answer: String

  private static let notice = """
    甲政办字〔2021〕7号
    关于印发2021年甲县政务公开工作要点的通知
    2021年3月5日
    一、重点任务
    （一）推进规划公开。年底前公开全部规划。（责任单位：县发展改革局、各镇、街道）
    （二）强化解读。文件公开后3个工作日内发布解读材料。（责任单位：县政府各部门单位）
    """

  init?(_ command: String) throws {
    pipeline = try SmallPipeline()
    let root = pipeline.root
    let folder = pipeline.folder
    let output = pipeline.output
    shim = root + "/shim.so"
    let source = try #require(
      Bundle.module.path(forResource: "fault_shim", ofType: "c", inDirectory: "Fixtures"))
    guard try Program.shell("cc -shared -fPIC -O1 -o \(shim) \(source)").status == 0 else {
      return nil
    }
    try pipeline.write(Self.notice, to: "../notice.txt")
    let whole = ["run", folder, "--output", output, "--jobs", "1"]
    if ["verify", "check-report"].contains(command) { try Self.must(whole) }
    if ["merge", "finish"].contains(command) {
      let part = try Self.must(["fold", folder, "inputs/进展日志/日志.csv"])
      try part.out.write(toFile: root + "/part", atomically: true, encoding: .utf8)
    }
    let draft = ["import", root + "/notice.txt", "--output", output]
    if command == "review" {
      try Self.must(draft)
      try FileManager.default.copyItem(atPath: output + "/要点核定.xlsx", toPath: root + "/核定.xlsx")
    }
    arguments =
      switch command {
      case "run": whole
      case "report": ["report", folder, "--unit", "县财政局", "--output", output]
      case "import": draft
      case "review": draft + ["--review", root + "/核定.xlsx"]
      case "fold": ["fold", folder, "inputs/进展日志/日志.csv"]
      case "merge": ["merge", root + "/part"]
      case "finish": ["finish", folder, root + "/part", "--output", output]
      case "check-report": ["check-report", output + "/政府信息公开工作年度报告.xlsx"]
      case "verify": ["verify", output, "--pipeline", folder]
      case "explain": ["explain", folder, "--unit", "县财政局"]
      case "compare": ["compare", folder, folder]
      case "reference": ["reference", "--output", output]
      default: [command, folder, "--output", output]
      }
    // Some commands refuse to write twice, or write beside what stands.
    if !["import", "review"].contains(command) { try Self.must(arguments) }
    before = try pipeline.bytes()
    if FileManager.default.fileExists(atPath: root + "/out") {
      try FileManager.default.copyItem(atPath: root + "/out", toPath: root + "/kept")
    }
    if ["run", "check", "forms", "report", "finish"].contains(command) {
      // Another output than the one that stands, so that old and new are told apart.
      try pipeline.write(SmallPipeline.manual(finance: "12"), to: "inputs/人工评分/评分表.csv")
    }
    let good = try Program.run(
      arguments, environment: Self.environment(shim, root, at: 0, errno: 0))
    guard good.status == 0,
      let text = try? String(contentsOfFile: root + "/count", encoding: .utf8),
      let count = Int(text.trimmingCharacters(in: .whitespacesAndNewlines)), count > 0
    else {
      if good.status != 0, good.status != 99 { Issue.record("\(command): \(good)") }
      return nil
    }
    calls = count
    after = try pipeline.bytes()
    answer = good.out
  }

  @discardableResult private static func must(_ arguments: [String]) throws -> Program.Ending {
    let ending = try Program.run(arguments)
    try #require(ending.status == 0, "\(arguments): \(ending.err)")
    return ending
  }

  private static func environment(
    _ shim: String, _ root: String, at call: Int, errno: Int32
  ) -> [String: String] {
    [
      "LD_PRELOAD": shim, "FAULT_ROOT": root, "FAULT_AT": String(call),
      "FAULT_ERRNO": String(errno), "FAULT_COUNT": root + "/count", "FAULT_LOG": root + "/log",
    ]
  }

  /// Runs with one call refused and judges how it ends.
  func refuse(_ call: Int, _ error: Int32, _ errorName: String, _ tally: inout Tally) throws {
    tally.points += 1
    try restore()
    try? FileManager.default.removeItem(atPath: pipeline.root + "/log")
    let ending = try Program.run(
      arguments, environment: Self.environment(shim, pipeline.root, at: call, errno: error))
    let what = (try? String(contentsOfFile: pipeline.root + "/log", encoding: .utf8)) ?? "?"
    let place: Comment = "\(arguments[0]), call \(call) (\(what)) \(errorName): \(ending)"
    let now = try pipeline.bytes()
    // What is renewed file by file is old or new, file by file.
    let isWhole =
      arguments[0] == "reference"
      ? now.allSatisfy { before[$0] == $1 || after[$0] == $1 } : now == before || now == after
    #expect(isWhole, place)
    if ending.status == 0, now == after, ending.out == answer {
      // The note in a lock, a part file that could be made elsewhere, a closing of what had been read.
    } else {
      tally.stopped += 1
      #expect(ending.status == 74, place)
      #expect(ending.err.contains("错误 ["), place)
    }
    // No word of a library, no path of the machine.
    #expect(!ending.err.contains("[ERROR]") && !ending.err.contains(pipeline.root), place)
    let left = try leftovers()
    if !left.isEmpty || tally.points % 20 == 0 { try runsAgain(after: place) }
  }

  /// The next run, in which nothing is refused, does its work and clears what the last one could not.
  func runsAgain(after place: Comment = "") throws {
    if arguments[0] == "import", !arguments.contains("--review") { try restore() }
    let next = try Program.run(arguments)
    #expect(next.status == 0, "after \(place): \(next.err)")
    #expect(try pipeline.bytes() == after, "after \(place)")
    #expect(try leftovers().isEmpty, "after \(place)")
  }

  private func leftovers() throws -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: pipeline.root + "/out")) ?? []
    return names.filter { !$0.hasPrefix(".lock-") && $0 != "small" }
  }

  private func restore() throws {
    let manager = FileManager.default
    let out = pipeline.root + "/out"
    if try pipeline.bytes() == before, try leftovers().isEmpty { return }
    if manager.fileExists(atPath: out) { try manager.removeItem(atPath: out) }
    if manager.fileExists(atPath: pipeline.root + "/kept") {
      try manager.copyItem(atPath: pipeline.root + "/kept", toPath: out)
    }
  }
}
