import Foundation
import Testing

@Suite("Robustness: same inputs, same bytes")
struct SameBytesRobustnessTests {
  private func expectSame(_ one: [String: Data], _ other: [String: Data]) {
    #expect(!one.isEmpty)
    #expect(Set(one.keys) == Set(other.keys))
    for (name, bytes) in one { #expect(other[name] == bytes, "\(name)") }
  }

  @Test(
    "time zone, language, folder, threads, times of files and their order in a folder change nothing"
  )
  func surroundings() throws {
    let pipeline = try SmallPipeline()
    let first = try Program.run(
      ["run", "small", "--output", "out/small", "--jobs", "1"], in: pipeline.root,
      environment: ["TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8"])
    #expect(first.status == 0, "\(first.err)")
    // A copy made in another order, with other times, run elsewhere.
    let copy = try SmallPipeline()
    try FileManager.default.removeItem(atPath: copy.folder)
    for (number, file) in SmallPipeline.files.reversed().enumerated() {
      try copy.write(file.1, to: file.0)
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: Double(number + 1) * 86_400_000)],
        ofItemAtPath: copy.folder + "/" + file.0)
    }
    let second = try Program.run(
      ["run", copy.folder, "--output", copy.output, "--jobs", "7"], in: "/",
      environment: ["TZ": "America/Los_Angeles", "LANG": "C", "LC_ALL": "C", "HOME": "/nowhere"])
    #expect(second.status == 0, "\(second.err)")
    expectSame(try pipeline.bytes(), try copy.bytes())
    #expect(first.out == second.out.replacingOccurrences(of: copy.root + "/", with: ""))
    #expect(first.err == second.err)
  }

  @Test("however the pipeline's folder is named, the bytes are the same")
  func names() throws {
    let pipeline = try SmallPipeline()
    try FileManager.default.createSymbolicLink(
      atPath: pipeline.root + "/link", withDestinationPath: "small")
    let ways = [
      "small", "small/", "./small", "small//",
      "../\(pipeline.root.split(separator: "/").last ?? "")/small",
      pipeline.folder, "link", "link/", "small/inputs/..",
    ]
    var first: [String: Data] = [:]
    for (number, way) in ways.enumerated() {
      let ending = try Program.run(
        ["run", way, "--output", "out/\(number)"], in: pipeline.root)
      #expect(ending.status == 0, "\(way): \(ending.err)")
      let bytes = try pipeline.bytes(below: "out/\(number)")
      if first.isEmpty { first = bytes }
      #expect(bytes == first, "\(way)")
    }
    let inside = try Program.run(["run", ".", "--output", "../out/inside"], in: pipeline.folder)
    #expect(inside.status == 0, "\(inside.err)")
    expectSame(first, try pipeline.bytes(below: "out/inside"))
  }
}
