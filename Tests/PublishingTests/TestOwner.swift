@testable import Publishing

extension OutputOwner {
  /// The owner of all outputs of these tests.
  static let test = OutputOwner(pipeline: "county", jurisdiction: "测试县")
}

extension Publication {
  /// Begins an output of the tests' owner.
  static func begin(output: String, purpose: String) throws(RuntimeFault) -> Publication {
    try begin(output: output, owner: .test, purpose: purpose)
  }
}

extension Manifest {
  /// A manifest that lists files, by the tests' owner or another.
  static func listing(_ files: [String], owner: OutputOwner = .test) -> Manifest {
    Manifest(
      pipeline: owner.pipeline, jurisdiction: owner.jurisdiction, versions: [:], inputs: [],
      rules: [], outputs: files.map { Entry(file: $0, sha256: "") })
  }

  /// The manifest as text.
  var text: String { String(decoding: json, as: UTF8.self) }
}
