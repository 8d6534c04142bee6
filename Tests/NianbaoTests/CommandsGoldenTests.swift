import Foundation
import Settings
import Testing

@testable import Diagnostics
@testable import Pipeline
@testable import nianbao

/// The results that commands print, and the status that a shell sees.
struct CommandsGoldenTests {
  /// A report of 龙门镇 with one identity of each kind broken or whole.
  private static func report(_ folder: String, answered: Int) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let columns = "行号,行名,自然人,商业企业,科研机构,社会公益组织,法律服务机构,其他,总计"
    let codes = [
      "1", "2", "3.1", "3.2", "3.3.1", "3.3.2", "3.3.3", "3.3.4", "3.3.5", "3.3.6", "3.3.7",
      "3.3.8", "3.4.1", "3.4.2", "3.4.3", "3.5.1", "3.5.2", "3.5.3", "3.5.4", "3.5.5", "3.6.1",
      "3.6.2", "3.6.3", "3.7", "4",
    ]
    var text = columns + "\n"
    for code in codes {
      let value = ["1": 3, "3.1": answered, "3.7": answered][code] ?? 0
      text += "\(code),,\(value),0,0,0,0,0,\(value)\n"
    }
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/table3.csv"))
    let disputes =
      "类别,结果维持,结果纠正,其他结果,尚未审结,总计\n行政复议,1,0,0,0,1\n未经复议直接起诉,0,0,0,0,0\n复议后起诉,0,0,0,0,0\n"
    try Data(disputes.utf8).write(to: URL(fileURLWithPath: folder + "/table4.csv"))
  }

  private static func scratch() -> String {
    FileManager.default.temporaryDirectory.path + "/nianbao-\(UUID().uuidString)"
  }

  @Test func workdaysSayWhyEachDayCounts() throws {
    let run = try CommandsRun(["workdays", "2022-04-01", "+2"])
    #expect(
      run.output == """
        2022-04-01 周五 工作日：起算日，不计
        2022-04-02 周六 调休上班：第1日
        2022-04-03 周日 法定节假日：不计
        2022-04-04 周一 法定节假日：不计
        2022-04-05 周二 法定节假日：不计
        2022-04-06 周三 工作日：第2日
        2022-04-01 后第2个工作日：2022-04-06
        依据：国办发明电〔2021〕11号（2022年）

        """)
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
  }

  @Test(
    "workdays answer one day, a count and a range",
    arguments: [
      (["2022-10-08"], "2022-10-08 周六 调休上班：上班"),
      (["2022年10月7日"], "2022-10-07 周五 法定节假日：不上班"),
      (["2022-03-01", "2022-03-31"], "2022-03-01 至 2022-03-31：22个工作日"),
      (["2022-03-01", "+1", "--first-day-counts"], "2022-03-01 后第1个工作日：2022-03-01"),
    ])
  func workdays(_ arguments: [String], _ line: String) throws {
    let run = try CommandsRun(["workdays"] + arguments)
    #expect(run.output.split(separator: "\n").contains { $0 == line })
    #expect(run.status == 0)
  }

  @Test(
    "wrong usage is status 64 and says what is right",
    arguments: [
      (["workdays", "2030-01-01"], "现有2018年至2026年"),
      (["workdays", "昨天"], "读不出日期"),
      (["workdays", "2022-03-01", "+x"], "应为 + 后跟0至5000的整数"),
      (["workdays", "2022-03-01", "2022-02-01"], "早于起算日"),
      (["rules", "no-such-code"], "没有代码“no-such-code”"),
      (["forms", "x", "--output", "y", "--rows", "0"], "--rows 应为1至1000之间的整数"),
    ])
  func usage(_ arguments: [String], _ words: String) throws {
    let run = try CommandsRun(arguments)
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(words))
  }

  @Test func oneRuleIsPrintedWithItsExample() throws {
    let run = try CommandsRun(["rules", "number-negative"])
    #expect(
      run.output == """
        2017 number-negative 错误 数字是负的
          应为：不小于0的数
          处理：核对后改正
          例：单位,信息内容,指标,数值
              县财政局,行政处罚,本年处理决定数量,-3
        共1条规则。

        """)
  }

  @Test func theCatalogueIsPrintedWhole() throws {
    let run = try CommandsRun(["rules"])
    #expect(run.output.hasSuffix("共\(Catalogue.all.count)条规则。\n"))
    for rule in Catalogue.all { #expect(run.output.contains(" \(rule.code) ")) }
    let page = try CommandsRun(["rules", "--markdown"]).output
    for rule in Catalogue.all { #expect(page.contains("\n### \(rule.code)\n")) }
  }

  @Test func aWholeReportPasses() throws {
    let folder = Self.scratch()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Self.report(folder + "/龙门镇", answered: 3)
    let run = try CommandsRun(["check-report", folder + "/龙门镇"])
    #expect(run.status == 0)
    #expect(run.output.contains("格式：2021年格式（国办公开办函〔2021〕30号）"))
    #expect(run.output.contains("没有不成立的恒等式。"))
    #expect(!run.output.contains("不成立 "))
    #expect(run.output.contains("I1：本年新收＋上年结转＝办理结果总计＋结转下年度"))
  }

  @Test func brokenReportsAreNamedAndStatusIs65() throws {
    let folder = Self.scratch()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Self.report(folder + "/龙门镇", answered: 3)
    try Self.report(folder + "/城关镇", answered: 2)
    let run = try CommandsRun(["check-report", folder])
    #expect(run.status == 65)
    #expect(
      run.output == """
        共2份报告
        +--------+--------+--------+------+--------+----------+
        |  报告  |  结果  |  格式  | 成立 | 不成立 | 无法判断 |
        +--------+--------+--------+------+--------+----------+
        | 城关镇 | 不成立 | 2021年 |   40 |      2 |        0 |
        | 龙门镇 | 成立   | 2021年 |   42 |      0 |        0 |
        +--------+--------+--------+------+--------+----------+

        城关镇
        格式：2021年格式（国办公开办函〔2021〕30号）
        逻辑校验
        +------+--------+------+------+--------+
        | 编号 |  项目  | 左边 | 右边 |  结论  |
        +------+--------+------+------+--------+
        | I1   | 总计   |    3 |    2 | 不成立 |
        | I1   | 自然人 |    3 |    2 | 不成立 |
        +------+--------+------+------+--------+
        I1：本年新收＋上年结转＝办理结果总计＋结转下年度
        1份：有不成立的恒等式。
        1份：没有不成立的恒等式。

        """)
    #expect(run.errors.contains("[unit-identity-broken]"))
    let json = try CommandsRun(["check-report", folder, "--json"])
    #expect(json.status == 65)
    #expect(json.output.contains("\"status\": \"blocked\""))
  }

  @Test func theTrialFormIsRecognisedAsSuperseded() throws {
    let folder = Self.scratch()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Self.report(folder, answered: 3)
    let file = URL(fileURLWithPath: folder + "/table3.csv")
    let text = try String(contentsOf: file, encoding: .utf8)
    let trial = text.split(separator: "\n").compactMap { line -> String? in
      if line.hasPrefix("3.6.1") { return "3.6" + line.dropFirst(5) }
      return line.hasPrefix("3.6.") ? nil : String(line)
    }
    try Data((trial.joined(separator: "\n") + "\n").utf8).write(to: file)
    let run = try CommandsRun(["check-report", folder])
    #expect(run.output.contains("格式：2019年试行格式（国办公开办函〔2019〕60号），已废止"))
    #expect(run.errors.contains("[superseded-form]"))
    #expect(run.status == 0)
  }

  @Test func aMissingReportIs66() throws {
    let run = try CommandsRun(["check-report", Self.scratch()])
    #expect(run.status == 66)
    #expect(run.output.isEmpty)
  }

  @Test func formsAreWrittenAndVerified() throws {
    let county = try CommandsCounty(inputs: #"ledgers: ["inputs/台账/*"]"#)
    let target = county.folder + "/../forms"
    let run = try CommandsRun(["forms", county.folder, "--output", target])
    #expect(run.output == "已写出3个填报工作簿：\(target)\n")
    #expect(run.status == 0)
    #expect(try CommandsRun(["verify", target]).output == "核对3个文件，全部一致。\n")
    let whole = try CommandsRun(["verify", target, "--pipeline", county.folder])
    #expect(whole.output == "核对7个文件，全部一致。\n")
    try Data("x".utf8).write(to: URL(fileURLWithPath: target + "/城关镇.xlsx"))
    try Data("x".utf8).write(to: URL(fileURLWithPath: target + "/多余.txt"))
    try FileManager.default.removeItem(atPath: target + "/县财政局.xlsx")
    let changed = try CommandsRun(["verify", target])
    #expect(changed.status == 65)
    #expect(changed.output == "缺少：县财政局.xlsx\n内容已变：城关镇.xlsx\n清单之外：多余.txt\n核对3个文件，3处不符。\n")
  }

  @Test func theSameFormsHaveTheSameBytes() throws {
    let county = try CommandsCounty(inputs: #"ledgers: ["inputs/台账/*"]"#)
    var manifests: [Data] = []
    for name in ["a", "b"] {
      let target = county.folder + "/../" + name
      _ = try CommandsRun(["forms", county.folder, "--output", target])
      manifests.append(try Data(contentsOf: URL(fileURLWithPath: target + "/manifest.json")))
    }
    #expect(manifests[0] == manifests[1])
  }

  @Test func theReferencePagesAreThoseOfTheDocumentation() throws {
    let folder = Self.scratch()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let run = try CommandsRun(["reference", "--output", folder])
    #expect(run.output == "已写入：Messages.md、ConfigurationKeys.md、FieldWords.md\n")
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    for page in ["Messages.md", "ConfigurationKeys.md", "FieldWords.md"] {
      let made = try String(contentsOfFile: folder + "/" + page, encoding: .utf8)
      let committed = try String(
        contentsOf: root.appendingPathComponent("Sources/nianbao/Documentation.docc/" + page),
        encoding: .utf8)
      #expect(made == committed, "make reference writes \(page) again")
    }
  }
}
