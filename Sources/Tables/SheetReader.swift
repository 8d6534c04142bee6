import Diagnostics

/// Reads one worksheet from its XML into batches.
struct SheetReader: ~Copyable {
  private let member: ZipMember
  private var scanner: XMLScanner
  private var builder: BatchBuilder
  private let strings: SharedStrings
  private let styles: WorkbookStyles
  private let is1904: Bool
  private let limits: ReadingLimits
  private let place: SourceLocation
  private var summary: SheetSummary
  private let mergeCell = XMLName("mergeCell").packed

  // The cell being read.
  private var column = 0
  private var style = 0
  private var type = CellType.number
  private var hasFormula = false
  private var hasValue = false
  private var valueStart = 0
  private var formulas = 0
  private var firstFormula: (row: Int, column: Int)?
  private var mergedArea = 0
  /// Bytes of the part unpacked when the last cell with a value ended.
  private var usedBytes = 0

  private enum CellType { case number, shared, text, inline, boolean, error, date }

  init(
    _ member: ZipMember, index: Int, sheet: SheetSummary, file: String, totalsRows: [Int],
    strings: SharedStrings, styles: WorkbookStyles, is1904: Bool, limits: ReadingLimits
  ) {
    self.member = member
    scanner = XMLScanner(member, limits: limits)
    builder = BatchBuilder(sheet: index, name: sheet.name, isHidden: sheet.isHidden, is1904: is1904)
    builder.totalsRows = totalsRows
    self.strings = strings
    self.styles = styles
    self.is1904 = is1904
    self.limits = limits
    place = SourceLocation(file: file, sheet: sheet.name)
    summary = sheet
    summary.totalsRows = totalsRows
  }

  private func at(_ column: Int) -> SourceLocation {
    SourceLocation(file: place.file, sheet: place.sheet, row: builder.currentRow, column: column)
  }

  mutating func read(
    into findings: inout Findings, _ receiver: RowReceiver
  ) throws(Refusal) -> SheetSummary {
    var isCell = false
    var isValue = false
    var isInline = false
    var phonetic = 0
    var isRow = false
    while true {
      switch try scanner.next() {
      case .text:
        guard isValue else { break }
        try scanner.appendText(to: &builder.text)
        if builder.text.count - valueStart > limits.cellBytes {
          throw Refusal(
            .cellTooLong, at: at(column), found: "单元格内容超过 \(limits.cellBytes >> 10) KiB")
        }
      case .start:
        guard scanner.isMain else { break }
        switch scanner.name {
        case SheetNames.c where isRow && !isCell:
          isCell = true
          try refuseGhosts()
          try beginCell()
        case SheetNames.v where isCell:
          isValue = type != .inline
          hasValue = hasValue || isValue
        case SheetNames.t where isInline && phonetic == 0:
          isValue = true
          hasValue = true
        case SheetNames.is where isCell: isInline = type == .inline
        case SheetNames.rPh where isInline: phonetic += 1
        case SheetNames.f where isCell: hasFormula = true
        case SheetNames.row where !isRow:
          isRow = true
          try beginRow()
        case mergeCell:
          scanner.noteUse()
          try merge(&findings)
        default: break
        }
      case .end:
        guard scanner.isMain else { break }
        switch scanner.name {
        case SheetNames.v, SheetNames.t: isValue = false
        case SheetNames.c where isCell:
          isCell = false
          try endCell(&findings)
        case SheetNames.is: isInline = false
        case SheetNames.rPh where isInline: phonetic -= 1
        case SheetNames.row where isRow && !isCell:
          isRow = false
          if builder.columns > 0 { usedBytes = member.inflated }
          try refuseGhosts()
          builder.endRow(receiver)
        default: break
        }
      case .finish:
        builder.flush(receiver)
        finish(&findings)
        return summary
      }
    }
  }

  /// Painted rows and cells are of use, so far.
  private mutating func refuseGhosts() throws(Refusal) {
    scanner.noteUse()
    guard member.inflated - usedBytes > limits.ghostBytes else { return }
    throw Refusal(
      .archiveBomb, at: place,
      found: "工作表有 \(limits.ghostBytes >> 20) MiB 以上的内容不含一个单元格的值")
  }

  private mutating func finish(_ findings: inout Findings) {
    summary.rowCount = builder.rowCount
    summary.cellCount = builder.cellCount
    summary.ghostRows = max(0, builder.currentRow - builder.rowCount)
    if let first = firstFormula {
      findings.add(
        .formulaCachedValue,
        at: SourceLocation(
          file: place.file, sheet: place.sheet, row: first.row, column: first.column),
        found: "本表有 \(formulas) 个公式，首个在此处")
    }
    // The spare rows of a form are meant; formats painted to the end of the sheet are not.
    if summary.ghostRows > 1_000 || summary.ghostCells > summary.cellCount + 20_000 {
      findings.add(
        .ghostCells, at: place,
        found: "末尾有 \(summary.ghostRows) 个空行，另有 \(summary.ghostCells) 个空单元格设了格式")
    }
  }

