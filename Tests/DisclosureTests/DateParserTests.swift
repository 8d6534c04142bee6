import TestSupport
import Testing

@testable import Disclosure

@Suite struct DateParserTests {
  @Test(
    "dates are read in every documented spelling",
    arguments: [
      "2022-05-20", "2022-5-20", "2022/5/20", "2022.5.20", "2022.05.20", "2022年5月20日",
      "2022年05月20日",
      "２０２２年５月２０日", "20220520", "２０２２-０５-２０", "2022-05-20 00:00:00", "2022-5-20 0:00:00",
      "2022-05-20T00:00:00",
      " 2022-05-20 ", "2022 年 5 月 20 日", "二〇二二年五月二十日", "二○二二年五月二十日", "2022年5月20号",
      "2022/05/20 00:00",
      "二零二二年五月二十日",
    ])
  func spellings(_ text: String) {
    #expect(DateParser.parse(text, year: 1999) == .date(day("2022-05-20")))
  }

  @Test("month and day alone take the year of the pipeline and say so")
  func assumedYear() {
    #expect(DateParser.parse("5月20日", year: 2022) == .dateWithAssumedYear(day("2022-05-20")))
    #expect(DateParser.parse("十二月三十一日", year: 2021) == .dateWithAssumedYear(day("2021-12-31")))
    #expect(DateParser.parse("2月29日", year: 2022) == nil)
    #expect(DateParser.parse("2月29日", year: 2024) == .dateWithAssumedYear(day("2024-02-29")))
  }

  @Test(
    "what is no date, or a day that does not exist, is nil",
    arguments: [
      "", "昨天", "2022-02-30", "2022-13-01", "2022-00-10", "2022年5月", "5.20", "22-5-20",
      "2022-05-20 13:00:00",
      "44701", "2022-5-20前", "20221301", "2022--5-20", "2022-5-", "二〇二二年五月三十二日", "2022-005-20",
      "2022年五五月二十日",
      "99999999999999999999", "2022-05-200", "五月", "月日",
    ])
  func refusals(_ text: String) {
    #expect(DateParser.parse(text, year: 2022) == nil)
  }

  @Test("serials follow the spreadsheet's two date systems")
  func serials() {
    #expect(DateParser.date(serial: 44_701, uses1904: false) == day("2022-05-20"))
    #expect(DateParser.date(serial: 43_239, uses1904: true) == day("2022-05-20"))
    #expect(DateParser.date(serial: 1, uses1904: false) == day("1900-01-01"))
    #expect(DateParser.date(serial: 59, uses1904: false) == day("1900-02-28"))
    #expect(DateParser.date(serial: 60, uses1904: false) == nil)
    #expect(DateParser.date(serial: 61, uses1904: false) == day("1900-03-01"))
    #expect(DateParser.date(serial: 0, uses1904: true) == day("1904-01-01"))
    #expect(DateParser.date(serial: -1, uses1904: false) == nil)
    #expect(DateParser.date(serial: 2_958_466, uses1904: false) == nil)
  }

  @Test("the byte path accepts exactly what the text path does")
  func bytes() {
    for text in ["2022-05-20", "2022-5-20", "2022-02-30", "2022-05-2x", "２022-05"] {
      let read = unsafe Array(text.utf8).withUnsafeBytes { unsafe DateParser.parse(utf8: $0) }
      #expect(read == PlainDate(iso: text))
    }
  }
}
