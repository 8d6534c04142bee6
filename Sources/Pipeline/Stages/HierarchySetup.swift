import Configuration
package import Diagnostics
import Disclosure
import Tables
import WorkPlan

/// A city or province ready to run: what its own files say, and the levels below it.
package struct HierarchySetup: Sendable {
  /// A pipeline below, by its folder relative to the level above.
  package enum Member: Sendable {
    case county(folder: String)
    indirect case city(folder: String, HierarchySetup)

    package var folder: String {
      switch self {
      case .county(let folder), .city(let folder, _): folder
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

  /// True for a pipeline that consists of others; false for any other, and for one with faults.
  package static func isHierarchy(_ folder: String) -> Bool {
    ConfigurationLoader.load(folder: folder).configuration.map { !$0.members.isEmpty } ?? false
  }

  /// The counties below, by their folders relative to this level.
  package var counties: [String] {
    members.flatMap { member in
      switch member {
      case .county(let folder): [folder]
      case .city(let folder, let inner): inner.counties.map { folder + "/" + $0 }
      }
    }
  }
}

/// Reads a pipeline of pipelines with all levels below, so that a wrong one is told before any of them runs.
package struct HierarchyLoadStage: Stage {
  package init() {}

  package var name: String { "读取配置" }

  package func run(_ folder: String) async throws -> HierarchySetup {
    let (configuration, problems) = ConfigurationLoader.load(folder: folder)
    var reading = HierarchyReading()
    if let configuration {
      let setup = reading.level(configuration, at: "", problems: problems)
      if reading.faults.isEmpty { return setup }
    } else {
      reading.faults = problems
    }
    let isMissing = reading.faults.contains { $0.rule == .configurationFileMissing }
    throw RefusedPipeline(
      status: isMissing ? .inputMissing : .configuration, problems: reading.faults)
  }
}

/// Walks down the levels and collects every fault.
private struct HierarchyReading {
  package var faults: [Diagnostic] = []
  /// Every pipeline of the tree: its name is its output's folder.
  private var names: Set<String> = []

  package mutating func level(
    _ configuration: PipelineConfiguration, at place: String, problems: [Diagnostic]
  ) -> HierarchySetup {
    names.insert(configuration.name)
    var rules: [(file: String, sha256: String)] = []
    var waivers: [Waiver] = []
    var problems = problems
    if text(ConfigurationLoader.fileName, of: configuration, at: place, &rules) == nil {
      return HierarchySetup(
        configuration: configuration, members: [], waivers: [], rules: [], problems: [])
    }
    if let file = configuration.waivers,
      let text = text(file, of: configuration, at: place, &rules)
    {
      let (found, own) = WaiverLoader.load(text: text, file: file)
      waivers = found
      problems += own
      // A waiver file that cannot be read must not pass for one without waivers.
      if own.contains(where: { $0.rule.severity == .error }) {
        faults += own.map { $0.below(place) }
      }
    }
    var jurisdictions: Set<String> = []
    let members = configuration.members.compactMap {
      member($0, of: configuration, at: place, &jurisdictions)
    }
    return HierarchySetup(
      configuration: configuration, members: members, waivers: waivers, rules: rules,
      problems: problems)
  }

  private mutating func text(
    _ file: String, of configuration: PipelineConfiguration, at place: String,
    _ rules: inout [(file: String, sha256: String)]
  ) -> String? {
    do throws(PipelineFolder.ReadFault) {
      let text = try PipelineFolder(configuration.folder).text(of: file)
      rules.append((file: file, sha256: Fingerprint.sha256(of: text)))
      return text
    } catch {
      faults.append(PipelineFolder.problem(error, file: file).below(place))
      return nil
    }
  }

  private mutating func member(
    _ folder: String, of above: PipelineConfiguration, at place: String,
    _ jurisdictions: inout Set<String>
  ) -> HierarchySetup.Member? {
    let here = place.isEmpty ? folder : place + "/" + folder
    let (loaded, problems) = ConfigurationLoader.load(folder: above.path(of: folder))
    guard let configuration = loaded else {
      faults += problems.map { $0.below(here) }
      return nil
    }
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
    guard isNew, !configuration.members.isEmpty else { return .county(folder: folder) }
    return .city(folder: folder, level(configuration, at: here, problems: problems))
  }
}

extension RefusedPipeline {
  /// A command that needs units and logs, given a pipeline of others; names the counties to use it on.
  package static func membersOnly(_ configuration: PipelineConfiguration) async -> RefusedPipeline {
    let setup: HierarchySetup
    do {
      setup = try await HierarchyLoadStage().run(configuration.folder)
    } catch let refused as RefusedPipeline {
      return refused
    } catch {
      return RefusedPipeline(status: .configuration, problems: [])
    }
    return membersOnly(setup, why: "由下级流水线组成，没有自己的单位和日志")
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
