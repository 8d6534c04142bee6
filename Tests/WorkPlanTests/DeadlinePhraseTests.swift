import Testing

@testable import Disclosure
@testable import WorkPlan

@Suite struct DeadlinePhraseTests {
  @Test(
    "phrases of the design read as their canonical form",
    arguments: [
      ("6月底前", "by 2022-06-30"), ("5 月 26 日前", "by 2022-05-26"), ("8月30前", "by 2022-08-30"),
      ("2022年8月底前", "by 2022-08-31"), ("年底前", "by 2022-12-31"), ("到 2021 年年底前", "by 2021-12-31"),
      ("上半年", "by 2022-06-30"), ("3月底前", "by 2022-03-31"), ("12月中旬前", "by 2022-12-20"),
      ("年内", "by 2022-12-31"), ("９月上旬前", "by 2022-09-10"), ("2022/6/30", "by 2022-06-30"),
      ("2022.6.30前", "by 2022-06-30"), ("六月底前", "by 2022-06-30"),
      ("二〇二二年五月三十日前", "by 2022-05-30"), ("5月20日（星期五）前", "by 2022-05-20"),
      ("2021年年年底前", "by 2021-12-31"), ("2022年年底底前", "by 2022-12-31"),
      ("信息形成或者变更之日起20个工作日内公开", "within 20wd of 信息形成或者变更"),
      ("信息形成或变更之日起20个工作日内公开。", "within 20wd of 信息形成或变更"),
      ("信息形成后，20个工作日内", "within 20wd of 信息形成"), ("处罚结果作出后7个工作日内", "within 7wd of 处罚结果作出"),
      ("文件公开后3个工\n作日内", "within 3wd of 文件公开"), ("20工作日", "within 20wd"),
      ("批复后20日内", "within 20d of 批复"), ("更改内容后一周内", "within 7d of 更改内容"), ("一个月内", "within 1m"),
      ("更改内容后一个月内", "within 1m of 更改内容"), ("每月后10个工作日内", "within 10wd after each month"),
      ("每季度结束后十五个工作日内", "within 15wd after each quarter"), ("按季度公开", "each quarter"),
      ("每季度", "each quarter"), ("按月发布", "each month"),
      ("6月底、12月底前", "by 2022-06-30; by 2022-12-31"), ("每月月底", "each month"),
      ("每年年底前", "each year"),
      ("每半年", "each half"), ("每年1、4、7、10月8日之前", "each quarter by 01-08"),
      ("每年1月底前", "each year by 01-31"), ("每年6月下旬", "each year by 06-30"),
      ("每年1月、7月底前", "each half by 01-31"), ("每年6月、12月下旬", "each half by 06-31"),
      ("每年3月、6月、9月、12月中旬", "each quarter by 03-20"), ("次年1月底前", "by 2023-01-31"),
      ("每月5日前", "each month by 01-05"), ("每季度首月8日前", "each quarter by 01-08"),
      ("不少于2次", "at least 2 per year"), ("至少听取一次", "at least 1 per year"),
      ("每月不低于40条", "at least 40 per month"), ("年内组织培训不少于1次", "at least 1 per year of 培训"),
      ("每季度公开2次", "at least 2 per quarter"), ("征求意见期限不少于30日", "lasting 30d"),
      ("征求意见期限不少于7个工作日", "lasting 7wd"), ("长期坚持", "continuous"), ("长期公示", "continuous"),
      ("动态调整", "continuous"), ("持续", "continuous"), ("常态化", "continuous"), ("及时公开", "promptly"),
      ("第一时间", "promptly"), ("定期公布并动态调整", "periodic; continuous"), ("定期公开", "periodic"),
      ("定期更新", "periodic"), ("适时", "periodic"),
      ("不定期", "periodic"), ("疫情防控期间", "during 疫情防控期间"), ("义务教育招生时段", "during 义务教育招生时段"),
      ("原则上2022年上半年完成", "by 2022-06-30"), ("原则上2021年上半年完成", "by 2021-06-30"),
      ("原则上年底前完成", "by 2022-12-31"), ("原则上6月底前完成", "by 2022-06-30"),
      ("by 2022-06-30; each quarter", "by 2022-06-30; each quarter"),
      ("次月10日前", "within 10d after each month"), ("次月上旬", "within 10d after each month"),
      ("每季度次月10日前", "within 10d after each quarter"),
      ("每月结束后次月5个工作日内", "within 5wd after each month"),
      ("下季度首月15日前", "within 15d after each quarter"),
      ("每季度首月10日前", "each quarter by 01-10"), ("每季度公开一次", "each quarter"),
      ("每半年听取一次工作汇报", "at least 1 per half of 听取汇报"), ("全年4次", "at least 4 per year"),
      ("全年不少于4次", "at least 4 per year"), ("2次以上", "at least 2 per year"), ("全年", "continuous"),
      ("贯穿全年", "continuous"), ("全年完成", "by 2022-12-31"), ("2022年度", "by 2022-12-31"),
      ("2022年3月至11月", "by 2022-11-30"), ("9—11月", "by 2022-11-30"), ("日常工作", "continuous"),
      ("三季度末前", "by 2022-09-30"), ("第二季度底前", "by 2022-06-30"),
    ])
  func phrases(_ phrase: String, _ canonical: String) {
    let read = DeadlineParser.parse(phrase, year: 2022)
    #expect(read.clauses.map(\.canonical).joined(separator: "; ") == canonical)
    #expect(read.hasUnreadableParts == canonical.isEmpty)
  }

