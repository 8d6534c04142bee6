/// When a log is big enough to be folded in ranges, by several workers.
struct LogCutting: Sendable {
  /// The least size of a range.
  var rangeBytes = 16 << 20

  /// The rule in use everywhere but in tests.
  static let standard = LogCutting()

  /// True where one worker would still be busy with a log while the others have nothing left to do.
  ///
  /// Logs that can be dealt out evenly stay whole, because walking through a log to cut it costs a seventh of folding it.
  func isCut(_ bytes: Int, of total: Int, jobs: Int) -> Bool {
    jobs > 1 && bytes >= 2 * rangeBytes && bytes > total / (2 * jobs)
  }
}
