import AnnualReport
import Disclosure
import Forms
import Intake
import ProgressLog
import Registers
import Scoring
import Settings
import Statutory
import WorkPlan

/// The page of words: tables and their columns, closed lists, names of events, ratios and facts, the calendar file.
package enum FieldReference {
  /// The page in Markdown, made from what the program itself reads by.
  package static var markdown: String {
    var text = "# 表格、词表和名称\n\n填表、写规则和改模板时可以用的列名、词和名称。由程序自己的表生成。\n"
    text += "\n## 表格的列\n\n列的顺序随意，多出的列不影响；表头在前20行里按名称找。“必须有”的列不能缺。\n"
    for kind in InputKinds.all {
      guard kind.hasForm else { continue }
      text +=
        "\n### \(kind.label)（\(kind.key)）\n\n| 列名 | 也可写作 | 列 | 单元格 |\n| --- | --- | --- | --- |\n"
      for column in kind.form.columns {
        text += row([
          column.name, column.synonyms.joined(separator: "、"),
          column.isRequired ? "必须有" : "可以没有", column.mustBeFilled ? "必填" : "可空",
        ])
      }
    }
    text += "\n## 规定的词\n"
    for case let (title, words)? in InputKinds.all.flatMap(\.form.columns).map(\.closedList) {
      text += list(title, words)
    }
    text += "\n### 答复结果\n\n写编号或名称都可以。\n\n| 编号 | 名称 |\n| --- | --- |\n"
    for leaf in ReportForm.current.rows where leaf.isLeaf { text += row([leaf.code, leaf.label]) }

    text += "\n## 计分规则里的名称\n"
    text += table(
      "比率（ratio）", RatioMeasure.allCases.map { ($0.rawValue, $0.label) })
    text += table(
      "扣分事件（per_event 的 of）",
      PerEventRule.Event.allCases.map { ($0.rawValue, $0.label) })
    text += table(
      "时限种类（where 的 clauses）",
      DeadlineClause.Kind.allCases.map { ($0.rawValue, $0.summary) })

    text += "\n## 工作日历文件\n\n"
    text +=
      "`calendar.overlay` 的文件是 CSV，两列：`date`（日期）和 `kind`（`holiday` 放假，`workday` 周末上班），每行一天，"
      + "盖过国家公布的安排。国家公布的年份：\(years)。\n"

    text += "\n## 正文模板里的名称\n\n"
    text +=
      "写在 `templates/annual-report.mustache` 里，如 `{{requests.received}}`；后面加 `.known` 问是否已知，加 `.zero` 问是否为零，"
      + "加 `.compared` 得到与上年比较的一句话。有上年数的，名称后加 `_last_year` 是上年数，`_change` 是增减，"
      + "`_change_percent` 是增减比例。\n\n| 名称 | 含义 |\n| --- | --- |\n"
    for (name, meaning) in facts { text += row(["`\(name)`", meaning]) }
    return text
  }

  private static var years: String {
    let years = NationalCalendar.years
    return "\(years.lowerBound)至\(years.upperBound)年"
  }

  /// The facts of a report, from one about nothing: the names do not depend on a county.
  private static var facts: [(name: String, meaning: String)] {
    let year = NationalCalendar.years.upperBound
    guard let asOf = PlainDate(year: year, month: 12, day: 31) else { return [] }
    let result = StatutoryReport.derive(
      StatutoryInput(
        year: year, asOf: asOf, jurisdiction: "某县", publisher: "某县人民政府办公室", units: [],
        calendar: .national))
    let facts = ReportFacts(
      result, settings: ReportSettings(organ: "某县人民政府", publisher: "某县人民政府办公室"))
    let derived = [".known", ".zero", ".compared", "_last_year", "_change", "_change_percent"]
    return facts.names.filter { name in !derived.contains { name.hasSuffix($0) } }.map {
      ($0, facts.figure($0)?.label ?? "文字或列表")
    }
  }

  private static func list(_ title: String, _ words: [String]) -> String {
    "\n### \(title)\n\n\(words.joined(separator: "、"))\n"
  }

  private static func table(_ title: String, _ rows: [(String, String)]) -> String {
    "\n### \(title)\n\n| 名称 | 含义 |\n| --- | --- |\n"
      + rows.map { row(["`\($0.0)`", $0.1]) }.joined()
  }

  private static func row(_ cells: [String]) -> String {
    "| "
      + cells.map {
        $0.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
      }
      .joined(separator: " | ") + " |\n"
  }
}