  @Test(
    "a phrase that is not understood is a problem and never a guess",
    arguments: [
      "", "见方案", "按要求", "6月前", "2月30日前", "5月20日起", "会议召开前3个工作日", "每周", "半年内", "2021年的年底前", "3、6月底前",
      "3月至6月底前", "2023年1月起至12月底前", "去年底前", "上年底", "近年内", "半个月内",
      "每年3月、5月底前", "每周至少2次", "每两个月", "上报次月10日的安排", "24小时内", "延长的期限最长不得超过20个工作日", "一次性发布", "三年内",
      "上半年不少于2次",
    ])
  func refusals(_ phrase: String) {
    let read = DeadlineParser.parse(phrase, year: 2022)
    #expect(read.clauses == [], "\(read)")
    #expect(read.hasUnreadableParts, "\(read)")
  }

  @Test(
    "words of time that demand nothing make no clause and say so",
    arguments: ["考核长期落后的单位", "常态化疫情防控", "及时制定措施", "按时", "未按规定及时公开的"])
  func silence(_ phrase: String) {
    let read = DeadlineParser.parse(phrase, year: 2022)
    #expect(read.clauses == [])
    #expect(read.problems.map(\.kind) == [.noDemand])
  }

  @Test("the same standing demand twice is one, and answers to the public are letters'")
  func standing() {
    #expect(
      DeadlineParser.parse("长期坚持；持续推进", year: 2022).clauses.map(\.canonical) == ["continuous"])
    #expect(
      DeadlineParser.parse("对公众意见在5个工作日内答复", year: 2022).clauses.map(\.canonical)
        == ["within 5wd from 政民互动"])
    #expect(
      DeadlineParser.parse("每年至少听取1次工作汇报", year: 2022).clauses.map(\.canonical)
        == ["at least 1 per year of 听取汇报"])
  }

  @Test("whatever the words, reading ends, and what is read is canonical")
  func mess() {
    let pieces = [
      "每", "年", "月", "季度", "半年", "2022年", "6月", "１２", "日", "前", "底", "后", "个工作日", "内", "，", "；",
      "。", "不少于",
      "次", "至少", "期间", "长期", "定期", "于", "自", "信息形成", "（星期五）", "、", "三", "十", "上旬", "一周", "起", "年底",
      "按", "工作日",
      "原则上", "完成", "\n", " ", "99999999999", "〇", "百", "首月", "结束",
    ]
    var state: UInt64 = 20_220_518
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<6000 {
      let phrase = (0...next(9)).map { _ in pieces[next(pieces.count)] }.joined()
      let read = DeadlineParser.parse(phrase, year: 2022)
      #expect(!read.clauses.isEmpty || !read.problems.isEmpty, "\(phrase)")
      for clause in read.clauses {
        let again = DeadlineParser.parseCanonical(clause.canonical)
        #expect(again.clauses.map(\.rule) == [clause.rule], "\(phrase): \(clause.canonical)")
      }
    }
  }
}