  private mutating func beginRow() throws(Refusal) {
    var attribute = scanner.attributes
    var number = builder.currentRow + 1
    while attribute.next() {
      guard attribute.name == SheetNames.r else { continue }
      guard let value = unsafe Self.digits(scanner.base, attribute.start, attribute.end), value >= 1
      else {
        throw outOfRange(attribute)
      }
      number = value
      break
    }
    try scanner.check(attribute)
    guard number <= 1_048_576 else {
      throw Refusal(.cellReferenceOutOfRange, at: place, found: "行号 \(number)")
    }
    guard number <= limits.rows else {
      throw Refusal(.tooManyRows, at: place, found: "第 \(number) 行")
    }
    guard number > builder.currentRow else {
      throw Refusal(
        .rowsOutOfOrder, at: place, found: "第 \(number) 行写在第 \(builder.currentRow) 行之后")
    }
    builder.beginRow(number)
    column = 0
  }

  /// The number that digits give, white space at the ends aside.
  ///
  /// Static, as `reference` is: a method that borrows the reader has all of it copied for every cell.
  private static func digits(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
    guard start < end else { return nil }
    var (start, end) = (start, end)
    while start < end, unsafe base[start] <= 0x20 { start += 1 }
    while start < end, unsafe base[end - 1] <= 0x20 { end -= 1 }
    guard start < end, end - start < 10 else { return nil }
    var value = 0
    for index in start..<end {
      let byte = unsafe base[index]
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }

  private func outOfRange(_ attribute: XMLScanner.Attributes) -> Refusal {
    let text = unsafe String(
      decoding: UnsafeBufferPointer(
        start: scanner.base + attribute.start, count: min(40, attribute.end - attribute.start)),
      as: UTF8.self)
    return Refusal(.cellReferenceOutOfRange, at: place, found: "编号“\(text)”")
  }

  private mutating func beginCell() throws(Refusal) {
    let base = unsafe scanner.base
    var attribute = scanner.attributes
    column += 1
    style = 0
    type = .number
    hasFormula = false
    hasValue = false
    valueStart = builder.text.count
    while attribute.next() {
      switch attribute.name {
      case SheetNames.r:
        guard let (row, found) = unsafe Self.reference(base, attribute.start, attribute.end),
          row == builder.currentRow
        else { throw outOfRange(attribute) }
        column = found
      case SheetNames.s: style = unsafe Self.digits(base, attribute.start, attribute.end) ?? 0
      case SheetNames.t:
        let length = attribute.end - attribute.start
        let first = unsafe base[attribute.start]
        switch (first, length) {
        case (0x73, 1): type = .shared
        case (0x69, _): type = .inline
        case (0x73, _): type = .text
        case (0x62, 1): type = .boolean
        case (0x65, 1): type = .error
        case (0x64, 1): type = .date
        default: type = .number
        }
      default: break
      }
    }
    try scanner.check(attribute)
    guard column <= 16_384 else {
      throw Refusal(.cellReferenceOutOfRange, at: place, found: "第 \(column) 列")
    }
  }

  /// Row and column of a reference such as `B7`; nil where it is none or lies outside XFD1048576.
  private static func reference(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> (
    row: Int, column: Int
  )? {
    var index = start
    var column = 0
    while index < end, unsafe base[index] <= 0x20 { index += 1 }
    while index < end {
      let byte = unsafe base[index] & 0xDF
      guard byte >= 0x41, byte <= 0x5A, unsafe base[index] >= 0x41 else { break }
      column = column * 26 + Int(byte - 0x40)
      if column > 16_384 { return nil }
      index += 1
    }
    guard column > 0, let row = unsafe digits(base, index, end), row >= 1, row <= 1_048_576 else {
      return nil
    }
    return (row, column)
  }

  /// Drops white space round a value that is no text: programs that indent their XML put line breaks there.
  private mutating func trimValue() {
    let text = unsafe builder.text.base
    var end = builder.text.count
    guard end > valueStart, unsafe text[end - 1] <= 0x20 || text[valueStart] <= 0x20 else { return }
    while end > valueStart, unsafe text[end - 1] <= 0x20 { end -= 1 }
    var first = valueStart
    while first < end, unsafe text[first] <= 0x20 { first += 1 }
    builder.text.remove(valueStart..<first, keepingTo: end)
  }

  private mutating func endCell(_ findings: inout Findings) throws(Refusal) {
    if hasFormula {
      formulas += 1
      if firstFormula == nil { firstFormula = (builder.currentRow, column) }
      if !hasValue || builder.text.count == valueStart, type == .number {
        findings.add(.formulaWithoutValue, at: at(column), found: "公式没有保存结果")
      }
    }
    if type != .text, type != .inline { trimValue() }
    if builder.text.count == valueStart {
      summary.ghostCells += 1
      return
    }
    var kind = CellKind.text
    switch type {
    case .shared:
      var index = 0
      for position in valueStart..<builder.text.count {
        let byte = unsafe builder.text.base[position]
        guard byte >= 0x30, byte <= 0x39, index < 1 << 40 else {
          index = -1
          break
        }
        index = index * 10 + Int(byte - 0x30)
      }
      builder.text.count = valueStart
      guard strings.append(index, to: &builder.text) else {
        throw Refusal(
          .sharedStringMissing, at: at(column), found: "指向第 \(index) 条文字，文件共有 \(strings.count) 条")
      }
    case .text, .inline: TextEscape.undo(in: &builder.text, from: valueStart)
    case .boolean:
      let isTrue = unsafe builder.text.base[valueStart] == 0x31
      builder.text.count = valueStart
      builder.text.append(isTrue ? "TRUE" : "FALSE")
      kind = .boolean
    case .error:
      kind = .error
      findings.add(
        .cellErrorValue, at: at(column), found: "单元格显示 \(builder.text.text(from: valueStart))")
    case .number: kind = try number(&findings)
    case .date: kind = dateText()
    }
    if kind == .text, isBlank(from: valueStart) {
      builder.text.count = valueStart
      summary.ghostCells += 1
      return
    }
    guard column <= limits.columns else {
      throw Refusal(.tooManyColumns, at: at(column), found: "第 \(column) 列有内容")
    }
    let mark = kind.rawValue | (hasFormula ? RowBatch.formulaBit : 0)
    guard builder.set(column: column, from: valueStart, kind: mark) else {
      throw Refusal(.cellDuplicate, at: at(column), found: "同一单元格出现两次")
    }
    if builder.text.count > limits.recordBytes * 2 {
      throw Refusal(.cellTooLong, at: at(column), found: "一行的内容超过 \(limits.recordBytes >> 20) MiB")
    }
  }

  /// True where a text holds nothing but white space.
  @inline(__always) private func isBlank(from start: Int) -> Bool {
    let first = unsafe builder.text.base[start]
    // The usual text begins with a letter or a character that is no white space.
    if first > 0x20, first != 0xC2, first != 0xE2, first != 0xE3 { return false }
    return builder.text.text(from: start).allSatisfy(\.isWhitespace)
  }

  /// Brings a number into its shortest decimal spelling, or a serial into its date.
  private mutating func number(_ findings: inout Findings) throws(Refusal) -> CellKind {
    let isDate = style < styles.isDate.count && styles.isDate[style]
    if !isDate, DecimalText.isShortest(builder.text, from: valueStart) { return .number }
    let spelling = builder.text.text(from: valueStart)
    guard let value = Double(spelling), value.isFinite else {
      throw Refusal(.cellValueUnreadable, at: at(column), found: "数值“\(spelling.prefix(40))”")
    }
    builder.text.count = valueStart
    if isDate {
      if let date = SpreadsheetDay.text(serial: value, is1904: is1904) {
        builder.text.append(date)
        return .date
      }
      findings.add(
        .dateSerialOutOfRange, at: at(column), found: "单元格设了日期格式，数值为 \(spelling.prefix(40))")
    }
    builder.text.append(DecimalText.shortest(value))
    return .number
  }

  /// A date kept as text: `T` becomes a space, midnight is left out.
  private mutating func dateText() -> CellKind {
    var spelling = builder.text.text(from: valueStart)
    if spelling.hasSuffix("Z") { spelling.removeLast() }
    let parts = spelling.split(separator: "T", maxSplits: 1)
    guard let day = parts.first, day.utf8.count == 10 else { return .text }
    builder.text.count = valueStart
    builder.text.append(String(day))
    if parts.count == 2, parts[1].contains(where: { $0 >= "1" && $0 <= "9" }) {
      builder.text.append(" " + parts[1].prefix(8))
    }
    return .date
  }

  private mutating func merge(_ findings: inout Findings) throws(Refusal) {
    var attribute = scanner.attributes
    while attribute.next() {
      guard attribute.name == XMLName("ref").packed else { continue }
      let colon = unsafe CSVScanner.find(
        0x3A, in: scanner.base, from: attribute.start, to: attribute.end)
      guard let first = unsafe Self.reference(scanner.base, attribute.start, colon),
        let last =
          unsafe colon < attribute.end
          ? Self.reference(scanner.base, colon + 1, attribute.end) : first,
        first.row <= last.row, first.column <= last.column
      else {
        findings.add(.mergedRegionsUnusable, at: place, found: "合并区域的编号越界或颠倒")
        continue
      }
      // What lies behind the last row needs no marking and costs nothing.
      let rows = max(0, min(last.row, builder.rowCount) - first.row + 1)
      mergedArea += rows * min(limits.columns, last.column - first.column + 1)
      guard mergedArea <= 50_000_000, summary.mergedRegions.count < 1_000_000 else {
        findings.add(.mergedRegionsUnusable, at: place, found: "合并区域过多或互相重叠")
        continue
      }
      summary.mergedRegions.append(
        MergedRegion(
          firstRow: first.row, firstColumn: first.column, lastRow: last.row,
          lastColumn: last.column))
    }
    try scanner.check(attribute)
  }
}

/// Decimal spellings of numbers.
enum DecimalText {
  /// True where the bytes from `start` on are digits as a person would write them: no exponent, no needless zero, at most 15 digits.
  @inline(__always) static func isShortest(_ text: borrowing ByteSink, from start: Int) -> Bool {
    var index = start
    let end = text.count
    if unsafe text.base[index] == 0x2D { index += 1 }
    let length = end - index
    guard length > 0, length <= 15 else { return false }
    // Digits alone are the usual case.
    if unsafe text.base[index] == 0x30 {
      guard unsafe length == 1 || text.base[index + 1] == 0x2E else { return false }
      if length == 1 { return index == start }
    }
    var hasPoint = false
    var digits = 0
    for position in index..<end {
      let byte = unsafe text.base[position]
      if byte == 0x2E {
        guard !hasPoint, digits > 0 else { return false }
        hasPoint = true
      } else if byte >= 0x30, byte <= 0x39 {
        digits += 1
      } else {
        return false
      }
    }
    let last = unsafe text.base[end - 1]
    return !hasPoint || (last != 0x30 && last != 0x2E)
  }

  /// Digits that a spreadsheet shows of a number, and keeps of one typed in.
  private static let shownDigits = 15

  /// The decimal as a spreadsheet shows it: at most 15 significant digits, the shortest of them, without an exponent.
  static func shortest(_ value: Double) -> String {
    let spelling = value.description
    let mark = spelling.firstIndex { $0 == "e" || $0 == "E" }
    if mark == nil, spelling.utf8.count <= shownDigits + 1 {
      if spelling.hasSuffix(".0") { return spelling == "-0.0" ? "0" : String(spelling.dropLast(2)) }
      return spelling
    }
    let exponent = mark.flatMap { Int(spelling[spelling.index(after: $0)...]) } ?? 0
    let mantissa = spelling[..<(mark ?? spelling.endIndex)]
    let isNegative = mantissa.hasPrefix("-")
    let parts = mantissa.drop { $0 == "-" }.split(separator: ".")
    let whole = parts.first.map(String.init) ?? "0"
    let fraction = parts.count > 1 && parts[1] != "0" ? String(parts[1]) : ""
    let (digits, carry) = rounded(whole + fraction)
    let point = whole.count + exponent + carry
    let plain: String
    if point <= 0 {
      plain = "0." + String(repeating: "0", count: -point) + digits
    } else if point >= digits.count {
      plain = digits + String(repeating: "0", count: point - digits.count)
    } else {
      plain = digits.prefix(point) + "." + digits.dropFirst(point)
    }
    return isNegative ? "-" + plain : plain
  }

  /// Digits rounded to those that are shown, trailing zeros of a fraction left out; `carry` where one more digit came before the point.
  private static func rounded(_ digits: String) -> (digits: String, carry: Int) {
    var all = digits.utf8.map { $0 &- 0x30 }
    let zeros = all.prefix { $0 == 0 }.count
    var carry = 0
    if all.count - zeros > shownDigits {
      let cut = zeros + shownDigits
      let isUp = all[cut] >= 5
      all.removeLast(all.count - cut)
      if isUp {
        var index = all.count - 1
        while index >= 0, all[index] == 9 {
          all[index] = 0
          index -= 1
        }
        if index >= 0 {
          all[index] += 1
        } else {
          all.insert(1, at: 0)
          carry = 1
        }
      }
    }
    while all.count > 1, all.last == 0 { all.removeLast() }
    return (String(decoding: all.map { $0 + 0x30 }, as: UTF8.self), carry)
  }
}
