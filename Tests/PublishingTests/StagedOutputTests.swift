import Foundation
import TestSupport
import Testing

@testable import Diagnostics
@testable import Publishing

@Suite("Outputs that belong together appear together")
struct StagedOutputTests {
  /// Stages a text as `run.json` of an output.
  private func stage(
    _ text: String, as name: String, part: StagedOutput.Part = .whole, in scratch: TestFolder
  ) throws -> StagedOutput {
    let publication = try Publication.begin(output: scratch.path + "/" + name, purpose: "run")
    try publication.write(text, to: "run.json")
    try publication.write(text, to: "成果.txt")
    try publication.write(
      Manifest.listing(["run.json", "成果.txt"]).text, to: Manifest.fileName)
    return try StagedOutput(publication, part: part)
  }

  /// What readers see: the text of each output, nil where it is not there.
  private func seen(_ names: [String], in scratch: TestFolder) -> [String?] {
    names.map { scratch.text($0 + "/成果.txt") }
  }

  @Test("nothing appears before all are ready, and nothing is left beside them")
  func together() throws {
    let scratch = try TestFolder()
    let names = ["c1", "c2", "city"]
    for round in ["one", "two"] {
      do {
        let before = seen(names, in: scratch)
        let staged = try names.map { try stage(round, as: $0, in: scratch) }
        #expect(seen(names, in: scratch) == before)
        try StagedOutput.publish(staged)
      }
      #expect(seen(names, in: scratch) == [round, round, round])
    }
    #expect(try scratch.names() == names.map { ".lock-" + $0 } + names)
  }

  @Test("an output given up leaves the previous one and its lock is free")
  func givenUp() throws {
    let scratch = try TestFolder()
    try StagedOutput.publish([try stage("one", as: "c1", in: scratch)])
    do { _ = try stage("two", as: "c1", in: scratch) }
    #expect(seen(["c1"], in: scratch) == ["one"])
    #expect(try scratch.names() == [".lock-c1", "c1"])
    try StagedOutput.publish([try stage("three", as: "c1", in: scratch)])
    #expect(seen(["c1"], in: scratch) == ["three"])
  }

  @Test("where one swap fails, those before it are taken back", arguments: [0, 1, 2])
  func fails(place: Int) throws {
    let scratch = try TestFolder()
    // c3 has no previous output: taken back, it is gone again.
    let names = ["c1", "c2", "c3"]
    try StagedOutput.publish(try names.prefix(2).map { try stage("one", as: $0, in: scratch) })
    let before = seen(names, in: scratch)
    do {
      let staged = try names.map { try stage("two", as: $0, in: scratch) }
      try FileManager.default.removeItem(atPath: scratch.path + "/.staging-" + names[place])
      #expect(throws: RuntimeFault.self) { try StagedOutput.publish(staged) }
    }
    #expect(seen(names, in: scratch) == before)
    #expect(try scratch.names() == names.map { ".lock-" + $0 } + ["c1", "c2"])
  }

  @Test("a swap that cannot be taken back is named")
  func named() throws {
    let scratch = try TestFolder()
    let first = try stage("one", as: "c1", in: scratch)
    let second = try stage("one", as: "c2", in: scratch)
    let done = [try first.swapIn(), try second.swapIn()]
    try FileManager.default.removeItem(atPath: scratch.path + "/c1")
    let fault = StagedOutput.takeBack(done, after: .diskFull(what: "替换 c3"))
    #expect(fault == .partlyPublished(outputs: ["c1"], cause: "磁盘已满：替换 c3"))
    #expect(fault.status == .inputOutput)
    #expect(fault.diagnostic.rule.code == "output-partly-published")
    #expect(fault.diagnostic.found.contains("c1"))
    #expect(seen(["c2"], in: scratch) == [nil])
  }

  @Test("a blocked one renews its problem list only, beside others that appear whole")
  func parts() throws {
    let scratch = try TestFolder()
    try StagedOutput.publish(try ["c1", "c2"].map { try stage("one", as: $0, in: scratch) })
    do {
      try StagedOutput.publish([
        try stage("two", as: "c1", part: .only(["run.json"]), in: scratch),
        try stage("two", as: "c2", in: scratch),
      ])
    }
    #expect(seen(["c1", "c2"], in: scratch) == ["one", "two"])
    #expect(scratch.text("c1/run.json") == "two")
    #expect(try scratch.names() == [".lock-c1", ".lock-c2", "c1", "c2"])
  }

  /// The state that a run killed between two swaps leaves: c1 is new, c2 and the city are not.
  private func killedBetweenSwaps(in scratch: TestFolder) throws {
    let names = ["c1", "c2", "city"]
    for name in names {
      try scratch.write("old", to: name + "/成果.txt")
      try scratch.write("{}", to: name + "/run.json")
      for folder in [name, ".staging-" + name] {
        try scratch.write(
          Manifest.listing(["run.json", "成果.txt"]).text, to: folder + "/" + Manifest.fileName)
      }
      try scratch.write("new", to: ".staging-\(name)/成果.txt")
      try scratch.write("{}", to: ".staging-\(name)/run.json")
    }
    try SwapJournal(parent: scratch.path, name: "city").begin(names)
    _ = try FileSystem.exchange(scratch.path + "/.staging-c1", scratch.path + "/c1")
  }

  @Test("swaps that a killed run still owed are done by the next run of the same output")
  func finished() throws {
    let scratch = try TestFolder()
    try killedBetweenSwaps(in: scratch)
    let publication = try Publication.begin(output: scratch.path + "/city", purpose: "run")
    #expect(seen(["c1", "c2", "city"], in: scratch) == ["new", "new", "new"])
    publication.abandon()
    // What c1 had before goes with its own next run.
    #expect(
      try scratch.names().filter { !$0.hasPrefix(".lock-") } == [".staging-c1", "c1", "c2", "city"])
    try Publication.begin(output: scratch.path + "/c1", purpose: "run").abandon()
    #expect(try scratch.names().filter { !$0.hasPrefix(".lock-") } == ["c1", "c2", "city"])
  }

  @Test(
    "an output that was run alone since, or is being run, is left to that run",
    arguments: [true, false])
  func superseded(isRunning: Bool) throws {
    let scratch = try TestFolder()
    try killedBetweenSwaps(in: scratch)
    let other = try Publication.begin(output: scratch.path + "/c2", purpose: "run")
    try other.write("newer", to: "成果.txt")
    try other.write("{}", to: "run.json")
    if isRunning {
      try Publication.begin(output: scratch.path + "/city", purpose: "run").abandon()
      #expect(seen(["c1", "c2", "city"], in: scratch) == ["new", "old", "new"])
      try other.publish()
    } else {
      try other.publish()
      try Publication.begin(output: scratch.path + "/city", purpose: "run").abandon()
    }
    #expect(seen(["c1", "c2", "city"], in: scratch) == ["new", "newer", "new"])
    #expect(try !scratch.names().contains(".swaps-city"))
  }
}
