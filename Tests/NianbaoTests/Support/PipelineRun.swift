import Foundation
import RunRecord
import TestSupport

@testable import Pipeline
@testable import nianbao

/// The stages of a run, in this process, from a pipeline's folder to run.json.
struct PipelineRun {
  let judgement: Judgement
  let bytes: [UInt8]

  init(_ folder: String, jobs: Int = 2) async throws {
    let setup = try await LoadStage().run(folder)
    let records = try await IntakeStage().run(setup)
    let log = try await FoldStage(setup: setup, jobs: jobs).run(records.logs)
    judgement = try await JudgeStage(setup: setup).run((records, log))
    bytes = judgement.record.bytes
  }

  /// run.json without what names the bytes of the inputs.
  func figures(withDiagnostics: Bool = true) throws -> JSONValue {
    guard case .object(var fields) = try JSONValue(bytes) else { return .null }
    fields["inputs"] = nil
    if !withDiagnostics { fields["diagnostics"] = nil }
    return .object(fields)
  }
}

/// Where the tests' own files lie.
enum Fixture {
  /// The folder of a worked case.
  static func workedCase(_ name: String) -> String { SharedFixtures.workedCase(name) }

  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  /// The root of the package, where the committed pipelines lie.
  static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    .dropLast(4).joined(separator: "/")
}

/// A copy of a pipeline that a test may change; gone afterwards.
final class PipelineCopy {
  let folder: String
  private let scratch: URL

  init(of original: String) throws {
    let name = original.split(separator: "/").last.map(String.init) ?? ""
    scratch = FileManager.default.temporaryDirectory.appending(path: "nianbao-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    folder = scratch.path + "/" + name
    try FileManager.default.copyItem(atPath: original, toPath: folder)
  }

  deinit { try? FileManager.default.removeItem(at: scratch) }

  /// The CSV files below a folder of the pipeline, in order.
  func files(below name: String) -> [String] {
    let all = FileManager.default.enumerator(atPath: folder + "/" + name)?.allObjects ?? []
    return all.compactMap { $0 as? String }.filter { $0.hasSuffix(".csv") }.sorted().map {
      name + "/" + $0
    }
  }

  /// The lines of a plainly written UTF-8 file.
  func lines(_ file: String) throws -> [String] {
    let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).map(String.init)
  }

  func write(_ lines: [String], to file: String) throws {
    let text = lines.joined(separator: "\n") + "\n"
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + file))
  }
}
