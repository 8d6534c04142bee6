import Forms
import Foundation
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import Statutory

/// Files named `<kind>.<what>.<extension>`; in the folder `fail`, what is the code that the file must give.
struct IntakeFixture: Sendable, CustomTestStringConvertible {
  let folder: String
  let name: String

  var kind: InputKind? { InputKinds.all[key: String(name.split(separator: ".")[0])] }
  var what: String { String(name.split(separator: ".")[1]) }
  var testDescription: String { name }

  static let root = (Bundle.module.resourcePath ?? "") + "/Fixtures/"

  static func all(in folder: String) -> [IntakeFixture] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root + folder)) ?? []
    return names.sorted().map { IntakeFixture(folder: folder, name: $0) }
  }

  func read() throws -> Reading {
    let kind = try #require(kind)
    // Declared tables are told apart by their names: the last two parts here.
    let file =
      kind == .declared ? name.split(separator: ".").suffix(2).joined(separator: ".") : name
    return Reading(kind, path: Self.root + folder + "/" + name, file: file)
  }
}

@Suite("Files that must pass and files that must fail")
struct FixtureTests {
  @Test("passes without a finding, every row used", arguments: IntakeFixture.all(in: "pass"))
  func pass(_ fixture: IntakeFixture) throws {
    let reading = try fixture.read()
    #expect(reading.diagnostics.map(\.line) == [])
    #expect(reading.record.accepted > 0)
    #expect(reading.record.rows == reading.record.accepted)
  }

  @Test("fails with the code it is named after", arguments: IntakeFixture.all(in: "fail"))
  func fail(_ fixture: IntakeFixture) throws {
    let reading = try fixture.read()
    #expect(reading.codes.contains(fixture.what), "\(reading.diagnostics.map(\.line))")
    #expect(reading.record.isConserved)
  }

  @Test("the folders are there")
  func folders() {
    #expect(IntakeFixture.all(in: "pass").count >= 15)
    #expect(IntakeFixture.all(in: "fail").count >= 20)
  }
}
