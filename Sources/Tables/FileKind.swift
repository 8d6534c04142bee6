import Diagnostics

/// What a file's first bytes say it is, whatever its name.
enum FileKind: Equatable {
  case text, zip, html, spreadsheetXML, pdf, rtf, rar, sevenZip, gzip, image
  case legacyWorkbook, legacyDocument, encryptedOffice, otherCompound

  /// Judges by the opening of a file; `directory` is as much of the file as may hold an OLE directory.
  static func judged(opening: [UInt8], compound: [UInt8]) -> FileKind {
    func begins(_ bytes: [UInt8]) -> Bool { opening.starts(with: bytes) }
    if begins([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      func names(_ name: String) -> Bool {
        let wanted: [UInt8] = name.utf8.reduce(into: []) { $0 += [$1, 0] }
        return contains(wanted, in: compound)
      }
      if names("EncryptedPackage") || names("EncryptionInfo") { return .encryptedOffice }
      if names("WordDocument") { return .legacyDocument }
      if names("Workbook") || names("Book") { return .legacyWorkbook }
      return .otherCompound
    }
    if begins([0x50, 0x4B, 0x03, 0x04]) || begins([0x50, 0x4B, 0x05, 0x06]) { return .zip }
    if begins(Array("%PDF".utf8)) { return .pdf }
    if begins(Array("{\\rtf".utf8)) { return .rtf }
    if begins(Array("Rar!".utf8)) { return .rar }
    if begins([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) { return .sevenZip }
    if begins([0x1F, 0x8B, 0x08]) { return .gzip }
    if begins([0x89, 0x50, 0x4E, 0x47]) || begins([0xFF, 0xD8, 0xFF]) || begins(Array("GIF8".utf8))
    {
      return .image
    }
    let text = opening.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
    let lower = text.prefix(512).map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 32 : $0 }
    for tag in ["<!doctype html", "<html", "<table", "<meta", "<head", "<body", "mime-version:"]
    where lower.starts(with: Array(tag.utf8)) { return .html }
    if lower.starts(with: Array("<?xml".utf8)) {
      return contains(Array("<html".utf8), in: Array(lower)) ? .html : .spreadsheetXML
    }
    return .text
  }

  private static func contains(_ wanted: [UInt8], in bytes: [UInt8]) -> Bool {
    guard let first = wanted.first, bytes.count >= wanted.count else { return false }
    var index = 0
    while index + wanted.count <= bytes.count {
      if bytes[index] == first, bytes[index..<(index + wanted.count)].elementsEqual(wanted) {
        return true
      }
      index += 1
    }
    return false
  }

  /// How a file is to be read, with what there is to say of it.
  struct Confirmed {
    let format: FileFormat
    /// Bytes in front of an archive that do not belong to it.
    var lead = 0
    var findings: [Diagnostic] = []
  }

  /// How far into a file an archive may begin.
  private static let longestLead = 480

  /// What a file's name says of its content.
  private struct Promise {
    let suffix: String?
    let format: FileFormat?

    init(_ path: String) {
      suffix = path.utf8.lastIndex(of: 0x2E).map {
        path[path.utf8.index(after: $0)...].lowercased()
      }
      format =
        switch suffix {
        case "csv", "txt", "tsv": .csv
        case "xlsx", "xlsm": .xlsx
        case "docx", "docm": .docx
        default: nil
        }
    }

    /// Exporting programs give tables of tabs and even workbooks the name of the old format.
    var isOldName: Bool { suffix == "xls" || suffix == "et" }
    var name: String { suffix.map { "." + $0 } ?? "没有后缀" }
  }

  /// Confirms that the bytes are what the name promises, or says what they are and the way out.
  static func confirm(
    _ file: borrowing InputFile, path: String
  ) throws(Refusal) -> Confirmed {
    let promise = Promise(path)
    let (kind, opening) = try look(at: file)
    if kind == .text, promise.format != nil || promise.isOldName,
      let lead = archiveStart(in: opening), lead <= longestLead
    {
      guard promise.format != .csv else { throw archiveNamedText(promise, at: file.place) }
      return Confirmed(
        format: promise.format ?? .xlsx, lead: lead,
        findings: [
          Diagnostic(.archiveLead, at: file.place, found: "压缩包之前多出 \(lead) 个字节")
        ])
    }
    if promise.isOldName, file.byteCount > 0, kind == .text || kind == .zip {
      return Confirmed(
        format: kind == .text ? .csv : .xlsx,
        findings: [
          Diagnostic(
            .formatOldName, at: file.place,
            found: "后缀为 \(promise.name)，实际是\(kind == .text ? "文本" : " XLSX")，已按实际内容读取")
        ])
    }
    if let refusal = refusal(of: kind, promise, at: file.place, isEmpty: file.byteCount == 0) {
      throw refusal
    }
    guard let format = promise.format else {
      throw Refusal(.formatUnknown, at: file.place, found: "后缀为 \(promise.name)")
    }
    return Confirmed(format: format)
  }

  /// The kind by the opening bytes; of a compound file also by the megabytes at its ends.
  private static func look(
    at file: borrowing InputFile
  ) throws(Refusal) -> (kind: FileKind, opening: [UInt8]) {
    let size = min(file.byteCount, 1 << 20)
    let buffer = ByteBuffer(capacity: max(size, 512))
    var got = try unsafe file.read(into: buffer.base, count: min(size, 512), at: 0)
    let opening = unsafe Array(UnsafeBufferPointer(start: buffer.base, count: got))
    var compound: [UInt8] = []
    if opening.first == 0xD0 {
      got = try unsafe file.read(into: buffer.base, count: size, at: 0)
      compound = unsafe Array(UnsafeBufferPointer(start: buffer.base, count: got))
      if file.byteCount > size {
        let tail = min(size, file.byteCount - size)
        got = try unsafe file.read(into: buffer.base, count: tail, at: file.byteCount - tail)
        compound += unsafe Array(UnsafeBufferPointer(start: buffer.base, count: got))
      }
    }
    return (judged(opening: opening, compound: compound), opening)
  }

  private static func archiveNamedText(_ promise: Promise, at place: SourceLocation) -> Refusal {
    Refusal(
      .formatMismatch, at: place, found: "实际是 XLSX、DOCX 或压缩包，后缀为 \(promise.name)",
      remedy: "把后缀改为 .xlsx 或 .docx；是压缩包的请先解压")
  }

  /// Why a file of this kind cannot be read under its name; nil where it can.
  private static func refusal(
    of kind: FileKind, _ promise: Promise, at place: SourceLocation, isEmpty: Bool
  ) -> Refusal? {
    let name = promise.name
    let isTable = promise.format == .csv
    switch kind {
    case .encryptedOffice:
      return Refusal(.formatEncrypted, at: place, found: "文件设有打开密码，内容已加密")
    case .legacyWorkbook:
      return Refusal(
        .formatLegacyOffice, at: place, found: "实际是旧版表格（.xls 或 .et），后缀为 \(name)",
        remedy: "用 WPS 或 Excel 打开，选“另存为 .xlsx”；只改后缀没有用")
    case .legacyDocument:
      return Refusal(
        .formatLegacyOffice, at: place, found: "实际是旧版文档（.doc 或 .wps），后缀为 \(name)",
        remedy: "用 WPS 或 Word 打开，选“另存为 .docx”；只改后缀没有用")
    case .otherCompound:
      return Refusal(.formatLegacyOffice, at: place, found: "实际是旧版复合文件，后缀为 \(name)")
    case .html:
      return Refusal(.formatHTML, at: place, found: "实际是网页（HTML），后缀为 \(name)")
    case .spreadsheetXML where !isTable || promise.suffix == "csv":
      return Refusal(.formatMismatch, at: place, found: "实际是 XML 文件，后缀为 \(name)")
    case _ where kind.isArchive && promise.format == nil:
      return Refusal(
        .formatUnknown, at: place, found: "是压缩包（\(kind.label)），后缀为 \(name)",
        remedy: "先解压，再把里面的文件放进输入文件夹")
    case .pdf, .rtf, .rar, .sevenZip, .gzip, .image:
      return Refusal(
        promise.format == nil ? .formatUnknown : .formatMismatch, at: place,
        found: "实际是 \(kind.label)，后缀为 \(name)",
        remedy: kind.isArchive ? "先解压，再把里面的文件放进输入文件夹" : nil)
    case .zip where isTable: return archiveNamedText(promise, at: place)
    case .text where promise.format == .xlsx || promise.format == .docx:
      if isEmpty {
        return Refusal(.archiveDamaged, at: place, found: "文件是空的（0 字节）")
      }
      return Refusal(
        .formatMismatch, at: place, found: "实际是文本（可能是 CSV），后缀为 \(name)",
        remedy: "把后缀改为 .csv，或用 WPS、Excel 打开后另存为 .xlsx")
    default: return nil
    }
  }

  /// Where an archive's first member begins, behind other bytes.
  private static func archiveStart(in opening: [UInt8]) -> Int? {
    let mark: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    return opening.indices.dropLast(3).first { opening[$0..<($0 + 4)].elementsEqual(mark) }
  }

  private var isArchive: Bool {
    switch self {
    case .rar, .sevenZip, .gzip, .zip: true
    default: false
    }
  }

  private var label: String {
    switch self {
    case .pdf: "PDF"
    case .rtf: "RTF 文档"
    case .rar: "RAR 压缩包"
    case .sevenZip: "7z 压缩包"
    case .gzip: "gzip 压缩包"
    case .zip: "ZIP 压缩包"
    case .image: "图片"
    default: "其他文件"
    }
  }
}
