import Configuration
package import Diagnostics
package import Disclosure
package import Intake
package import Privacy
import ProgressLog
package import Publishing
package import Scoring
package import Settings
package import Statutory

/// What a member pipeline hands to the level above: a county, or itself a city of counties.
package struct MemberResult: Sendable {
  /// The folder, relative to the pipeline above.
  package let folder: String
  package let pipeline: String
  package let jurisdiction: String
  package let year: Int
  package let asOf: PlainDate
  package let units: [MemberUnit]
  /// The full mark, digits and manner of ranking of its system.
  package let full: Exact
  package let decimals: Int
  package let ranking: IndicatorSystem.Ranking
  /// Its statutory tables: the sum of its units.
  package let tables: StatutoryTables
  /// True where its own outputs could not be published.
  package let isBlocked: Bool
  /// Jurisdictions below it that its tables go without.
  package let leftOut: [String]
  /// Findings by code, those below it included.
  package let problems: [(rule: DiagnosticRule, count: Int)]
  package let inputs: [InputRecord]
  /// Files of rules with their hashes, named from its own folder.
  package let rules: [(file: String, sha256: String)]
  /// Names that must not go out, at this level and above, and the public words they are told apart by.
  package let applicantNames: Set<String>
  package let publicWords: [String]
}

/// A city or province: its members, ranked across, and the sum of their statutory tables.
package struct HierarchyResult: Sendable {
  package let configuration: PipelineConfiguration
  package let members: [MemberResult]
  /// Blocked members that a waiver leaves out of the sum, by index.
  package let setAside: Set<Int>
  package let ranking: AcrossRanking
  package let statutory: StatutoryResult
  /// Findings of this level; those of members are in their own results.
  package let problems: ProblemList
  /// Findings of this level that stop publication and are not waived.
  package let blocking: [Diagnostic]
  package let waivers: [Waiver]
  package let usedWaivers: Set<Waiver>
  /// Every file read, the members' included, by path from this level's folder.
  package let inputs: [InputRecord]
  /// Every file of rules, the members' included.
  package let rules: [(file: String, sha256: String)]
  /// Looks for the particulars of all members' applicants in what goes out.
  package let gate: PrivacyGate
  /// The outputs of the levels below, ready to appear.
  package let staged: [StagedOutput]

  /// How a member stands.
  package func state(ofMember index: Int) -> MemberState {
    !members[index].isBlocked ? .ok : setAside.contains(index) ? .setAside : .blocked
  }

  /// Jurisdictions that the sum goes without, here and below.
  package var leftOut: [String] {
    members.enumerated().flatMap { index, member in
      setAside.contains(index) ? [member.jurisdiction] : member.leftOut
    }
  }

  /// Findings by code, those of all members included.
  package var allProblems: [(rule: DiagnosticRule, count: Int)] {
    let found = Dictionary(
      grouping: members.flatMap(\.problems) + problems.totals, by: { $0.rule.code })
    return found.inKeyOrder().compactMap { _, same in
      same.first.map { (rule: $0.rule, count: same.reduce(0) { $0 + $1.count }) }
    }
  }
}

extension InputRecord {
  /// The records by path; throws where a row of one was lost on the way (law 1).
  static func conserved(_ records: [InputRecord]) throws(RuntimeFault) -> [InputRecord] {
    let sorted = records.ordered { $0.file.precedesInBytes($1.file) }
    for record in sorted where !record.isConserved {
      throw .broken("\(record.file) 的行数对不上：读入\(record.rows)行")
    }
    return sorted
  }

  /// The same record, named from the pipeline above.
  package func below(_ folder: String) -> InputRecord {
    var record = self
    record.file = folder + "/" + file
    return record
  }
}

extension Diagnostic {
  /// The same finding, its place named from the pipeline above.
  package func below(_ folder: String) -> Diagnostic {
    guard !folder.isEmpty else { return self }
    var place = location
    place.file = place.file.isEmpty ? folder : folder + "/" + place.file
    return moved(to: place)
  }
}
