import Configuration
package import Diagnostics
package import Disclosure
package import Intake
package import PlanFiles
package import WorkPlan

/// All that pipeline.yaml says, checked; every path is relative to the pipeline's folder and stays inside it.
package struct PipelineConfiguration: Sendable {
  /// The globs of one kind of input.
  package struct Input: Sendable, Hashable {
    /// Which form the files have.
    package let kind: InputKind
    /// The globs as written, in their order.
    package let globs: [String]
    /// How the files of a glob differ from their form, for those globs that say so.
    package let layouts: [Layout]
    /// The line of pipeline.yaml.
    package let location: SourceLocation
  }

  /// How the files of a glob differ from their form.
  package struct Layout: Sendable, Hashable {
    /// The glob as written.
    package let glob: String
    package let layout: FormLayout
    /// The line of pipeline.yaml.
    package let location: SourceLocation
  }

  /// How to reach the publisher.
  package struct Contact: Sendable, Hashable {
    package let website: String
    package let address: String
    package let postcode: String
    package let telephone: String
    package let email: String
  }

  /// How notices spell a group of units.
  package struct GroupSpelling: Sendable, Hashable {
    /// The group as units.csv writes it.
    package let group: String
    /// Other spellings, in their order.
    package let spellings: [String]
    /// The line of pipeline.yaml.
    package let location: SourceLocation
  }

  /// The pipeline's folder as it was given to the loader.
  package let folder: String
  /// The name, which is also the name of the output's folder.
  package let name: String
  /// The title of the outputs.
  package let title: String
  /// The jurisdiction whose figures are summed up.
  package let jurisdiction: String
  /// The author of the outputs, and the office whose own report is made.
  package let publisher: String
  /// Year, as-of date and whatever else decides obligations.
  package let settings: AssessmentSettings
  /// What is said of the plan's readings beside the plan itself.
  package let planSettings: PlanSettings
  /// The review of the plan's phrases with what a person settled, if any.
  package let planReview: String?
  /// The registry of units; empty only where `members` is given.
  package let units: String
  /// The plan; empty only where `members` is given.
  package let plan: String
  /// The assessment system; empty only where `members` is given.
  package let indicators: String
  /// The waivers, if any.
  package let waivers: String?
  /// Calendars of whole years, added to or in place of those that ship.
  package let calendarYears: [String]
  /// Regional workday files laid over the national calendar, in their order.
  package let calendarOverlays: [String]
  /// Spellings of groups, in their order.
  package let groups: [GroupSpelling]
  /// The inputs in the order written.
  package let inputs: [Input]
  /// Kinds of which `inputs` says that there were none.
  package let none: Set<InputKind>
  /// Layouts that are written beside the inputs, for files of any kind.
  package let layouts: [Layout]
  /// Last year's flat statutory data, for identities across years.
  package let previousStatutory: String?
  /// Last year's scores, for progress ranking.
  package let previousScores: String?
  /// Last year's named figures, which the text compares this year's with.
  package let previousFigures: String?
  /// The files of last year that `previous` names.
  package var lastYearFiles: [String] {
    [previousStatutory, previousScores, previousFigures].compactMap(\.self)
  }
  /// The approval number of publishing ranks; empty: ranks and names stay internal.
  package let rankingApproval: String
  /// What the published report says of its publisher; empty texts are left out.
  package let contact: Contact
  /// What the published report calls the year's plan; empty: 年度政务公开工作要点.
  package let planTitle: String
  /// How many characters part one of the published report should not exceed.
  package let partOneLimit: Int?
  /// The day by which units answer their feedback.
  package let replyBy: PlainDate?
  /// A mark that every output carries, such as 示例数据; empty: none.
  package let mark: String
  /// The folders of member pipelines of a hierarchy, in their order.
  package let members: [String]

  /// A path of the configuration as the operating system needs it.
  package func path(of relative: String) -> String {
    folder.isEmpty ? relative : folder + "/" + relative
  }

  /// Spellings of groups that the registry does not have.
  package func groupProblems(known: Set<String>) -> [Diagnostic] {
    groups.filter { !known.contains($0.group) }.map { spelling in
      let near = Nearness.nearest(to: spelling.group, among: known)
      return Diagnostic(
        .configurationGroupUnknown, at: spelling.location,
        found: "groups 里的分组“\(spelling.group)”没有单位",
        expected: "以下之一：\(known.ordered().joined(separator: "、"))"
          + (near.map { "；是否想写“\($0)”" } ?? ""))
    }
  }
}
