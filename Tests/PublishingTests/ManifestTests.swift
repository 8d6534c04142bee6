import Foundation
import TestSupport
import Testing

@testable import Publishing

@Suite("The manifest says what was read and written")
struct ManifestTests {
  private let manifest = Manifest(
    pipeline: "county", versions: ["nianbao": "1", "calendar": "2026"],
    inputs: [
      .init(file: "b.csv", sha256: "02", kind: "progress", counts: ["rows": 3, "accepted": 2]),
      .init(file: "a.csv", sha256: "01", kind: "units"),
    ],
    rules: [.init(file: "pipeline.yaml", sha256: "03")],
    outputs: [.init(file: "run.json", sha256: "2"), .init(file: "单位反馈/甲.txt", sha256: "3")])

  private let expected = """
    {
     "inputs": [
      {
       "file": "a.csv",
       "kind": "units",
       "sha256": "01"
      },
      {
       "counts": {
        "accepted": 2,
        "rows": 3
       },
       "file": "b.csv",
       "kind": "progress",
       "sha256": "02"
      }
     ],
     "outputs": [
      {
       "file": "run.json",
       "sha256": "2"
      },
      {
       "file": "单位反馈/甲.txt",
       "sha256": "3"
      }
     ],
     "pipeline": "county",
     "rules": [
      {
       "file": "pipeline.yaml",
       "sha256": "03"
      }
     ],
     "schema": 1,
     "versions": {
      "calendar": "2026",
      "nianbao": "1"
     }
    }

    """

  @Test("its keys and entries are sorted, whatever order they were given in")
  func bytes() {
    #expect(String(decoding: manifest.json, as: UTF8.self) == expected)
  }

  @Test("verify names what is missing, changed and not listed")
  func verifies() throws {
    let scratch = try TestFolder()
    try scratch.write(String(decoding: manifest.json, as: UTF8.self), to: "manifest.json")
    try scratch.write("12", to: "run.json")
    try scratch.write("123", to: "单位反馈/甲.txt")
    // A length stands in for a hash here.
    let hash = { (path: String) -> String in String(try FileSystem.read(path).count) }
    let read = try #require(try Manifest.read(folder: scratch.path))
    #expect(try read.verify(folder: scratch.path, hash: hash).isEmpty)
    try scratch.write("1", to: "run.json")
    try scratch.write("1", to: "别的.txt")
    try FileManager.default.removeItem(atPath: scratch.path + "/单位反馈")
    #expect(
      try read.verify(folder: scratch.path, hash: hash)
        == [.changed("run.json"), .missing("单位反馈/甲.txt"), .unlisted("别的.txt")])
  }

  @Test("a folder without a manifest is missing input, a broken manifest is none")
  func reads() throws {
    let scratch = try TestFolder()
    #expect(throws: RuntimeFault.missing(what: "读取 manifest.json")) {
      _ = try Manifest.read(folder: scratch.path)
    }
    try scratch.write("{", to: "manifest.json")
    #expect(try Manifest.read(folder: scratch.path) == nil)
  }

  @Test("an entry that points outside the folder is never read")
  func outside() throws {
    let scratch = try TestFolder()
    try scratch.write("x", to: "secret")
    try scratch.write("x", to: "out/run.json")
    let hostile = Manifest(
      pipeline: "x", versions: [:], inputs: [], rules: [],
      outputs: [.init(file: "../secret", sha256: "1")])
    #expect(
      try hostile.verify(folder: scratch.path + "/out") { _ in "1" }
        == [.missing("../secret"), .unlisted("run.json")])
  }
}
