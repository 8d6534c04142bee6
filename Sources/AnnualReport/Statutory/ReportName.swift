import Disclosure
package import Statutory

/// What the files of a report are called, without what follows the dot.
package enum ReportName {
  /// The published report.
  package static let published = "政府信息公开工作年度报告"
  /// A report before the year's end, which must not be taken for the published one.
  package static let interim = "政府信息公开工作阶段通报"

  /// The name of a report's files.
  package static func files(of input: StatutoryInput) -> String {
    isInterim(input) ? interim : published
  }

  /// The title of a report: 沂源县人民政府2022年政府信息公开工作年度报告.
  static func title(organ: String, _ input: StatutoryInput) -> String {
    isInterim(input)
      ? "\(organ)\(input.year)年\(interim)（截至\(input.asOf.chinese)）"
      : "\(organ)\(input.year)年\(published)"
  }

  /// True where the year had not ended: nothing of it may be published as the year's report.
  package static func isInterim(_ input: StatutoryInput) -> Bool {
    input.asOf < input.period.last
  }
}
