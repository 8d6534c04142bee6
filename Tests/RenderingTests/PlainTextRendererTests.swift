import Testing

@testable import Rendering
@testable import ReportDocument

@Suite struct PlainTextRendererTests {
  @Test func aTableOfChineseTextLinesUp() {
    let table = TextTable(
      caption: "表3 申请",
      columns: [.init("项目"), .init("自然人", .right), .init("商业企业", .right)],
      rows: [["一、本年新收", "120", "3"], ["其中：“予以公开”", "7", "不适用"], ["短行"]])
    let text = PlainTextRenderer.text(TextDocument(fileName: "a.txt", blocks: [.table(table)]))
    #expect(
      text == """
        表3 申请
        +--------------------+--------+----------+
        |        项目        | 自然人 | 商业企业 |
        +--------------------+--------+----------+
        | 一、本年新收       |    120 |        3 |
        | 其中：“予以公开” |      7 |   不适用 |
        | 短行               |        |          |
        +--------------------+--------+----------+

        """)
  }

  @Test func noLineIsLongerThanThePageAndNoneBeginsWithClosingPunctuation() {
    let sentence = "根据《中华人民共和国政府信息公开条例》（国务院令第711号）要求，编制本报告，数据自2022年1月1日起、至12月31日止。"
    let closing: Set<Character> = ["，", "。", "、", "》", "）", "”"]
    for width in 20...60 {
      let text = PlainTextRenderer.text(
        TextDocument(
          fileName: "a.txt", width: width,
          blocks: [
            .title("年度报告"), .heading("一、总体情况"), .paragraph(sentence), .line(sentence, indent: 4),
            .rule,
          ]))
      for line in text.split(separator: "\n") {
        #expect(DisplayWidth.columns(of: line) <= width, "\(width): \(line)")
        if let first = line.first { #expect(!closing.contains(first), "\(width): \(line)") }
      }
      let joined = text.filter { !$0.isWhitespace }
      #expect(joined.contains("一、总体情况" + sentence + sentence))
    }
  }

  @Test func aTableTooWideForThePageWrapsItsTextAndKeepsItsFigures() {
    let table = TextTable(
      columns: [.init("单位"), .init("说明", atMost: 60), .init("得分", .right)],
      rows: [["县财政局", String(repeating: "逾期未公开的任务", count: 8), "87.35"]])
    let lines = PlainTextRenderer.text(
      TextDocument(fileName: "a.txt", width: 50, blocks: [.table(table)])
    )
    .split(separator: "\n")
    #expect(lines.allSatisfy { DisplayWidth.columns(of: $0) == 50 })
    #expect(lines.contains { $0.contains("87.35") })
  }

  @Test func controlCharactersNeverReachATerminal() {
    let text = PlainTextRenderer.text(
      TextDocument(fileName: "a.txt", blocks: [.line("a\u{1B}[31m\u{202E}b\r\nc")]))
    #expect(text == "a\u{FFFD}[31mb\nc\n")
  }

  @Test func scalarsThatStandAloneNeverJoinTheirNeighbours() {
    let alone = (UInt32(0)...0xFFFF).filter(Glyph.standsAlone).compactMap(Unicode.Scalar.init)
    #expect(alone.count > 20_000)
    // Each beside the next, beside itself and beside one far away.
    for (index, scalar) in alone.enumerated() {
      for other in [
        scalar, alone[(index + 1) % alone.count], alone[(index * 31 + 7) % alone.count],
      ] {
        var text = String.UnicodeScalarView([scalar, other])
        text.append(scalar)
        if String(text).count != 3 { Issue.record("\(scalar.value) \(other.value)") }
      }
    }
  }

  @Test(arguments: [6, 9, 14, 40])
  func charactersOfSeveralScalarsAreNeverPartedAndNothingIsLost(width: Int) {
    let text = "县e\u{301}教育局（👨‍👩‍👧‍👦）：共1,234.5件，“办结”率100%。\nnext line with words  and   spaces; 第二段"
    let lines = TextWrapping.lines(text, width: width)
    #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " && $0 != "\n" })
    #expect(
      lines.map { $0.filter { $0 != " " }.count }.reduce(0, +)
        == lines.joined().filter { $0 != " " }.count)
    #expect(lines.allSatisfy { $0.last != " " })
    #expect(lines.allSatisfy { DisplayWidth.columns(of: $0) <= max(width, 11) })
    // With a plain character instead of the joined ones, the quick way gives lines of the same words.
    let plain = "县教育局（县）：共1,234.5件，“办结”率100%。"
    #expect(
      TextWrapping.lines(plain, width: width)
        == TextWrapping.lines(plain + "\n\u{65}\u{301}", width: width).dropLast())
  }
}
