import Testing

@testable import Intake
@testable import Registers

@Suite struct NarrativeTests {
  private static let header = "部分,条目,数值,单位,上年,文字,来源\n"

  @Test(
    "a section is known by the words of the statutory format and of offices",
    arguments: [
      ("主动公开", NarrativeSection.disclosure), ("（一）主动公开", .disclosure), ("一、总体情况", .overview),
      ("（四）政府信息公开平台建设", .platform), ("五、存在的主要问题", .problems), ("改进情况", .improvements),
      ("上年度问题整改情况", .lastProblems), ("六、其他需要报告的事项", .others), ("1.监督保障", .supervision),
    ])
  func sections(_ written: String, _ section: NarrativeSection) {
    #expect(NarrativeSection(heading: written) == section)
  }

  @Test("words that are no section are none", arguments: ["", "七", "公开", "主动公开情况说明", "附件"])
  func noSection(_ written: String) { #expect(NarrativeSection(heading: written) == nil) }

  @Test func rowsAreReadWithTheirValuesAndSources() throws {
    let reading = try Reading(
      .narrative,
      csv: Self.header + "主动公开,政府公报,6,期,5,编发{数值}期（上年{上年}期）,县政府办\n（二）依申请公开,图解,12,件,,,县政府办\n")
    #expect(reading.codes == [] && reading.count == 2)
    #expect(reading.record(0).contains("政府公报") && reading.record(1).contains("requests"))
  }

  @Test(
    "a row that says nothing, or not who says it, is sent back",
    arguments: [
      ("主动公开,政府公报,6,期,,,", "cell-empty"), ("主动公开,,6,期,,,县政府办", "cell-empty"),
      ("主动公开,政府公报,,,,,县政府办", "cell-empty"), ("主动公开,政府公报,6,,,,县政府办", "cell-empty"),
      ("主动公开,政府公报,六期,期,,,县政府办", "number-unreadable"),
      ("附件,政府公报,6,期,,,县政府办", "word-outside-list"),
      ("主动公开,政府公报,,,,编发{数值}期,县政府办", "cell-empty"),
      ("主动公开,政府公报,6,期,,上年{上年}期,县政府办", "cell-empty"),
    ])
  func sentBack(_ row: String, _ code: String) throws {
    let reading = try Reading(.narrative, csv: Self.header + row + "\n")
    #expect(reading.written == "1 = 0 + 1 + 0" && reading.codes == [code])
  }
}
