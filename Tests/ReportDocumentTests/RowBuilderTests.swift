import Testing

@testable import ReportDocument

@Suite struct RowBuilderTests {
  /// The zero-terminated text at a place of the builder's memory.
  private func text(_ row: RowBuilder, at start: Int) -> String {
    String(decoding: row.bytes[start...].prefix { $0 != 0 }, as: UTF8.self)
  }

  private func builder(sheetRow: Int = 5) -> RowBuilder {
    var row = RowBuilder()
    row.begin(sheetRow: sheetRow, tableRows: (first: 3, last: 9))
    return row
  }

  @Test(
    "a text is kept, and what no workbook can hold is mended",
    arguments: [
      ("县财政局", "县财政局", 0), ("两\r\n行", "两\n行", 0), ("a\u{1}b", "a\u{FFFD}b", 1),
      ("\u{FFFE}", "\u{FFFD}", 1), ("x\u{FFFF}", "x\u{FFFD}", 1), ("_x0041_", "_x005F_x0041_", 0),
      ("_x00zz_", "_x00zz_", 0), ("a_x4E2D_b", "a_x005F_x4E2D_b", 0), ("\u{7F}", "\u{FFFD}", 1),
      ("𠮷😀", "𠮷😀", 0),
    ])
  func texts(_ typed: String, _ written: String, _ replaced: Int) {
    var row = builder()
    row.append(text: typed)
    #expect(text(row, at: row.entries[0].start) == written)
    #expect(row.mending.replaced == replaced)
  }

  @Test(
    "bytes that are not UTF-8 never reach the workbook",
    arguments: [
      [0xC0, 0x80], [0xE4, 0xB8], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80],
      [0xE0, 0x80, 0x80],
      [0x41, 0xE4, 0x41, 0x42], [0xFF],
    ] as [[UInt8]])
  func brokenBytes(_ bytes: [UInt8]) {
    var row = builder()
    row.append(utf8: bytes)
    #expect(text(row, at: row.entries[0].start) == String(decoding: bytes, as: UTF8.self))
  }

  @Test func aTextBeyondTheLimitOfACellIsCutWithAVisibleMark() {
    var row = builder()
    row.append(text: String(repeating: "政", count: RowBuilder.textLimit + 1))
    row.append(text: String(repeating: "政", count: RowBuilder.textLimit))
    let cut = text(row, at: row.entries[0].start)
    #expect(cut.utf16.count == RowBuilder.textLimit)
    #expect(cut.hasSuffix(RowBuilder.cutMark))
    #expect(text(row, at: row.entries[1].start).utf16.count == RowBuilder.textLimit)
    #expect(row.mending.truncated == 1)
  }

  @Test(
    "the measured width is that of the longest line",
    arguments: [
      "", "abc", "县财政局", "县A局", "两行\n第二行更长", "“引号”—…①", "ｆｕｌｌ", "é", "Привет",
      "😀", "a\tb",
    ])
  func widths(_ typed: String) {
    var row = builder()
    row.append(text: typed)
    guard row.entries[0].kind == .text else {
      #expect(typed.isEmpty)
      return
    }
    let lines = typed.replacing("\t", with: "    ").split(separator: "\n")
    #expect(row.entries[0].width == lines.map { DisplayWidth.columns(of: $0) }.max())
  }

  @Test(
    "a decimal is the binary number nearest to it",
    arguments: [
      (8735, 2, 87.35), (-5, 2, -0.05), (1, 4, 0.0001), (12, 0, 12),
    ])
  func decimals(_ unscaled: Int, _ decimals: Int, _ value: Double) {
    var row = builder()
    row.append(unscaled: unscaled, decimals: decimals)
    #expect(row.entries[0].number == value)
  }

  @Test(
    "only web pages and cells of the workbook are linked",
    arguments: [
      (LinkTarget.web("https://a.cn/x?y=1"), RowBuilder.Entry.Kind.web),
      (.web("javascript:alert(1)"), .text), (.web("file:///etc/passwd"), .text),
      (.web("HTTP://A.CN"), .web),
      (.web("https://a b"), .text),
      (.web("https://a/" + String(repeating: "x", count: 2079)), .text),
      (.sheet("总成绩"), .sheetLink), (.sheet("总成绩", cell: "A1'!x"), .text),
    ])
  func links(_ target: LinkTarget, _ kind: RowBuilder.Entry.Kind) {
    var row = builder()
    row.append(link: "字", target)
    #expect(row.entries[0].kind == kind)
    #expect(row.mending.refusedLinks == (kind == .text ? 1 : 0))
  }

  @Test(
    "a formula is written for the row it stands in",
    arguments: [
      (Formula.sum(.area(columns: 2...5)), "=SUM(C5:F5)"),
      (.sum(.column(26)), "=SUM(AA3:AA9)"),
      (
        .round(.cell(column: 0) / .cell(column: 1) * .integer(100), decimals: 2),
        "=ROUND(((A5/B5)*100),2)"
      ),
      (.on(sheet: "表'1{row}", .cell(column: 0, row: .number(7))), "='表''1{row}'!A7"),
      (
        .choose(
          if: .count(.area(columns: 0...1)).isGreater(than: .integer(2)), then: .word(.unknown),
          else: .decimal(-5, decimals: 2)),
        "=IF((COUNT(A5:B5)>2),\"未知\",-0.05)"
      ),
    ])
  func formulas(_ formula: Formula, _ written: String) {
    var row = builder()
    row.append(formula, cached: .integer(1))
    #expect(text(row, at: row.entries[0].start) == written)
  }

  @Test func aFigureThatIsNotFiniteBecomesUnknownAndIsCounted() {
    var row = builder()
    row.append(number: .nan, width: 3)
    row.append(.integer(1), cached: .decimal(DecimalFigure(text: "?", approximate: .infinity)))
    #expect(row.entries.map { text(row, at: $0.start) } == ["未知", "未知"])
    #expect(row.mending.notFinite == 2)
  }

  @Test(
    "a day has the serial number of spreadsheets",
    arguments: [
      (2023, 1, 31, 44957), (1900, 3, 1, 61), (1970, 1, 1, 25569), (1900, 2, 28, nil),
    ] as [(Int, Int, Int, Int?)])
  func days(_ year: Int, _ month: Int, _ day: Int, _ serial: Int?) {
    #expect(DocumentDay(year: year, month: month, day: day).serial == serial)
  }
}
