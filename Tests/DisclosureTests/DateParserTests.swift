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
      "二零二二年五月二十日", "2022-05-20 13:00:00", "2022/5/20 9:30", "2022年5月20日 10时", "2022年5月20日上午9时30分",
      "2022-05-20T08:00:00Z", "2022-05-20 08:00:00.123+08:00", "2022年5月20日（星期五）", "2022-05-20 周五",
      "2022.5.20.", "2022 - 05 - 20", "2022—05—20", "2022．5．20", "2022\\5\\20", "2022 5 20",
      "20220520093015", "\u{202D}2022-05-20\u{202C}", "2022年5月20", "2022、5、20",
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
      "44701", "2022-5-20前", "20221301", "2022--5-20", "2022-5-", "二〇二二年五月三十二日", "2022-005-20",
      "2022年五五月二十日",
      "99999999999999999999", "2022-05-200", "五月", "月日",
    ])
  func refusals(_ text: String) {
    #expect(DateParser.parse(text, year: 2022) == nil)
  }

  @Test(
    "a text that is no date says why",
    arguments: [
      ("22.5.20", DateFault.twoDigitYear), ("22年5月20日", .twoDigitYear), ("5/20/22", .twoDigitYear),
      ("20/05/2022", .yearLast), ("2022.13.5", .noSuchDay), ("2022-2-30", .noSuchDay),
      ("2月10日至12日", .range), ("2022-02-10至2022-02-12", .range), ("2022.2.10-2.12", .range),
      ("2022-02-10、2022-02-15", .several), ("2022年2月", .dayMissing), ("2022-2", .dayMissing),
      ("2022年", .monthMissing), ("民国111年2月10日", .republican), ("农历正月初十", .lunar),
      ("壬寅年正月初十", .lunar), ("2O22-02-10", .letters), ("今年2月10日", .yearMissing),
      ("5.20", .yearMissing), ("Feb 10, 2022", .unreadable), ("12①", .unreadable),
      ("①022-02-10", .unreadable),
    ])
  func faults(_ text: String, _ fault: DateFault) {
    #expect(DateParser.answer(text, year: 2022) == .fault(fault))
  }

  @Test("a serial written as text is no date, and the day that it may mean is told")
  func serialText() {
    #expect(DateParser.answer("44602", year: 2022) == .fault(.serial(day("2022-02-10"))))
  }

  @Test("serials follow the spreadsheet's two date systems")
  func serials() {
    #expect(DateParser.date(serial: 44_701, uses1904: false) == day("2022-05-20"))
    #expect(DateParser.date(serial: 43_239, uses1904: true) == day("2022-05-20"))
    #expect(DateParser.date(serial: 1, uses1904: false) == day("1900-01-01"))
    #expect(DateParser.date(serial: 0, uses1904: false) == nil)
    #expect(DateParser.date(serial: 2_958_465, uses1904: false) == day("9999-12-31"))
    #expect(DateParser.date(serial: -1, uses1904: true) == nil)
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
