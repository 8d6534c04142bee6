import Foundation
import Testing

@Suite("Robustness: the workbook goes on calculating")
struct LiveWorkbookRobustnessTests {
  /// The tool beside the sources; it needs python3 and LibreOffice.
  private static let tool = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("tools/verify_live_scores.py").path

  @Test("a manual score changed in LibreOffice gives the program's total, rank and grade")
  func manualScore() async throws {
    let present = try await Program.longShell(
      "test -f '\(Self.tool)' && command -v python3 && (command -v soffice || command -v libreoffice)"
    )
    guard present.status == 0 else {
      print("⚠️ NOT TESTED: live formulas; python3 or LibreOffice is not here")
      return
    }
    let pipeline = try SmallPipeline()
    let ending = try await Program.longShell(
      "exec python3 '\(Self.tool)' \"$NIANBAO\" '\(pipeline.folder)'")
    #expect(ending.status == 0, "\(ending.out)\(ending.err)")
    #expect(ending.out.contains(" 0 differ"), "\(ending.out)")
  }
}
