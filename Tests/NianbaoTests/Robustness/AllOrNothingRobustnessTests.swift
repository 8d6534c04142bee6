import Foundation
import Publishing
import Testing

@testable import Pipeline

@Suite("Robustness: all or nothing")
struct AllOrNothingRobustnessTests {
  private func publish(_ pipeline: SmallPipeline) throws -> [String: Data] {
    let ending = try Program.run(["run", pipeline.folder, "--output", pipeline.output])
    try #require(ending.status == 0, "\(ending.err)")
    return try pipeline.bytes()
  }

  /// What stands beside the output: nothing but the lock once a run is over.
  private func neighbours(_ pipeline: SmallPipeline) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: pipeline.root + "/out").sorted()
  }

  @Test("blocked data renew the problem list and run.json, and nothing else")
  func blocked() throws {
    let pipeline = try SmallPipeline()
    let before = try publish(pipeline)
    try pipeline.change("inputs/依申请公开/登记簿.csv", "2022-03-01", to: "某日")
    let ending = try Program.run(["run", pipeline.folder, "--output", pipeline.output])
    #expect(ending.status == 65)
    let after = try pipeline.bytes()
    #expect(Set(after.keys) == Set(before.keys))
    let changed = Set(before.keys.filter { before[$0] != after[$0] })
    #expect(changed == ["run.json", "问题清单.txt", "问题清单.xlsx"])
    #expect(try neighbours(pipeline) == [".lock-small", "small"])
    try pipeline.change("inputs/依申请公开/登记簿.csv", "某日", to: "2022-03-01")
    #expect(try publish(pipeline) == before)
  }

  @Test(
    "wrong configuration, a missing pipeline, an unwritable output: each its status, no byte changed"
  )
  func refused() throws {
    let pipeline = try SmallPipeline()
    let before = try publish(pipeline)
    let missing = try Program.run(
      ["run", pipeline.root + "/none", "--output", pipeline.output])
    #expect(missing.status == 66, "\(missing.err)")
    // A file where a folder should be.
    let occupied = try Program.run(
      ["run", pipeline.folder, "--output", pipeline.folder + "/units.csv/out"])
    #expect(occupied.status == 74, "\(occupied.err)")
    // A folder that no run wrote is not taken.
    let foreign = try Program.run(["run", pipeline.folder, "--output", pipeline.folder])
    #expect(foreign.status == 74, "\(foreign.err)")
    try pipeline.change("indicators.yaml", "points: 60", to: "points: 61")
    let wrong = try Program.run(["run", pipeline.folder, "--output", pipeline.output])
    #expect(wrong.status == 78, "\(wrong.err)")
    #expect(wrong.err.contains("indicators.yaml"))
    for ending in [missing, occupied, foreign, wrong] { #expect(ending.out == "") }
    #expect(try pipeline.bytes() == before)
    #expect(FileManager.default.fileExists(atPath: pipeline.folder + "/units.csv"))
  }

  @Test("killed at any instant, the previous output stands and the next run gives the same bytes")
  func killed() throws {
    let pipeline = try SmallPipeline()
    let before = try publish(pipeline)
    // The new data differ, so that a mixture would show.
    try pipeline.write(SmallPipeline.manual(finance: "12"), to: "inputs/人工评分/评分表.csv")
    let other = try SmallPipeline()
    try other.write(SmallPipeline.manual(finance: "12"), to: "inputs/人工评分/评分表.csv")
    let start = ContinuousClock.now
    let after = try publish(other)
    let whole = start.duration(to: .now) / .microseconds(1)
    #expect(after != before)
    let run = Program(arguments: ["run", pipeline.folder, "--output", pipeline.output])
    var random = SystemRandomNumberGenerator()
    var killed = 0
    for round in 0..<16 {
      // Spread over the run, with the end, where the folders are swapped, tried more often.
      let share = round < 8 ? Double(round) / 8 : Double.random(in: 0.7...1.05, using: &random)
      let ending = try run.run(killedAfter: UInt32(max(1_000, whole * share)))
      if ending.wasKilled { killed += 1 }
      let now = try pipeline.bytes()
      #expect(now == before || now == after, "killed after \(share) of the run")
    }
    #expect(killed > 0)
    #expect(try publish(pipeline) == after)
    #expect(try neighbours(pipeline) == [".lock-small", "small"])
  }

  @Test("a second run of one output is told of the first and leaves it alone")
  func locked() throws {
    let pipeline = try SmallPipeline()
    let before = try publish(pipeline)
    let first = try Publication.begin(
      output: pipeline.output, owner: OutputOwner(pipeline: "small", jurisdiction: "测试县"),
      purpose: "run")
    try first.write("half done", to: "run.json")
    for command in ["run", "check"] {
      let second = try Program.run([command, pipeline.folder, "--output", pipeline.output])
      #expect(second.status == 74)
      #expect(second.err.contains("[output-locked]"), "\(second.err)")
      #expect(second.err.contains("正由另一次运行写入"))
    }
    #expect(
      FileManager.default.contents(atPath: first.staging + "/run.json") == Data("half done".utf8))
    first.abandon()
    #expect(try pipeline.bytes() == before)
    #expect(try publish(pipeline) == before)
  }

  @Test("runs started together end whole, or refused by the lock")
  func together() throws {
    let pipeline = try SmallPipeline()
    let running = try (0..<4).map { _ in
      try Program(arguments: ["run", pipeline.folder, "--output", pipeline.output]).start()
    }
    let endings = try running.map { try $0.end() }
    #expect(endings.contains { $0.status == 0 })
    for ending in endings where ending.status != 0 {
      #expect(ending.status == 74)
      #expect(ending.err.contains("[output-locked]"), "\(ending.err)")
    }
    let bytes = try pipeline.bytes()
    #expect(try publish(pipeline) == bytes)
  }

  @Test(
    "a file that cannot grow fails the run and leaves the previous output", arguments: [0, 4, 12])
  func cannotGrow(kilobytes: Int) throws {
    let pipeline = try SmallPipeline()
    let before = try publish(pipeline)
    // The limit on the size of files stands for a full disk where no file system may be mounted.
    let ending = try Program.shell(
      "trap '' XFSZ; ulimit -f \(kilobytes * 2); exec \"$NIANBAO\" run \(pipeline.folder) --output \(pipeline.output) >/dev/null"
    )
    #expect(ending.status == 74)
    #expect(!ending.err.contains(pipeline.root), "a path of the machine: \(ending.err)")
    #expect(try pipeline.bytes() == before)
    #expect(try publish(pipeline) == before)
  }

  @Test("a full disk is named, and the previous output stays")
  func fullDisk() throws {
    let pipeline = try SmallPipeline()
    _ = try publish(pipeline)
    let line = """
      mount -t tmpfs -o size=1m tmpfs \(pipeline.root)/disk 2>/dev/null || exit 99
      "$NIANBAO" run \(pipeline.folder) --output \(pipeline.root)/disk/small --without-unit-files >/dev/null || exit 98
      find \(pipeline.root)/disk/small -type f | sort | xargs sha256sum > \(pipeline.root)/before
      dd if=/dev/zero of=\(pipeline.root)/disk/filler bs=1k 2>/dev/null
      "$NIANBAO" run \(pipeline.folder) --output \(pipeline.root)/disk/small; echo "status $?"
      find \(pipeline.root)/disk/small -type f | sort | xargs sha256sum > \(pipeline.root)/after
      rm \(pipeline.root)/disk/filler
      "$NIANBAO" run \(pipeline.folder) --output \(pipeline.root)/disk/small --without-unit-files >/dev/null || exit 97
      """
    try FileManager.default.createDirectory(
      atPath: pipeline.root + "/disk", withIntermediateDirectories: true)
    try pipeline.write(line, to: "disk.sh")
    let ending = try Program.shell("unshare -rm sh \(pipeline.folder)/disk.sh")
    // A system that lets nobody mount ends with 99, one without `unshare` with 1 or 127.
    guard ![1, 99, 127].contains(ending.status) else {
      print("⚠️ NOT TESTED: a full disk; no file system may be mounted here (\(ending.status))")
      return
    }
    #expect(ending.status == 0, "\(ending.err)")
    #expect(ending.out.contains("status 74"), "\(ending.out)")
    #expect(ending.err.contains("[disk-full]"), "\(ending.err)")
    #expect(!ending.err.contains(pipeline.root), "a path of the machine: \(ending.err)")
    let before = FileManager.default.contents(atPath: pipeline.root + "/before")
    #expect(before != nil)
    #expect(before == FileManager.default.contents(atPath: pipeline.root + "/after"))
  }
}
