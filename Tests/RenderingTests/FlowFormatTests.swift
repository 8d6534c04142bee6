import Foundation
import ReportDocument
import Testing

@testable import Rendering

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A small report with everything that a document can hold.
enum SampleReport {
  static let table = FlowTable(
    caption: "申请办理情况",
    cells: [
      FlowCell(0, 0, rowSpan: 2, "项目", .columnHeading),
      FlowCell(0, 1, columnSpan: 2, "申请人", .columnHeading),
      FlowCell(1, 1, "自然人", .columnHeading), FlowCell(1, 2, "总计", .columnHeading),
      FlowCell(2, 0, rowSpan: 2, "办理结果", .rowHeading),
      FlowCell(2, 1, "120", .figure, name: "table3/3.1/自然人"),
      FlowCell(2, 2, "131", .figure, name: "table3/3.1/总计"),
      FlowCell(3, 1, "未知", .figure, name: "table3/3.2/自然人"), FlowCell(3, 2, "其中\n一项", .words),
    ], headingRows: 2, columnShares: [3, 1, 1],
    plain: [TextTable(columns: [.init("项目"), .init("总计", .right)], rows: [["办理结果", "131"]])])

  static let document = FlowDocument(
    baseName: "年度报告", title: "沂源县人民政府2022年政府信息公开工作年度报告", author: "沂源县人民政府办公室",
    subject: "年度报告", created: DocumentDay(year: 2023, month: 1, day: 31), mark: "示例数据",
    blocks: [
      .heading("一、总体情况", level: 1), .heading("（一）主动公开", level: 2),
      .paragraph(
        FlowText("新收申请131件 & <两件> “退回”。", figures: [.init(4..<7, "requests.received")])),
      .chart(
        FlowChart(
          title: "各类事项", measure: "件", categories: ["信息公开", "政策解读"],
          series: [
            .init("应办", values: [10, nil], texts: ["10", "未知"], figures: ["a.due", ""]),
            .init("已办", values: [5, 0], texts: ["5", "0"]),
          ])),
      .heading("二、申请办理情况", level: 1), .table(table), .signature("2023年1月31日"),
    ])
}

@Suite struct FlowFormatTests {
  let document = SampleReport.document

  func page() -> String { String(decoding: HTMLFormat().bytes(of: document), as: UTF8.self) }

  /// The elements of well-formed markup with their attributes; the test fails where it is not.
  final class Elements: NSObject, XMLParserDelegate {
    var names: [String] = []
    var attributes: [(element: String, attributes: [String: String])] = []

