import Rendering
import ReportDocument
import Testing

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
}
