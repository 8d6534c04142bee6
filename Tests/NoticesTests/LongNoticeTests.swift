import Disclosure
import Testing

@testable import Notices
@testable import WorkPlan

/// Notices of which a part is much longer than anybody would write it.
@Suite("Long notices")
struct LongNoticeTests {
  @Test("names run together that cannot be parted are given up soon", .timeLimit(.minutes(1)))
  func names() {
    // Each cut leaves a whole body before it and asks whether the rest can be parted.
    let words = String(repeating: "县乙局", count: 40) + "某事"
    let read = BodyPhraseReader.read(words)
    #expect(read.named.isEmpty)
    #expect(read.unread == [words])
    #expect(BodyPhraseReader.read("县乙局县丙局和县丁局").named == ["县乙局", "县丙局", "县丁局"])
  }

  @Test("brackets side by side for one task add up, in their order", .timeLimit(.minutes(1)))
  func brackets() throws {
    let more = (1...300).map { "（责任单位：县\($0)号局）" }
    let notice = Notice(
      text: (["2022年政务公开工作要点", "1.公开预算决算信息。（责任单位：县财政局）"] + more).joined(separator: "\n"))
    let task = try #require(notice.tasks.first)
    #expect(notice.tasks.count == 1)
    #expect(task.units.named.count == 301)
    #expect(task.units.named.last == "县300号局")
  }

  @Test("lines of dashes are no table, however many, and the table behind them is one")
  func dashes() {
    let text =
      Array(repeating: "|---|---|", count: 2_000).joined(separator: "\n")
      + "\n说明\n工作任务 | 责任单位 | 时限\n公开预算决算信息 | 县财政局 | 6月底前\n公开招生政策信息 | 县教育局 | 7月底前\n公开就业政策信息 | 县人力资源局 | 8月底前\n"
    let tasks = Notice(text: text).tasks
    #expect(tasks.map(\.units.named) == [["县财政局"], ["县教育局"], ["县人力资源局"]])
  }

  @Test("a time asked for twice in a task is one demand, and each phrase is told once")
  func twice() throws {
    let notice = Notice(
      text: """
        2022年政务公开工作要点
        1.公开预算。6月底前公开预算，9月底前公开决算，6月底前公开预算，每季度公开一次专项资金。（责任单位：县财政局）
        """)
    let task = try #require(notice.tasks.first)
    #expect(task.clauses.map(\.canonical) == ["by 2022-06-30", "by 2022-09-30", "each quarter"])
    #expect(task.deadlinePhrases == ["6月底前公开预算", "9月底前公开决算", "每季度公开一次专项资金"])
  }

  @Test("lines that a page has broken join to one paragraph, whatever their number")
  func lines() {
    let line = "公开预算决算信息和有关政策文件及其解读材料的内容，"
    let joined = NoticeLines.paragraphs(
      ["一、加强公开"] + Array(repeating: line, count: 400) + ["直到全部公开。", "二、加强解读"])
    #expect(joined == ["一、加强公开", String(repeating: line, count: 400) + "直到全部公开。", "二、加强解读"])
  }
}
