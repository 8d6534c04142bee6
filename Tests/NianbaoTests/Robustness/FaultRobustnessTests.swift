import Foundation
import Testing

@Suite("Robustness: the system refuses its n-th call")
struct FaultRobustnessTests {
  /// What a run meets: calls of the system itself, and of the C library's streams, which the workbook library uses.
  enum Group: String, CaseIterable, Sendable { case system, stdio }

  /// What `make faults` asks for: so many points of each group, or `all` with every error; nil in the usual test run,
  /// because a point costs two runs of the program and there are ten thousand.
  private static let asked = ProcessInfo.processInfo.environment["NIANBAO_FAULTS"]
  private static let tried = asked.flatMap { Int($0) } ?? 90
  private static let isComplete = asked == "all"

  private static let errors: [(name: String, number: Int32)] = [
    ("ENOSPC", ENOSPC), ("EIO", EIO), ("EACCES", EACCES),
  ]

  /// The library that refuses calls, compiled for this test; nil where there is no C compiler.
  private func shim(in folder: String) throws -> String? {
    let source = try #require(
      Bundle.module.path(forResource: "fault_shim", ofType: "c", inDirectory: "Fixtures"))
    let library = folder + "/shim.so"
    let made = try Program.shell("cc -shared -fPIC -O1 -o \(library) \(source) -ldl")
    return made.status == 0 ? library : nil
  }

  @Test(
    "at every call the run ends with 74 and whole outputs, and the next run works",
    .enabled(if: asked != nil, "run by hand: make faults"),
    arguments: Group.allCases)
  func everyCall(_ group: Group) throws {
    let pipeline = try SmallPipeline()
    guard let shim = try shim(in: pipeline.root) else {
      print("⚠️ NOT TESTED: refused calls; there is no C compiler here")
      return
    }
    let arguments = ["run", pipeline.folder, "--output", pipeline.output, "--jobs", "1"]
    func run(at call: Int? = nil, _ error: Int32 = 0) throws -> Program.Ending {
      var environment: [String: String] = [:]
      if let call {
        environment = [
          "LD_PRELOAD": shim, "FAULT_ROOT": pipeline.root, "FAULT_GROUP": group.rawValue,
          "FAULT_AT": String(call), "FAULT_ERRNO": String(error),
          "FAULT_COUNT": pipeline.root + "/count", "FAULT_LOG": pipeline.root + "/log",
        ]
      }
      return try Program.run(arguments, environment: environment)
    }
    try #require(run().status == 0)
    let before = try pipeline.bytes()
    let kept = pipeline.root + "/kept"
    try FileManager.default.copyItem(atPath: pipeline.output, toPath: kept)
    try pipeline.write(SmallPipeline.manual(finance: "12"), to: "inputs/人工评分/评分表.csv")
    try #require(run(at: 0).status == 0)
    let after = try pipeline.bytes()
    #expect(after != before)
    let count = try #require(
      Int(
        try String(contentsOfFile: pipeline.root + "/count", encoding: .utf8).trimmingCharacters(
          in: .whitespacesAndNewlines)))
    #expect(count > 200, "\(count)")

    func restore() throws {
      for name in try FileManager.default.contentsOfDirectory(atPath: pipeline.root + "/out")
      where !name.hasPrefix(".lock-") {
        try FileManager.default.removeItem(atPath: pipeline.root + "/out/" + name)
      }
      try FileManager.default.copyItem(atPath: kept, toPath: pipeline.output)
    }
    let stride = Self.isComplete ? 1 : max(1, count / Self.tried)
    var points = 0
    var harmless: [String: Int] = [:]
    for call in Swift.stride(from: 1, through: count, by: stride) {
      for error in Self.isComplete ? Self.errors : [Self.errors[points % 3]] {
        points += 1
        try restore()
        try? FileManager.default.removeItem(atPath: pipeline.root + "/log")
        let ending = try run(at: call, error.number)
        let what = (try? String(contentsOfFile: pipeline.root + "/log", encoding: .utf8)) ?? "?"
        let place = "call \(call) (\(what)) \(error.name)"
        let now = try pipeline.bytes()
        #expect(now == before || now == after, "\(place): neither the old output nor the new")
        if ending.status == 0, now == after {
          // What the run could do without: the note in a lock, a shorter name for a folder.
          harmless[what, default: 0] += 1
        } else {
          #expect(ending.status == 74, "\(place): \(ending.status) \(ending.err)")
        }
        #expect(!ending.err.contains("[ERROR]"), "\(place): a library speaks")
        #expect(!ending.err.contains(pipeline.root), "\(place): \(ending.err)")
        if points % 15 == 0 {
          let next = try run()
          #expect(next.status == 0, "the run after \(place): \(next.err)")
          #expect(try pipeline.bytes() == after, "the run after \(place)")
        }
      }
    }
    print(
      "faults, \(group.rawValue): \(count) calls, \(points) points tried, no matter: \(harmless)")
    let next = try run()
    #expect(next.status == 0, "\(next.err)")
    #expect(try pipeline.bytes() == after)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: pipeline.root + "/out").sorted()
        == [".lock-small", "small"])
  }
}
