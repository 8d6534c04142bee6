import Diagnostics
import Foundation

/// Reads the text layer of a PDF through poppler's `pdftotext`.
enum PageText {
  /// The text of the pages; tables that stand on a grid are told apart.
  static func parts(path: String, place: SourceLocation) throws(Refusal) -> [RunningPart] {
    let text = try read(path: path, place: place)
    let parts = PageGrid(words(in: try output(["-bbox"], path: path, place: place))).read()
    let hasTable = parts.contains { if case .table = $0 { true } else { false } }
    // Without a table the order of the tool is the better one.
    return hasTable ? parts : [.lines(text)]
  }

  private static func read(path: String, place: SourceLocation) throws(Refusal) -> String {
    let text = try output([], path: path, place: place)
    guard text.unicodeScalars.contains(where: { (0x4E00...0x9FFF).contains($0.value) }) else {
      throw Refusal(.noticeImageOnly, at: place, found: "PDF 里没有文字层，是扫描件")
    }
    return text
  }

  /// The words of each page, out of the tool's list of boxes.
  private static func words(in list: String) -> [[PageGrid.Word]] {
    var pages: [[PageGrid.Word]] = []
    for line in list.split(separator: "\n") {
      if line.contains("<page ") { pages.append([]) }
      guard !pages.isEmpty, let start = line.firstRange(of: "<word "),
        let close = line[start.upperBound...].firstIndex(of: ">"),
        let end = line.firstRange(of: "</word>")
      else { continue }
      func value(_ name: String) -> Double? {
        guard let range = line.firstRange(of: name + "=\"") else { return nil }
        return Double(line[range.upperBound...].prefix { $0 != "\"" })
      }
      guard let left = value("xMin"), let top = value("yMin"), let right = value("xMax"),
        let bottom = value("yMax")
      else { continue }
      var text = String(line[line.index(after: close)..<end.lowerBound])
      for (entity, mark) in [
        ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&"),
      ] {
        text = text.replacing(entity, with: mark)
      }
      pages[pages.count - 1].append(
        PageGrid.Word(left: left, top: top, right: right, bottom: bottom, text: text))
    }
    return pages
  }

  private static func output(_ options: [String], path: String, place: SourceLocation)
    throws(Refusal) -> String
  {
    guard let tool = tool() else {
      throw Refusal(.noticeToolMissing, at: place, found: "本机没有 pdftotext")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: tool)
    process.arguments = options + ["-enc", "UTF-8", "-q", path, "-"]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    do { try process.run() } catch {
      throw Refusal(.noticeToolMissing, at: place, found: "pdftotext 启动不了")
    }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Refusal(.noticeToolMissing, at: place, found: "pdftotext 读不了这个文件，可能已加密或损坏")
    }
    return String(decoding: data, as: UTF8.self)
  }

  private static func tool() -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(
      separator: ":")
    return folders.map { $0 + "/pdftotext" }.first {
      FileManager.default.isExecutableFile(atPath: String($0))
    }.map { String($0) }
  }
}
