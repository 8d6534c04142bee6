import ArgumentParser
import Configuration
import Diagnostics
import Disclosure
import Intake
import Pipeline
import Rendering
import ReportDocument
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
        let document = Self.document(checked)
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

  private static func document(_ reports: [CheckedReport]) -> TextDocument {
    var blocks: [TextBlock] = []
    if reports.count > 1 {
      blocks.append(
        .table(
          TextTable(
            caption: "共\(reports.count)份报告",
            columns: [
              .init("报告"), .init("结果"), .init("格式"), .init("成立", .right), .init("不成立", .right),
              .init("无法判断", .right),
            ],
            rows: reports.map { report in
              [
                report.name, report.standing.label,
                report.check.form.isSuperseded
                  ? report.check.form.name.replacing("格式", with: "") + "（已废止）"
                  : report.check.form.name.replacing("格式", with: ""),
                String(report.check.count(.holds)), String(report.check.count(.broken)),
                String(report.check.count(.unknown)),
              ]
            })))
    }
    for report in reports where report.standing != .refused && report.standing != .undecided {
      // Of several reports only what is broken is told; one alone is told in full.
      let shown = report.check.identities.filter { reports.count == 1 || $0.verdict == .broken }
      guard !shown.isEmpty else { continue }
      blocks.append(.heading(report.name))
      blocks.append(
        .line("格式：\(report.check.form.label)\(report.check.form.isSuperseded ? "，已废止" : "")"))
      blocks.append(
        .table(
          TextTable(
            caption: "逻辑校验",
            columns: [
              .init("编号"), .init("项目", atMost: 24), .init("左边", .right), .init("右边", .right),
              .init("结论"),
            ],
            rows: shown.map { record in
              [
                record.id, record.item, record.left?.text ?? "未知", record.right?.text ?? "未知",
                record.verdict.label,
              ]
            })))
      for identity in Identity.allCases.filter(\.stopsPublication)
      where shown.contains(where: { $0.identity == identity }) {
        blocks.append(.line("\(identity.rawValue)：\(identity.statement)"))
      }
      for total in report.check.categoryTotals {
        blocks.append(
          .line(
            "参考：\(total.column)列各类合计\(total.left?.text ?? "未知")，总计\(total.right?.text ?? "未知")，\(total.verdict.label)"
          ))
      }
    }
    func count(_ standing: CheckedReport.Standing) -> Int {
      reports.count { $0.standing == standing }
    }
    var verdicts: [String] = []
    if reports.count == 1, let standing = reports.first?.standing {
      verdicts = [standing.verdict]
    } else {
      for standing in CheckedReport.Standing.allCases where count(standing) > 0 {
        verdicts.append("\(count(standing))份：\(standing.verdict)")
      }
    }
    for verdict in verdicts { blocks.append(.line(verdict)) }
    return TextDocument(fileName: "校验.txt", blocks: blocks)
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

/// A report with its verdicts.
struct CheckedReport: Sendable {
  let name: String
  let check: ReportCheck
  /// Findings of reading and of the identities.
  let problems: [Diagnostic]
  /// True where no table could be read at all.
  let isRefused: Bool

  /// How a report stands, the worst first.
  enum Standing: String, CaseIterable {
    case blocked
    case refused
    case undecided
    case passes = "ok"

    /// The word of a list.
    var label: String {
      switch self {
      case .blocked: "不成立"
      case .refused: "没有读出"
      case .undecided: "无法判断"
      case .passes: "成立"
      }
    }

    /// The one sentence at the end.
    var verdict: String {
      switch self {
      case .blocked: "有不成立的恒等式。"
      case .refused: "没有读出任何法定表格，没有核对。"
      case .undecided: "各格都读不出数，一项也判断不了。"
      case .passes: "没有不成立的恒等式。"
      }
    }
  }

  var standing: Standing {
    if isRefused { return .refused }
    if !check.passes { return .blocked }
    return check.count(.holds) == 0 ? .undecided : .passes
  }
}

/// Where a report lies: one workbook, or the flat tables of a folder.
struct ReportSource: Sendable {
  /// The name a reader sees.
  let name: String
  /// The files by path, and how messages name them.
  let files: [(path: String, name: String)]

  private static let documents = [".xlsx", ".xlsm", ".docx", ".docm"]

  private static func isDocument(_ name: String) -> Bool {
    WebPage.isNamedSo(name) || documents.contains { name.lowercased().hasSuffix($0) }
  }

  /// The reports at a path: a file, a folder of flat tables, or a folder of reports.
  static func find(_ path: String) throws -> [ReportSource] {
    let folder = PipelineFolder(path)
    let sight = folder.look(at: "")
    try RefusedPipeline.refuseUnreadable([sight.refusal].compactMap(\.self))
    switch sight.kind {
    case .missing, .other, .refused: throw RuntimeFault.missing(what: folder.name)
    case .file:
      let name = path.split(separator: "/").last.map(String.init) ?? path
      return [ReportSource(name: stem(name), files: [(path, name)])]
    case .folder: break
    }
    if let flat = try flat(folder, below: "", name: folder.name) { return [flat] }
    return try names(in: "", of: folder).compactMap { name in
      let sight = folder.look(at: name)
      try RefusedPipeline.refuseUnreadable([sight.refusal].compactMap(\.self))
      return switch sight.kind {
      case .folder: try flat(folder, below: name + "/", name: name)
      case .file where isDocument(name):
        ReportSource(name: stem(name), files: [(folder.absolute(name), name)])
      default: nil
      }
    }
  }

  private static func names(in base: String, of folder: PipelineFolder) throws -> [String] {
    let (names, refusal) = folder.listing(of: base)
    try RefusedPipeline.refuseUnreadable([refusal].compactMap(\.self))
    return names
  }

  private static func flat(_ folder: PipelineFolder, below base: String, name: String) throws
    -> ReportSource?
  {
    let files = try names(in: String(base.dropLast()), of: folder).filter {
      DeclaredIntake.table(ofFile: $0) != nil
    }
    guard !files.isEmpty else { return nil }
    return ReportSource(
      name: name, files: files.map { (folder.absolute(base + $0), name + "/" + $0) })
  }

  private static func stem(_ name: String) -> String {
    name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }

  /// Reads the files and judges what they say.
  func check() throws -> CheckedReport {
    var cells: [DeclaredCell] = []
    var problems: [Diagnostic] = []
    for file in files {
      let content =
        WebPage.isNamedSo(file.name)
        ? WebPage.read(path: file.path, name: file.name)
        : TableFile.read(path: file.path, name: file.name)
      try RefusedPipeline.refuseUnreadable(content.diagnostics)
      let reading =
        DeclaredIntake.table(ofFile: file.name).map {
          DeclaredIntake.flat(content, file: file.name, table: $0, unit: name)
        } ?? DeclaredIntake.layout(content, file: file.name, unit: name)
      cells += reading.cells
      problems += reading.diagnostics
    }
    let check = ReportChecker.check(cells, scope: name)
    return CheckedReport(
      name: name, check: check, problems: (problems + check.diagnostics).sorted(),
      isRefused: cells.isEmpty)
  }
}
