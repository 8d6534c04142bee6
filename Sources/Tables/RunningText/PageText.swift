import Diagnostics
import Foundation

/// Reads the text layer of a PDF through poppler's `pdftotext`.
enum PageText {
  static func read(path: String, place: SourceLocation) throws(Refusal) -> String {
    guard let tool = tool() else {
      throw Refusal(.noticeToolMissing, at: place, found: "本机没有 pdftotext")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: tool)
    process.arguments = ["-enc", "UTF-8", "-q", path, "-"]
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
    let text = String(decoding: data, as: UTF8.self)
    guard text.unicodeScalars.contains(where: { (0x4E00...0x9FFF).contains($0.value) }) else {
      throw Refusal(.noticeImageOnly, at: place, found: "PDF 里没有文字层，是扫描件")
    }
    return text
  }

  private static func tool() -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(
      separator: ":")
    return folders.map { $0 + "/pdftotext" }.first {
      FileManager.default.isExecutableFile(atPath: String($0))
    }.map { String($0) }
  }
}
