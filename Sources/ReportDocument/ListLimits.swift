/// How long lists may be in workbooks that people open; smaller only in tests.
package struct ListLimits: Sendable, Hashable {
  /// Longer lists go row by row into workbooks of their own.
  package var detail: Int
  /// So many rows of such a list stay where it was.
  package var shown: Int
  /// Beyond so many unit × task pairs 销号 is left out: the sheet would outgrow its readers.
  package var checkOff: Int

  /// What the outputs keep to.
  package static let standard = ListLimits(detail: 50_000, shown: 2_000, checkOff: 20_000)

  /// Makes limits.
  package init(detail: Int, shown: Int, checkOff: Int) {
    self.detail = detail
    self.shown = shown
    self.checkOff = checkOff
  }
}