    init(_ bytes: [UInt8]) throws {
      super.init()
      let parser = XMLParser(data: Data(bytes))
      parser.delegate = self
      try #require(parser.parse(), "line \(parser.lineNumber): not well-formed")
    }

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String] = [:]
    ) {
      names.append(name)
      self.attributes.append((name, attributes))
    }
  }

  @Test("equal documents give equal bytes in every format", arguments: ["txt", "html", "docx"])
  func sameBytes(_ fileExtension: String) throws {
    let format = try #require(FlowFormats.format(of: fileExtension))
    let first = try format.bytes(of: document)
    #expect(try format.bytes(of: document) == first && !first.isEmpty)
    var other = document
    other.blocks.append(.paragraph("另一段。"))
    #expect(try format.bytes(of: other) != first)
  }

  @Test func eachFormatIsFoundByWhatFollowsTheDot() {
    #expect(FlowFormats.all.map(\.fileExtension) == ["txt", "html", "docx"])
    #expect(FlowFormats.format(of: "exe") == nil)
  }

  // MARK: page

  @Test func aPageFetchesNothingAndRunsNothing() throws {
    let elements = try Elements(HTMLFormat().bytes(of: document))
    #expect(!elements.names.contains { ["script", "iframe", "img", "object"].contains($0) })
    for (_, attributes) in elements.attributes {
      #expect(attributes["src"] == nil && !attributes.keys.contains { $0.hasPrefix("on") })
      if let target = attributes["href"] {
        #expect(target.hasPrefix("#") || target == "data:,", "\(target)")
      }
    }
    #expect(page().contains("default-src 'none'"))
    #expect(!page().contains("url(") && !page().contains("@import"))
  }

  @Test func aPageSaysItsLanguageAndItsHeadingsGoDownOneStepAtATime() throws {
    let elements = try Elements(HTMLFormat().bytes(of: document))
    #expect(elements.attributes.first?.attributes["lang"] == "zh-CN")
    let levels = elements.names.compactMap { name in
      name.count == 2 && name.hasPrefix("h") ? name.last?.wholeNumberValue : nil
    }
    #expect(levels == [1, 2, 3, 2])
  }

  @Test func everyHeadingOfATableHasItsScopeAndEveryFigureItsName() throws {
    let elements = try Elements(HTMLFormat().bytes(of: document))
    let scopes = elements.attributes.filter { $0.element == "th" }.map { $0.attributes["scope"] }
    #expect(scopes == ["col", "colgroup", "col", "col", "rowgroup"])
    #expect(elements.names.count { $0 == "caption" } == 1)
    let named = elements.attributes.compactMap { $0.attributes["data-cell"] }
    #expect(named == ["table3/3.1/自然人", "table3/3.1/总计", "table3/3.2/自然人"])
    #expect(
      elements.attributes.compactMap { $0.attributes["data-figure"] }
        == ["requests.received", "a.due"])
  }

  @Test func aChartIsToldInWordsAndItsBarsAreInProportion() throws {
    let elements = try Elements(HTMLFormat().bytes(of: document))
    let drawing = try #require(elements.attributes.first { $0.element == "svg" }).attributes
    #expect(drawing["role"] == "img")
    #expect(drawing["aria-label"] == "条形图，各类事项：信息公开应办10件、已办5件；政策解读应办未知、已办0件。")
    let bars = elements.attributes.filter { $0.element == "rect" }.dropFirst(2)
      .compactMap { $0.attributes["width"].flatMap { Int($0) } }
    #expect(bars == [276, 138, 0, 0])
  }

  @Test func wordsAreEscaped() {
    #expect(page().contains("件 &amp; &lt;两件&gt; “退回”。"))
    #expect(page().contains("<span data-figure=\"requests.received\">131</span>"))
  }

  // MARK: document

  @Test func aDocumentIsWellFormedAndItsTableKeepsItsMerges() throws {
    let elements = try Elements(Array(DocxBody(document).text.utf8))
    #expect(elements.names.count { $0 == "w:tbl" } == 1)
    #expect(elements.names.count { $0 == "w:tr" } == 4)
    #expect(elements.names.count { $0 == "w:tblHeader" } == 2)
    let merges = elements.attributes.filter { $0.element == "w:vMerge" }
      .map { $0.attributes["w:val"] }
    #expect(merges == ["restart", "continue", "restart", "continue"])
    let widths = elements.attributes.filter { $0.element == "w:gridCol" }
      .compactMap { $0.attributes["w:w"].flatMap { Int($0) } }
    #expect(widths.reduce(0, +) == OfficialPage.textWidth && widths.count == 3)
    for part in [
      DocxParts.contentTypes, DocxParts.relations, DocxParts.documentRelations, DocxParts.styles,
      DocxParts.settings, DocxParts.fonts, DocxParts.app, DocxParts.core(document),
      DocxParts.footer(isOdd: true), DocxParts.footer(isOdd: false),
    ] { _ = try Elements(Array(part.utf8)) }
  }

  @Test func everyStyleThatTheTextNamesIsDefined() throws {
    let defined = try Elements(Array(DocxParts.styles.utf8)).attributes
      .compactMap { $0.attributes["w:styleId"] }
    for one in try Elements(Array(DocxBody(document).text.utf8)).attributes
    where one.element == "w:pStyle" || one.element == "w:tblStyle" {
      #expect(defined.contains(one.attributes["w:val"] ?? ""), "\(one.attributes)")
    }
    #expect(Set(defined).count == defined.count)
  }

  @Test func aLongTitleBreaksBeforeItsYear() {
    let text = DocxBody(document).text
    #expect(text.contains("沂源县人民政府</w:t></w:r><w:r><w:br/><w:t xml:space=\"preserve\">2022年"))
  }

  @Test func theHeadingAboveATableIsItsCaption() {
    #expect(!DocxBody(document).text.contains("<w:pStyle w:val=\"Caption\"/>"))
    var apart = document
    apart.blocks.insert(.paragraph("说明。"), at: 5)
    #expect(DocxBody(apart).text.contains("<w:pStyle w:val=\"Caption\"/>"))
  }

  @Test("a package says its parts' day, never that of the machine")
  func packageDay() throws {
    let bytes = try DocxFormat().bytes(of: document)
    // Time and day of the first local header: 2023-01-31, midnight.
    #expect(Array(bytes[10..<14]) == [0, 0, 0x3F, 0x56])
    #expect(Array(bytes[30..<49]) == Array("[Content_Types].xml".utf8))
  }

  // MARK: data

  @Test func valuesAreQuotedWhereTheyMustBe() {
    let table = DataResource(
      name: "table3", title: "表", fields: [DataField("行名"), DataField("值", .integer)],
      rows: [["一、新收，\"其中\"", "7"], ["两\n行,", ""]])
    #expect(
      String(decoding: CSVFormat().bytes(of: table), as: UTF8.self)
        == "行名,值\r\n\"一、新收，\"\"其中\"\"\",7\r\n\"两\n行,\",\r\n")
  }

  @Test func theDescriptorNamesEachTableWithItsColumns() throws {
    let table = DataResource(
      name: "table3", title: "申请\"办理\"",
      fields: [DataField("行号"), DataField("总计", .integer, "合计")],
      primaryKey: ["行号"], rows: [["1", "131"]])
    let package = DataPackage(
      name: "annual-report-2022", title: "数据", description: "说明", publisher: "办公室",
      created: DocumentDay(year: 2023, month: 1, day: 31), resources: [table])
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(DescriptorFormat().bytes(of: package)))
        as? [String: Any])
    #expect(json["created"] as? String == "2023-01-31T00:00:00Z")
    let resource = try #require((json["resources"] as? [[String: Any]])?.first)
    #expect(resource["path"] as? String == "table3.csv")
    #expect(resource["bytes"] as? Int == CSVFormat().bytes(of: table).count)
    let schema = try #require(resource["schema"] as? [String: Any])
    #expect((schema["fields"] as? [[String: String]])?.map { $0["type"] } == ["string", "integer"])
    #expect(schema["missingValues"] as? [String] == ["", "未知", "不适用"])
  }

  @Test(
    "days are written as in ISO 8601",
    arguments: [
      (1970, 1, 1, "1970-01-01"), (2000, 2, 29, "2000-02-29"), (2023, 1, 31, "2023-01-31"),
      (2024, 12, 31, "2024-12-31"), (2100, 3, 1, "2100-03-01"),
    ])
  func days(_ year: Int, _ month: Int, _ day: Int, _ text: String) {
    #expect(DocumentDay(year: year, month: month, day: day).iso == text)
  }
}
