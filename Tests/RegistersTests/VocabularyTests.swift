import Testing

@testable import Disclosure
@testable import Registers
@testable import Statutory

@Suite struct VocabularyTests {
  @Test(
    "an answer is named by code or label, prefixes and width folded",
    arguments: [
      ("3.3.7", "3.3.7"), ("３.３.７", "3.3.7"), ("7.属于行政执法案卷", "3.3.7"), ("属于行政执法案卷", "3.3.7"),
      ("三、（三）不予公开 7.属于行政执法案卷", "3.3.7"), ("（三）不予公开-属于行政执法案卷", "3.3.7"), ("７．属于行政执法案卷", "3.3.7"),
      ("3.3.7 属于行政执法案卷", "3.3.7"), ("三、本年度办理结果 （三）不予公开 7.属于行政执法案卷", "3.3.7"), ("予以公开", "3.1"),
      ("（一）予以公开", "3.1"), ("部分公开", "3.2"), ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "3.2"),
      ("危及\"三安全一稳定\"", "3.3.3"), ("3.危及“三安全一稳定”", "3.3.3"), ("其他", "3.6.3"),
      ("（六）其他处理 3.其他", "3.6.3"),
      ("申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "3.6.1"), ("不予公开", nil), ("其他处理", nil), ("总计", nil),
      ("3.7", nil),
      ("4", nil), ("1", nil), ("3.9.9", nil), ("", nil), ("6.属于行政执法案卷", nil),
      ("（四）无法提供 属于行政执法案卷", nil),
      ("3.3.6 属于行政执法案卷", nil), ("3", nil), ("3.3", nil), ("同意", nil),
    ])
  func answers(_ text: String, _ code: String?) {
    #expect(ReportForm.current.rows.match(text)?.code == code)
  }

  @Test("every printed label of table 3 finds its own row")
  func labels() {
    for row in ReportForm.current.rows {
      #expect(ReportForm.current.rows.matchAny(row.label) == row)
      #expect(ReportForm.current.rows.matchAny(row.heading + row.label) == row)
      #expect(ReportForm.current.rows.matchAny(row.code) == row)
      #expect(ReportForm.current.rows.match(row.label)?.code == (row.isLeaf ? row.code : nil))
    }
    #expect(ReportForm.current.rows.leaves.count == 21)
  }

  @Test("closed lists are read with width and spaces folded, and refuse the rest")
  func closedLists() {
    #expect(EntryKind(folding: " 政策 解读") == .interpretation)
    #expect(EntryKind(folding: "政策") == nil)
    #expect(ApplicantKind(folding: "其他") == .other)
    #expect(Proposal.Kind(folding: "人大建议") == .deputies)
    #expect(InspectionSeverity.accepted == "一般、严重、重大")
  }
}
