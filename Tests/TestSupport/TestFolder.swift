package import Foundation

/// A folder of its own for one test, gone afterwards.
package final class TestFolder: Sendable {
  package let path: String
  private let root: String

  /// `named`: the folder's own name, where it matters.
  package init(named name: String = "demo") throws {
    root = FileManager.default.temporaryDirectory.path + "/nianbao-\(UUID().uuidString)"
    path = root + "/" + name
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// Writes a file and the folders above it.
  package func write(_ text: String, to name: String) throws {
    try write(Data(text.utf8), to: name)
  }

  /// Writes bytes and the folders above them.
  package func write(_ data: Data, to name: String) throws {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  /// The text of a file; nil where there is none.
  package func text(_ name: String) -> String? {
    FileManager.default.contents(atPath: path + "/" + name).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// The names in a folder, dot files included, sorted.
  package func names(_ folder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path + "/" + folder).sorted()
  }
}
