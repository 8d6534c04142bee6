import Diagnostics
import FoundationEssentials
import Rendering
package import Scoring

/// What a run read and wrote, each file with its SHA-256; the hashes are given by the callers, from the bytes they handled.
package struct Manifest: Sendable, Hashable, Codable {
  /// A file with its hash.
  package struct Entry: Sendable, Hashable, Codable {
    /// The path relative to the pipeline's folder, or to the output's folder for outputs.
    package var file: String
    /// SHA-256 in lower-case hexadecimal.
    package var sha256: String
    /// The kind of an input; nil elsewhere.
    package var kind: String?
    /// Counts of an input (rows, accepted, quarantined, blank) by name; nil elsewhere.
    package var counts: [String: Int]?

    package init(file: String, sha256: String, kind: String? = nil, counts: [String: Int]? = nil) {
      self.file = file
      self.sha256 = sha256
      self.kind = kind
      self.counts = counts
    }
  }

  /// How a file differs from the manifest.
  package enum Difference: Sendable, Hashable {
    case missing(String)
    case changed(String)
    /// A file in the folder that the manifest does not list.
    case unlisted(String)

    /// The difference as people read it.
    package var text: String {
      switch self {
      case .missing(let file): "缺少：\(file)"
      case .changed(let file): "内容已变：\(file)"
      case .unlisted(let file): "清单之外：\(file)"
      }
    }
  }

  /// The manifest's own name in an output folder.
  package static let fileName = "manifest.json"

  /// The version of this file's form.
  package private(set) var schema = 1
  /// The pipeline's name.
  package var pipeline: String
  /// The county or city; nil in what older versions wrote.
  package var jurisdiction: String?
  /// Versions by name: the program, the calendar, libraries that shape bytes.
  package var versions: [String: String]
  /// Everything read as data.
  package var inputs: [Entry]
  /// Everything read as rules: pipeline.yaml, indicators, waivers, calendar.
  package var rules: [Entry]
  /// Everything written but the manifest itself.
  package var outputs: [Entry]
  /// What an interim run published; nil for a whole year.
  package var stage: EarlierStage?
  /// The earlier stage that an interim run was compared with; nil where there was none.
  package var stageBefore: EarlierStage?

  package init(
    pipeline: String, jurisdiction: String? = nil, versions: [String: String], inputs: [Entry],
    rules: [Entry], outputs: [Entry]
  ) {
    self.pipeline = pipeline
    self.jurisdiction = jurisdiction
    self.versions = versions
    self.inputs = inputs
    self.rules = rules
    self.outputs = outputs
  }

  /// The file's bytes: keys sorted, entries by path.
  package var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      Self.write(inputs, as: "inputs", to: &writer)
      if let jurisdiction { writer.field("jurisdiction", jurisdiction) }
      Self.write(outputs, as: "outputs", to: &writer)
      writer.field("pipeline", pipeline)
      Self.write(rules, as: "rules", to: &writer)
      writer.field("schema", schema)
      if let stage { Self.write(stage, as: "stage", to: &writer) }
      if let stageBefore { Self.write(stageBefore, as: "stage_before", to: &writer) }
      writer.key("versions")
      writer.object { writer in
        for name in versions.keys.ordered() { writer.field(name, versions[name]) }
      }
    }
    writer.finish()
    return writer.bytes
  }

  private enum CodingKeys: String, CodingKey {
    case schema, pipeline, jurisdiction, versions, inputs, rules, outputs, stage
    case stageBefore = "stage_before"
  }

  private static func write(_ stage: EarlierStage, as name: String, to writer: inout JSONWriter) {
    writer.key(name)
    writer.object { writer in
      writer.field("as_of", stage.asOf)
      writer.field("entries", stage.entries)
      writer.key("totals")
      writer.object { writer in
        let units = stage.totals.keys.ordered { $0.precedesInBytes($1) }
        for unit in units { writer.field(unit, stage.totals[unit]) }
      }
    }
  }

  private static func write(_ entries: [Entry], as name: String, to writer: inout JSONWriter) {
    writer.key(name)
    writer.array { writer in
      let sorted = entries.ordered { $0.file.precedesInBytes($1.file) }
      for entry in sorted {
        writer.object { writer in
          if let counts = entry.counts {
            writer.key("counts")
            writer.object { writer in
              for key in counts.keys.ordered() { writer.field(key, counts[key]) }
            }
          }
          writer.field("file", entry.file)
          if let kind = entry.kind { writer.field("kind", kind) }
          writer.field("sha256", entry.sha256)
        }
      }
    }
  }

  /// Reads the manifest of an output folder; nil where the file is not one.
  package static func read(folder: String) throws(RuntimeFault) -> Manifest? {
    let bytes = try FileSystem.read(folder + "/" + fileName)
    return try? JSONDecoder().decode(Manifest.self, from: Data(bytes))
  }

  /// How an output folder differs from the manifest; `hash` gives the SHA-256 of a file in lower-case hexadecimal.
  package func verify(folder: String, hash: (_ path: String) throws -> String) throws
    -> [Difference]
  {
    var differences: [Difference] = []
    let present = Set(try FileSystem.files(below: folder))
    for entry in outputs {
      guard Self.isInside(entry.file), present.contains(entry.file) else {
        differences.append(.missing(entry.file))
        continue
      }
      if try hash(folder + "/" + entry.file) != entry.sha256 {
        differences.append(.changed(entry.file))
      }
    }
    let listed = Set(outputs.map(\.file)).union([Self.fileName])
    let extra = present.subtracting(listed).ordered { $0.precedesInBytes($1) }
    return differences + extra.map { .unlisted($0) }
  }

  private static func isInside(_ file: String) -> Bool {
    !file.hasPrefix("/") && !file.split(separator: "/").contains("..")
  }
}
