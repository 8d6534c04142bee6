import FoundationEssentials

/// Where the files go: a folder of the pipeline, without what an earlier run left.
struct OutputFolder {
  let root: URL

  /// The folders that belong to the sample data; nothing else is ever removed.
  private static let own = [
    "台账", "进展日志", "依申请公开", "复议诉讼", "主动公开", "文件目录", "政民互动", "建议提案", "日常检查", "上年遗留",
    "单位年报", "上级评分", "人工评分", "上年年报",
  ]

  /// Opens the folder; the files of an earlier run are removed.
  init(_ path: String) throws {
    root = URL(filePath: path)
    for name in Self.own {
      let folder = root.appending(path: name)
      if FileManager.default.fileExists(atPath: folder.path) {
        try FileManager.default.removeItem(at: folder)
      }
    }
  }

  /// The location of a file, whose folder exists afterwards.
  func location(of name: String) throws -> URL {
    let url = root.appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    return url
  }

  /// Writes a text.
  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: location(of: name))
  }

  /// Writes bytes.
  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: location(of: name))
  }

  /// Reads a text.
  static func read(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }
}
