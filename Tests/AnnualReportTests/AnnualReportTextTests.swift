import Foundation
import Testing

@testable import AnnualReport
@testable import Diagnostics
@testable import Disclosure
@testable import Rendering
@testable import ReportDocument
@testable import Statutory

@Suite struct AnnualReportTextTests {
  let facts = SampleReport.facts
  let report = SampleReport.text

  func text(_ template: String) -> AnnualReportText {
    AnnualReportText(facts, template: ReportTemplate(text: template, file: "模板"))
  }

  /// Six parts and three tables, with a sentence of one's own in part one.
  func framed(
    _ sentence: String, five: String = "问题是更新不够及时。", six: String = "收取{{fees.collected}}元。"
  ) -> AnnualReportText {
    text(
      """
      {{organ}}年度报告
      一、总体情况
      \(sentence)
      二、主动公开政府信息情况
      {{tables.proactive}}
      三、收到和处理政府信息公开申请情况
      {{tables.requests}}
      四、政府信息公开行政复议、行政诉讼情况
      {{tables.disputes}}
      五、存在的主要问题及改进情况
      \(five)
      六、其他需要报告的事项
      \(six)
      """)
  }

  @Test func theStandardTemplatePassesItsOwnLock() {
    #expect(report.diagnostics.filter { $0.rule != .reportSectionEmpty }.map(\.line) == [])
    #expect(report.identities.map(\.verdict).allSatisfy { $0 == .holds })
    let written = PlainTextRenderer.text(report.flow.plainText(width: FlowDocument.plainWidth))
    if let path = ProcessInfo.processInfo.environment["REPORT_TEXT"] {
      try? Data(written.utf8).write(to: URL(filePath: path))
    }
    #expect(!written.contains("{{") && !written.contains("\u{E000}"))
    for part in AnnualReportText.parts { #expect(written.contains("\n" + part.heading + "\n")) }
  }

  @Test func theStandardTemplateServesAUnitsOwnReportToo() {
    let own = AnnualReportText(SampleCounty.facts(.unit(1)))
    #expect(own.diagnostics.filter(\.rule.blocks).map(\.line) == [])
  }

  @Test func theTemplateOfTheSampleCountyIsTheStandardOne() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.appending(path: "Pipelines/yiyuan-2022/templates/annual-report.mustache")
    #expect(
      try String(decoding: Data(contentsOf: file), as: UTF8.self) == ReportTemplate.standard.text)
  }

  @Test func linesOfEveryTableAreEquallyWide() {
    let written = PlainTextRenderer.text(report.flow.plainText(width: FlowDocument.plainWidth))
    var widths: Set<Int> = []
    var tables = 0
    for line in written.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("|") || line.hasPrefix("+-") {
        widths.insert(DisplayWidth.columns(of: line))
      } else {
        #expect(widths.count <= 1, "\(line)")
        tables += widths.count
        widths = []
      }
    }
    #expect(tables == 6)
    #expect(!written.contains("\r") && written.hasSuffix("\n"))
    #expect(
      written.split(separator: "\n").allSatisfy {
        DisplayWidth.columns(of: $0) <= FlowDocument.plainWidth
      })
  }

  @Test("a name that no fact has is refused with its line and a near miss")
  func misspelledName() throws {
    let found = text("标题\n\n{{requests.recieved}}件").diagnostics
    let one = try #require(found.first { $0.rule == .templateNameUnknown })
    #expect(one.location.row == 3)
    #expect(one.found.contains("requests.recieved"))
    #expect(one.remedy.contains("requests.received"))
  }

  @Test(
    "tags that cannot be read are refused",
    arguments: [
      "{{#fees.collected}}", "{{/fees.collected}}", "{{> other}}", "{{=<% %>=}}",
      "{{plan.by_theme}}",
      "{{#plan.by_theme}}{{teme}}{{/plan.by_theme}}", "{{#a.b}}x{{/a.b}}", "{{requests",
      "{{theme}}",
      "{{#has_last_year}}{{/is_county}}", "{{! 允许词语：13件 }}",
    ])
  func refusedTags(_ tag: String) {
    #expect(
      framed(tag).diagnostics.contains {
        $0.rule == .templateTagInvalid || $0.rule == .templateNameUnknown
      })
    #expect(!framed(tag).isPublishable)
  }

  @Test func aPartOrTableThatIsMissingIsNamed() {
    let found = text("标题\n一、总体情况\n话。").diagnostics.filter { $0.rule == .reportPartMissing }
    #expect(found.count == 8)
  }

  @Test("part five and six say something", arguments: ["", "无", "无。", "　暂无。"])
  func emptyParts(_ words: String) {
    let report = framed(
      "话。", five: words, six: "{{#fees.collected}}收取{{fees.collected}}元{{/fees.collected}}")
    #expect(report.diagnostics.contains { $0.rule == .reportPartEmpty })
    #expect(
      report.identities.contains { $0.id == "I9" && $0.item == "第五部分" && $0.verdict == .broken })
    #expect(report.isPublishable)
  }

  @Test func aFeeThatPartSixDoesNotNameBreaksI9() {
    let report = framed("收取{{fees.collected}}元。", six: "开展了培训。")
    #expect(report.diagnostics.map(\.rule) == [.feeNotReported])
    let record = report.identities.first { $0.item == "信息处理费" }
    #expect(record?.verdict == .broken && record?.left == Exact(720))
  }

  @Test("comparisons say the direction in words")
  func comparison() {
    let report = framed("新收{{requests.received}}件，{{requests.received.compared}}。")
    let received = facts.figure("requests.received")?.value.number ?? .zero
    let change = received - Exact(96)
    #expect(!change.isZero)
    let word = change.isNegative ? "减少" : "增加"
    let size = (change.isNegative ? -change : change).text
    #expect(report.paragraphs.contains { $0.text.contains("比上年\(word)\(size)件，") })
    #expect(report.isPublishable)
  }

  // MARK: number lock

  @Test(
    "quantities that no fact stands behind stop publication",
    arguments: [
      "收到申请131件。", "收到申请一百三十一件。", "公开了两次。", "占比为12.5%。", "占百分之十二点五。", "收费１２万元。", "收费1.2亿元。",
      "投入三千万元。", "超过半数。", "增长了一半。", "办结率达九成。", "共1,234件。", "分别为13、14件。", "二十三件", "12个百分点。",
      "数十件。", "完成率100%。", "在30日内答复。", "12345件。", "110件。", "十四五件。", "下降1/3。", "翻一番。",
      "第（131）件，131件。",
      "（131）件。", "3个月内完成。", "共2022件。", "增长３０％。", "召开会议一次。", "超百件。", "2022年13件。",
    ])
  func plantedQuantities(_ sentence: String) {
    let found = framed("开头。" + sentence).diagnostics.filter { $0.rule == .textNumberUnresolved }
    #expect(!found.isEmpty)
    let start = sentence.prefix(4)
    #expect(found.allSatisfy { $0.found.contains(start) }, "\(found.map(\.found))")
  }

  @Test(
    "dates, articles, numbers of documents, headings and idioms pass",
    arguments: [
      "依据第二十条第（一）项、第（五）、（六）项和第20条。", "国办公开办函〔2021〕30号、国务院令第711号。", "自2022年1月1日起至12月31日止。",
      "2021—2022年。", "二〇二二年五月。", "2022-05-20发布。", "一是统一标准；二是进一步规范；三是逐一核对。", "（二）依申请公开", "1.属于国家秘密",
      "不断提高第一时间回应的能力。", "危及“三安全一稳定”。", "落实“十四五”规划和党的二十大精神。", "电话：0533-3241000，邮编：256100。",
      "胜利路1号。", "12345热线。", "见http://www.yiyuan.gov.cn/art/2022/13。", "第一季度和二季度。", "推行一网通办、双随机一公开。",
      "百姓、百分点、四舍五入、万元。", "各类申请{{requests.received}}件。", "金额{{charges.amount}}万元。",
      "{{#plan.by_theme}}{{theme}}{{due}}项；{{/plan.by_theme}}", "{{! 允许词语：一件套、三晒三评 }}推行一件套和三晒三评。",
    ])
  func allowedNumerals(_ sentence: String) {
    #expect(
      framed(sentence).diagnostics.filter { $0.rule != .reportSectionEmpty }.map(\.line) == [])
  }

  @Test(
    "the unit of measure after a figure must be its own",
    arguments: [
      "占{{requests.granted_share}}件。", "收费{{charges.amount}}元。", "{{requests.received}}%。",
      "{{fees.collected}}万元。",
      "{{requests.received}}万件。",
    ])
  func wrongMeasure(_ sentence: String) {
    #expect(framed(sentence).diagnostics.contains { $0.rule == .textMeasureDiffers })
  }

  @Test("a number typed by hand is refused even where some figure has its value, which is named")
  func coincidence() throws {
    let letters = try #require(facts.figure("letters.received")).text
    let found = framed("收到来件\(letters)件。").diagnostics
    #expect(
      found.contains {
        $0.rule == .textNumberUnresolved && $0.remedy.contains("{{letters.received}}")
      })
  }

  @Test func everyNamedFigureAlteredByOneDigitIsFound() {
    let written = PlainTextRenderer.text(report.flow.plainText(width: FlowDocument.plainWidth))
    #expect(SamenessProof.text(written, of: report, file: "年报.txt").diagnostics.map(\.line) == [])
    let scalars = Array(written.unicodeScalars)
    var altered = 0
    for index in scalars.indices where NumeralScanner.isDigit(scalars[index]) {
      var changed = scalars
      let digit = (scalars[index].value - 0x30 + 1 + UInt32(index % 8)) % 10
      changed[index] = Unicode.Scalar(0x30 + digit) ?? "0"
      guard changed[index] != scalars[index] else { continue }
      altered += 1
      let proof = SamenessProof.text(
        String(String.UnicodeScalarView(changed)), of: report, file: "年报.txt")
      #expect(!proof.holds, "digit \(index) unnoticed")
      #expect(proof.diagnostics.contains { $0.rule == .textReadbackDiffers })
    }
    #expect(altered > 400)
  }

  @Test func theLockFindsAnyFigureWhoseTextIsNotItsOwn() {
    let lock = NumberLock(facts, file: "文本")
    #expect(lock.check(report.paragraphs).isEmpty)
    for paragraph in report.paragraphs {
      for span in paragraph.spans where span.figure != nil {
        var scalars = Array(paragraph.text.unicodeScalars)
        let place = span.range.upperBound - 1
        guard NumeralScanner.isDigit(scalars[place]) else { continue }
        scalars[place] = Unicode.Scalar(0x30 + (scalars[place].value - 0x30 + 3) % 10) ?? "0"
        let wrong = FactText(
          text: String(String.UnicodeScalarView(scalars)), spans: paragraph.spans)
        #expect(lock.check([wrong]).contains { $0.rule == .textNumberUnresolved })
      }
    }
  }

  @Test("a text without marks is judged by values")
  func plainText() {
    let lock = NumberLock(facts, file: "文本")
    let received = facts.figure("requests.received")?.text ?? ""
    #expect(lock.check(plain: "2022年收到申请\(received)件。").isEmpty)
    #expect(lock.check(plain: "2022年收到申请99999件。").count == 1)
  }

  @Test(
    "Chinese numerals have their values",
    arguments: [
      ("二十三", 23), ("十", 10), ("两百零五", 205), ("三万", 30_000), ("一亿二千万", 120_000_000), ("二〇二三", 2023),
      ("百", 100),
      ("廿三", 23), ("十二万五千", 125_000),
    ])
  func chineseNumbers(_ text: String, _ value: Int) {
    #expect(ChineseNumber.value(Array(text.unicodeScalars)) == value)
  }
}

