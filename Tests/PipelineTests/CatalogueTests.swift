import Settings
import Testing

@testable import Diagnostics
@testable import Pipeline

@Suite struct CatalogueTests {
  @Test("codes and numbers are unique, and a code finds its rule")
  func unique() {
    #expect(Set(Catalogue.all.map(\.code)).count == Catalogue.all.count)
    #expect(Set(Catalogue.all.map(\.number)).count == Catalogue.all.count)
    for rule in Catalogue.all { #expect(Catalogue.rule(rule.code) == rule) }
    #expect(Catalogue.rule("no-such-code") == nil)
    #expect(!Catalogue.all.isEmpty)
  }

  @Test(
    "every rule says what it is, what was expected and what to do, in full",
    arguments: Catalogue.all)
  func texts(_ rule: DiagnosticRule) {
    for text in [rule.title, rule.expected, rule.remedy] {
      #expect(!text.isEmpty && !text.hasSuffix("。") && text != "无效", "\(rule.code)")
      #expect(text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(rule.code)")
    }
    let kebab = rule.code.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
    }
    #expect(kebab, "\(rule.code)")
    let ranges = [
      1000...1999, 2000...2999, 3000...3999, 4000...4999, 5000...5999, 6000...6999, 9000...9999,
    ]
    #expect(ranges.contains { $0.contains(rule.number) }, "\(rule.code)")
  }

  @Test("findings print place, words, expectation and remedy on one line")
  func line() {
    let rule = DiagnosticRule(
      "sample-rule", 1, .warning, title: "示例", expected: "数字", remedy: "改正",
      example: .situation("示例"))
    let place = SourceLocation(file: "台账.xlsx", sheet: "任务", row: 7, column: 3)
    #expect(
      Diagnostic(rule, at: place, found: "“甲”").line
        == "警告 [sample-rule] 台账.xlsx!任务!C7：“甲”；应为：数字；处理：改正")
    #expect(
      Diagnostic(rule, at: SourceLocation(file: ""), found: "“甲”", expected: "乙", remedy: "丙").line
        == "警告 [sample-rule] “甲”；应为：乙；处理：丙")
  }
}
