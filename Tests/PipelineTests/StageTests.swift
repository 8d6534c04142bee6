import Testing

@testable import Pipeline

private struct Doubling: Stage {
  let name = "加倍"
  func run(_ input: Int) async throws -> Int { input * 2 }
}

private struct Spelling: Stage {
  let name = "写出"
  func run(_ input: Int) async throws -> String {
    guard input < 100 else { throw RuntimeFault.diskFull(what: "写入 a") }
    return String(input)
  }
}

@Suite("Stages join by type")
struct StageTests {
  @Test("a joined stage passes one's output to the next, under both names")
  func joining() async throws {
    let stage = Doubling().then(Spelling())
    #expect(stage.name == "加倍 → 写出")
    #expect(try await stage.run(4) == "8")
  }

  @Test("a joined stage passes an error on")
  func failures() async {
    await #expect(throws: RuntimeFault.diskFull(what: "写入 a")) {
      _ = try await Doubling().then(Spelling()).run(100)
    }
  }
}
