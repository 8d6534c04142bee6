import Testing

@testable import Disclosure

@Suite struct TextFoldingTests {
  @Test(
    "names fold width and white space and keep letter case",
    arguments: [
      ("县财政局", "县财政局"), (" 县 财政　局\u{200B}\u{FEFF}", "县财政局"), ("Ａｂ１（２）", "Ab1(2)"), ("㈱", "(株)"),
      ("１２\u{00A0}３", "123"), ("é", "é"), ("e\u{301}", "é"), ("①", "1"), ("…", "..."), ("", ""),
      ("ｶﾞ", "ガ"), ("〔2022〕", "〔2022〕"), ("县\u{00AD}局", "县局"), ("金\u{F90A}", "金金"),
    ])
  func names(_ written: String, _ folded: String) {
    #expect(TextFolding.fold(written) == folded)
    #expect(TextFolding.fold(folded) == folded)
  }

  @Test(
    "headers fold brackets as well",
    arguments: [
      ("责任 部门", "责任部门", "责任部门"), ("收费金额（元）", "收费金额元", "收费金额"), ("【单位】", "单位", ""),
      ("答复日期 (必填)", "答复日期必填", "答复日期"),
    ])
  func headers(_ written: String, _ folded: String, _ bare: String) {
    #expect(TextFolding.foldHeader(written) == folded)
    #expect(TextFolding.foldHeaderWithoutRemarks(written) == bare)
  }

  @Test(
    "task numbers lose a decimal zero and keep leading zeros",
    arguments: [
      ("１０", "10"), ("3.0", "3"), ("3.00", "3"), ("03", "03"), ("3.1", "3.1"), ("3.10", "3.10"),
      (" 7 ", "7"),
      ("3.", "3."), (".0", ".0"), ("一", "一"), ("A.0", "A.0"),
    ])
  func taskNumbers(_ written: String, _ folded: String) {
    #expect(TextFolding.foldTaskNumber(written) == folded)
  }

  @Test("bytes and text agree about what is white space, for every character of the first plane")
  func whiteSpaceByBytes() {
    for value in [UInt32](0...0xFFFF) + stride(from: 0x10000, through: 0x10FFFF, by: 997) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let mark = String(Character(scalar))
      for text in [mark, mark + "甲" + mark, "a" + mark + "b" + mark + mark] {
        let bytes = Array(text.utf8)
        let trimmed = unsafe bytes.withUnsafeBytes { unsafe Array(SpaceBytes.trimmed($0)) }
        guard trimmed != Array(text.trimmed.utf8) else { continue }
        Issue.record("U+\(String(value, radix: 16)): \(trimmed)")
        return
      }
    }
    #expect(" \u{3000}甲\u{FEFF}\n".trimmed == "甲" && "\u{200B}".trimmed.isEmpty)
  }
}
