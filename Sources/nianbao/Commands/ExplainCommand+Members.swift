import ArgumentParser
import Configuration
import Disclosure
import Pipeline
import Publishing
import Settings
import Statutory

extension ExplainCommand {
  /// Answers for a city or province: a cell from its members' sums, anything else from the county that has the unit.
  func explainAbove(_ setup: HierarchySetup, _ terminal: Terminal) async throws -> ExitStatus {
    if whatIf != nil {
      throw RefusedPipeline.membersOnly(setup, why: "没有自己的指标，--what-if 要用在下级流水线上")
    }
    if let cell {
      let member = unit.map { name in
        setup.members.firstIndex { isNamed(name, $0) }
      }
      // A unit that is no member is looked for in the counties, as for any other question.
      if unit == nil || member != .some(nil) {
        let result = try await terminal.stage(
          MembersStage(jobs: jobs.count, outputs: NoOutputs()), setup)
        let scope = member.flatMap(\.self).map(ReportScope.unit) ?? .county
        return try explain(cell, result.statutory, scope: scope, declared: "成员汇总数", terminal)
      }
    }
    let (county, own) = try await county(of: unit ?? "", in: setup, terminal)
    terminal.note("“\(unit ?? "")”在下级流水线 \(county) 里")
    return try await explain(own, terminal)
  }

  /// True where a member is called by its jurisdiction, its pipeline or its folder.
  private func isNamed(_ name: String, _ member: HierarchySetup.Member) -> Bool {
    [member.folder, member.configuration.jurisdiction, member.configuration.name].contains(name)
  }

  /// The only county whose registry has a unit.
  private func county(of unit: String, in setup: HierarchySetup, _ terminal: Terminal)
    async throws -> (folder: String, setup: Setup)
  {
    var found: [(folder: String, setup: Setup)] = []
    for county in setup.counties {
      do {
        let loaded = try await terminal.stage(
          LoadStage(), setup.configuration.path(of: county))
        if loaded.registry.index(of: unit) != nil { found.append((county, loaded)) }
      } catch let refused as RefusedPipeline {
        throw RefusedPipeline(
          status: refused.status, problems: refused.problems.map { $0.below(county) })
      }
    }
    guard found.count == 1 else {
      throw RefusedPipeline.membersOnly(
        setup, why: found.isEmpty ? "的下级都没有单位“\(unit)”" : "有几个下级都有单位“\(unit)”，请直接写其中一条",
        counties: found.isEmpty ? nil : found.map(\.folder))
    }
    return found[0]
  }
}