struct TemplateScanTests {
  @Test(
    "pieces hold the whole text and no section reaches across them",
    arguments: [
      ("甲\n乙\n", ["甲\n", "乙\n"]),
      ("甲{{#a}}一\n{{/a}}二\n丙", ["甲{{#a}}一\n{{/a}}二\n", "丙"]),
      (
        "{{! 注\n释 }}\n{{^a}}\n{{#b}}x\n{{/b}}\n{{/a}}\n尾\n",
        ["{{! 注\n释 }}\n", "{{^a}}\n{{#b}}x\n{{/b}}\n{{/a}}\n", "尾\n"]
      ),
      ("甲\r\n乙{{a}}\r\n", ["甲\r\n", "乙{{a}}\r\n"]),
      ("甲\n{{没有完", ["甲\n", "{{没有完"]),
      ("", []),
    ])
  func pieces(_ text: String, _ pieces: [String]) {
    #expect(TemplateScan(text).pieces == pieces)
  }

  @Test func theStandardTemplateIsCutIntoItsParagraphs() {
    let text = ReportTemplate.standard.text
    let pieces = TemplateScan(text).pieces
    #expect(pieces.joined() == text)
    #expect(pieces.count > 30)
    #expect(
      pieces.allSatisfy { piece in
        let tags = TemplateScan(piece).tags.map(\.tag)
        let opened = tags.count {
          if case .open = $0 { true } else if case .openInverted = $0 { true } else { false }
        }
        let closed = tags.count { if case .close = $0 { true } else { false } }
        return opened == closed
      })
  }
}
