import Configuration
package import Diagnostics
import Disclosure
import Publishing
package import Settings
import Tables
import WorkPlan

/// A city or province ready to run: what its own files say, and the levels below it.
package struct HierarchySetup: Sendable {
  /// A pipeline below, by its folder relative to the level above.
  package enum Member: Sendable {
    case county(folder: String, LoadedPipeline)
    indirect case city(folder: String, HierarchySetup)

    package var folder: String {
      switch self {
      case .county(let folder, _), .city(let folder, _): folder
      }
    }

    /// Its own settings.
    package var configuration: PipelineConfiguration {
      switch self {
      case .county(_, let loaded): loaded.configuration
      case .city(_, let setup): setup.configuration
      }
    }
  }

  package let configuration: PipelineConfiguration
  /// In the order of pipeline.yaml.
  package let members: [Member]
  package let waivers: [Waiver]
  /// Its own files of rules with their hashes.
  package let rules: [(file: String, sha256: String)]
  package let problems: [Diagnostic]

  /// The counties below, by their folders relative to this level.
  package var counties: [String] {
    members.flatMap { member in
      switch member {
      case .county(let folder, _): [folder]
      case .city(let folder, let inner): inner.counties.map { folder + "/" + $0 }
      }
    }
  }
}

extension HierarchySetup {
  /// Reads a pipeline of pipelines with all levels below, so that a wrong one is told before any of them runs.
  static func read(_ loaded: LoadedPipeline) throws(RefusedPipeline) -> HierarchySetup {
    var reading = HierarchyReading()
    let setup = reading.level(loaded, at: "")
    guard reading.faults.isEmpty else { throw RefusedPipeline(unusable: reading.faults) }
    return setup
  }
}

/// Walks down the levels and collects every fault.
private struct HierarchyReading {
  private(set) var faults: [Diagnostic] = []
  /// Every pipeline of the tree: its name is its output's folder.
  private var names: Set<String> = []

  /// `folder`: where the level lies below the top, for messages.
  mutating func level(_ loaded: LoadedPipeline, at folder: String) -> HierarchySetup {
    let configuration = loaded.configuration
    names.insert(configuration.name)
    var rules: [(file: String, sha256: String)] = []
    var waivers: [Waiver] = []
    var problems = loaded.problems
    if text(ConfigurationLoader.fileName, of: configuration, at: folder, &rules) == nil {
      return HierarchySetup(
        configuration: configuration, members: [], waivers: [], rules: [], problems: [])
    }
    if let file = configuration.waivers,
      let text = text(file, of: configuration, at: folder, &rules)
    {
      let (found, own) = WaiverLoader.load(text: text, file: file)
      waivers = found
      problems += own
      // A waiver file that cannot be read must not pass for one without waivers.
      if own.contains(where: { $0.rule.severity == .error }) {
        faults += own.map { $0.below(folder) }
      }
    }
    var jurisdictions: Set<String> = []
    let members = configuration.members.compactMap {
      member($0, of: configuration, at: folder, &jurisdictions)
    }
    return HierarchySetup(
      configuration: configuration, members: members, waivers: waivers, rules: rules,
      problems: problems)
  }

  private mutating func text(
    _ file: String, of configuration: PipelineConfiguration, at folder: String,
    _ rules: inout [(file: String, sha256: String)]
  ) -> String? {
    do throws(PipelineFolder.ReadFault) {
      let text = try PipelineFolder(configuration.folder).text(of: file)
      rules.append((file: file, sha256: Fingerprint.sha256(of: text)))
      return text
    } catch {
      faults.append(PipelineFolder.problem(error, file: file).below(folder))
      return nil
    }
  }

  private mutating func member(
    _ folder: String, of above: PipelineConfiguration, at level: String,
    _ jurisdictions: inout Set<String>
  ) -> HierarchySetup.Member? {
    let here = level.isEmpty ? folder : level + "/" + folder
    let loaded: LoadedPipeline
    do throws(RefusedPipeline) {
      loaded = try LoadedPipeline.read(above.path(of: folder))
    } catch {
      faults += error.problems.map { $0.below(here) }
      return nil
    }
    let configuration = loaded.configuration
    func add(_ found: String) {
      faults.append(Diagnostic(.memberUnfit, at: SourceLocation(file: here), found: found))
    }
    let (own, common) = (configuration.settings, above.settings)
    if own.year != common.year { add("年度是\(own.year)，本级是\(common.year)") }
    if own.asOf != common.asOf { add("截至日期是\(own.asOf.iso)，本级是\(common.asOf.iso)") }
    let isNew = names.insert(configuration.name).inserted
    if !jurisdictions.insert(configuration.jurisdiction).inserted || !isNew {
      add("“\(configuration.jurisdiction)”（\(configuration.name)）与另一个下级同名")
    }
    // A name met before may be a link back to a level above, which would never end.
    guard isNew, loaded.isHierarchy else { return .county(folder: folder, loaded) }
    return .city(folder: folder, self.level(loaded, at: here))
  }
}

extension RefusedPipeline {
  /// A command that needs units and logs, given a pipeline of others; names the counties to use it on.
  static func membersOnly(_ loaded: LoadedPipeline) -> RefusedPipeline {
    do throws(RefusedPipeline) {
      return membersOnly(try HierarchySetup.read(loaded), why: "由下级流水线组成，没有自己的单位和日志")
    } catch {
      return error
    }
  }

  /// A question that only a county can answer.
  package static func membersOnly(
    _ setup: HierarchySetup, why: String, counties: [String]? = nil
  ) -> RefusedPipeline {
    let counties = counties ?? setup.counties
    let listed = counties.prefix(20).joined(separator: "、")
    let more = counties.count > 20 ? "等\(counties.count)条" : ""
    return RefusedPipeline(
      status: .usage,
      problems: [
        Diagnostic(
          .membersOnly, at: SourceLocation(file: ConfigurationLoader.fileName),
          unit: setup.configuration.jurisdiction,
          found: "“\(setup.configuration.name)”\(why)；下级流水线：\(listed)\(more)")
      ])
  }
}
