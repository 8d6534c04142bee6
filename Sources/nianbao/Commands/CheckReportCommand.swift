import AnnualReport
import ArgumentParser
import Configuration
import Diagnostics
import Disclosure
import Intake
import Pipeline
import Publishing
import Rendering
import ReportDocument
import Settings
import Statutory
import Tables

/// Judges annual reports made elsewhere: their identities, without a pipeline.
struct CheckReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-report", abstract: "核对任意单位的政府信息公开年度报告，不需要流水线。",
    discussion: """
      路径可以是：含 table2.csv、table3.csv、table4.csv 的文件夹；表样格式的工作簿、文档或网页；\
      装有多份报告的文件夹。空白格按未知处理，不当作0。I1至I4有一项不成立，或有报告读不出、一项也判断不了，以退出码65结束。
      """)

  @Argument(help: ArgumentHelp("报告文件、报告文件夹，或装有多份报告的文件夹。", valueName: "路径"))
  var path: String

  @OptionGroup var format: FormatOption

  func run() async throws {
    try await Terminal.guarding(format) { terminal in
      let reports = try ReportSource.find(path)
      guard !reports.isEmpty else {
        throw RuntimeFault.missing(what: "年度报告（table2.csv、table3.csv、table4.csv，或工作簿）")
      }
      var checked: [CheckedReport] = []
      for report in reports { checked.append(try report.check()) }
      if terminal.isJSON {
        Self.answer(checked, terminal)
      } else {
        let document = CheckedReport.document(checked)
        terminal.say(Self.text(document))
      }
      terminal.list(checked.flatMap(\.problems))
      return checked.allSatisfy { $0.standing == .passes } ? .done : .blocked
    }
  }

  // MARK: For people

  private static func text(_ document: TextDocument) -> String {
    var text = String(decoding: PlainTextRenderer.bytes(document), as: UTF8.self)
    while text.hasSuffix("\n") { text.removeLast() }
    return text
  }

  // MARK: For programs

  private static func answer(_ reports: [CheckedReport], _ terminal: Terminal) {
    terminal.answer { writer in
      writer.field(
        "status",
        CheckedReport.Standing.allCases.first { one in reports.contains { $0.standing == one } }?
          .rawValue ?? "ok")
      writer.key("reports")
      writer.array { writer in
        for report in reports {
          writer.object { writer in
            writer.field("report", report.name)
            writer.field("status", report.standing.rawValue)
            writer.field("form", report.check.form.key)
            for verdict in [Verdict.holds, .broken, .unknown] {
              writer.field(verdict.rawValue, report.check.count(verdict))
            }
            writer.key("identities")
            writer.array { writer in
              for record in report.check.identities {
                writer.object { writer in
                  writer.field("id", record.id)
                  writer.field("item", record.item)
                  writer.field("left", record.left?.text)
                  writer.field("right", record.right?.text)
                  writer.field("verdict", record.verdict.rawValue)
                }
              }
            }
            writer.key("diagnostics")
            writer.array { writer in
              for code in report.problems.map(\.rule.code) { writer.string(code) }
            }
          }
        }
      }
    }
  }
}
