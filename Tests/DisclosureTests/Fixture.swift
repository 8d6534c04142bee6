import Foundation
import Testing

/// The test files of this room.
enum Fixture {
  /// The records of a tab-separated file without its header; `\n` inside a cell stands for a line break.
  static func records(_ name: String, hasHeader: Bool = true) throws -> [[String]] {
    let url = Bundle.module.url(forResource: "Fixtures", withExtension: nil)
    let file = try #require(url).appendingPathComponent(name)
    let text = try String(contentsOf: file, encoding: .utf8)
    let lines = text.split(separator: "\n").dropFirst(hasHeader ? 1 : 0)
    return lines.map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false)
        .map { String($0).replacing("\\n", with: "\n") }
    }
  }
}
