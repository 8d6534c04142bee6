import Foundation
import ReportDocument
import Testing

@testable import Rendering

/// A folder that goes away with the test.
struct ScratchFolder: ~Copyable {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
  }
}

@Suite struct WorkbookRendererTests {
  @Test func twoRenderingsOfOneDocumentGiveTheSameBytes() throws {
    let folder = try ScratchFolder()
    _ = try WorkbookRenderer().render(Demo.workbook(), to: folder.path + "/a.xlsx")
    _ = try WorkbookRenderer().render(
      Demo.workbook(), to: folder.path + "/b.xlsx", scratch: folder.path)
    #expect(try folder.bytes("a.xlsx") == folder.bytes("b.xlsx"))
    #expect(try folder.bytes("a.xlsx").count > 10_000)
    if let keep = ProcessInfo.processInfo.environment["NIANBAO_KEEP_DEMO"] {
      try folder.bytes("a.xlsx").write(to: URL(fileURLWithPath: keep))
    }
  }
}
