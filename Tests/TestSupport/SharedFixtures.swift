package import Foundation

/// Files that the tests of several rooms read.
package enum SharedFixtures {
  /// Where they lie.
  package static let bundle = Bundle.module
  private static let root = (bundle.resourcePath ?? "") + "/Fixtures"

  /// The national calendar as a table: date, kind.
  package static let workdays = root + "/workdays.csv"

  /// The folder of a worked case.
  package static func workedCase(_ name: String) -> String { root + "/cases/" + name }
}
