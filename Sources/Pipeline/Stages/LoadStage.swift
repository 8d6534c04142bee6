import Configuration
import Diagnostics
import Publishing
package import Settings
import Tables

/// A pipeline.yaml as it was read, once for whatever its folder turns out to be.
package struct LoadedPipeline: Sendable {
  package let configuration: PipelineConfiguration
  let problems: [Diagnostic]
  /// What the file was before it was read.
  let witness: InputWitness

  /// Reads the file of a folder; refuses one that cannot be used.
  static func read(_ folder: String) throws(RefusedPipeline) -> LoadedPipeline {
    var witness = InputWitness()
    witness.see(
      path: PipelineFolder(folder).absolute(ConfigurationLoader.fileName),
      name: ConfigurationLoader.fileName)
    let (configuration, problems) = ConfigurationLoader.load(folder: folder)
    guard let configuration else { throw RefusedPipeline(unusable: problems) }
    return LoadedPipeline(configuration: configuration, problems: problems, witness: witness)
  }

  /// True for a city or province: a pipeline that consists of others.
  var isHierarchy: Bool { !configuration.members.isEmpty }
}

/// A level of government: a county, whose parts are units, or a city or province, whose parts are levels.
package enum Level: Sendable {
  case county(Setup)
  case hierarchy(HierarchySetup)
}

/// Reads pipeline.yaml and everything it rests on, of a county as of a city.
package struct LevelLoadStage: Stage {
  package init() {}

  package var name: String { "读取配置" }

  package func run(_ folder: String) async throws -> Level {
    let loaded = try LoadedPipeline.read(folder)
    return loaded.isHierarchy
      ? .hierarchy(try HierarchySetup.read(loaded)) : .county(try SetupReader.read(loaded))
  }
}

/// Reads a county's pipeline.yaml and everything it rests on, for a command that needs units and logs.
package struct LoadStage: Stage {
  package init() {}

  package var name: String { "读取配置" }

  package func run(_ folder: String) async throws -> Setup {
    let loaded = try LoadedPipeline.read(folder)
    guard !loaded.isHierarchy else { throw RefusedPipeline.membersOnly(loaded) }
    return try SetupReader.read(loaded)
  }
}

extension RefusedPipeline {
  /// A pipeline.yaml that is missing, or that cannot be used.
  init(unusable problems: [Diagnostic]) {
    let isMissing = problems.contains { $0.rule == .configurationFileMissing }
    self.init(status: isMissing ? .inputMissing : .configuration, problems: problems)
  }
}
