package import Diagnostics

/// A part of a document as a reader sees it, one below the other.
package enum RunningPart: Sendable, Hashable {
  /// A paragraph of its own.
  case paragraph(String)
  /// Lines that a page or a program may have broken anywhere.
  case lines(String)
  /// A table on its grid.
  case table(RunningTable)
}

/// A table on its grid; a cell that a merge covers repeats what it is covered by.
package struct RunningTable: Sendable, Hashable {
  /// One place of the grid and its text.
  package struct Slot: Sendable, Hashable {
    package var text: String
    /// True where the cell above or to the left reaches over this one.
    package var isCovered = false
  }
  package var rows: [[Slot]] = []
}

/// The door for documents read as text: what .txt, .docx, .html and .pdf say from top to bottom.
package enum RunningText {
  /// The parts of a file; none, with an error among the findings, where nobody can read it.
  package static func read(path: String, name: String, limits: ReadingLimits = .standard) -> (
    parts: [RunningPart], diagnostics: [Diagnostic]
  ) {
    do throws(Refusal) {
      let file = try InputFile(path: path, place: SourceLocation(file: name))
      guard file.byteCount > 0 else {
        throw Refusal(.noticeEmpty, at: file.place, found: "文件是空的（0 字节）")
      }
      guard file.byteCount <= 64 << 20 else {
        throw Refusal(.fileTooLarge, at: file.place, found: "\(file.byteCount >> 20) MiB")
      }
      let bytes = try WholeBytes(of: file)
      let kind = FileKind.judged(
        opening: bytes.prefix(512),
        compound: bytes.prefix(1) == [0xD0] ? bytes.prefix(bytes.count) : [])
      let parts = try read(kind, bytes, file, path: path, limits: limits)
      guard parts.contains(where: { !$0.isBlank }) else {
        throw Refusal(.noticeEmpty, at: file.place, found: "里面没有文字")
      }
      return (parts, [])
    } catch {
      return ([], [error.diagnostic])
    }
  }

  private static func read(
    _ kind: FileKind, _ bytes: consuming WholeBytes, _ file: borrowing InputFile, path: String,
    limits: ReadingLimits
  ) throws(Refusal) -> [RunningPart] {
    switch kind {
    case .zip:
      let archive = try ZipArchive(file, limits: limits)
      return try DocumentText(archive: archive, limits: limits).parts()
    case .html, .spreadsheetXML:
      return try WebText(try decoded(bytes, file.place), place: file.place).parts()
    case .pdf:
      return try PageText.parts(path: path, place: file.place)
    case .text:
      let text = try decoded(bytes, file.place)
      return text.holdsPageTags
        ? try WebText(text, place: file.place).parts() : [.lines(text.text)]
    case .legacyDocument, .legacyWorkbook, .otherCompound:
      throw Refusal(
        .formatLegacyOffice, at: file.place, found: "是旧版文档（.doc 或 .wps）",
        remedy: "用 WPS 或 Word 打开，选“另存为 .docx”；只改后缀没有用")
    case .encryptedOffice:
      throw Refusal(.formatEncrypted, at: file.place, found: "文件设有打开密码，内容已加密")
    case .image:
      throw Refusal(.noticeImageOnly, at: file.place, found: "是图片，没有文字")
    case .rtf, .rar, .sevenZip, .gzip:
      throw Refusal(
        .formatUnknown, at: file.place, found: "不是 .txt、.docx、.html 或 .pdf",
        remedy: "用 WPS 或 Word 打开后另存为 .docx；压缩包请先解压")
    }
  }

  /// The text of a plain file in UTF-8: byte-order mark, else UTF-8, else GB18030.
  private static func decoded(
    _ bytes: consuming WholeBytes, _ place: SourceLocation
  ) throws(Refusal) -> WholeBytes {
    for (mark, encoding) in [
      ([0xFF, 0xFE], .utf16LittleEndian), ([0xFE, 0xFF], .utf16BigEndian),
    ] as [([UInt8], TextEncoding)] where bytes.starts(with: mark) {
      bytes.drop(mark.count)
      return try transcoded(bytes, encoding, skipped: mark.count, place)
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let isMarked = bytes.starts(with: mark)
    if isMarked { bytes.drop(mark.count) }
    if bytes.isUTF8 { return bytes }
    if isMarked { bytes.drop(-mark.count) }
    return try transcoded(bytes, .gb18030, skipped: 0, place)
  }

  private static func transcoded(
    _ bytes: borrowing WholeBytes, _ encoding: TextEncoding, skipped: Int, _ place: SourceLocation
  ) throws(Refusal) -> WholeBytes {
    switch bytes.transcoded(from: encoding, skipped: skipped) {
    case .done(let text, _): return text
    case .unsupported:
      throw Refusal(.textEncodingUnknown, at: place, found: "本机不支持 \(encoding.rawValue) 编码")
    case .invalid(let offset):
      throw Refusal(
        .textEncodingUnknown, at: place, found: "第 \(offset) 字节不是 UTF-8，也不是 GB18030")
    }
  }
}

extension RunningPart {
  fileprivate var isBlank: Bool {
    switch self {
    case .paragraph(let text), .lines(let text): text.allSatisfy(\.isWhitespace)
    case .table(let table):
      table.rows.allSatisfy { $0.allSatisfy { $0.text.allSatisfy(\.isWhitespace) } }
    }
  }
}
