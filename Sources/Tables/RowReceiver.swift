/// Whoever takes the rows of a file, as the readers see it.
///
/// The doors of this room take closures; a reader is handed a reference, because for a closure that it knows the optimiser
/// compiles the whole reader once more: a seventh of this room had been such copies.
final class RowReceiver {
  private let onBatch: (borrowing RowBatch) -> Void
  private let onRestart: () -> Void

  private init(onBatch: @escaping (borrowing RowBatch) -> Void, onRestart: @escaping () -> Void) {
    self.onBatch = onBatch
    self.onRestart = onRestart
  }

  /// Takes rows in order, sheet by sheet.
  func take(_ batch: borrowing RowBatch) { onBatch(batch) }

  /// Forgets all rows taken so far: the file comes again from its first row.
  func restart() { onRestart() }

  /// Makes a receiver of closures for as long as `body` runs.
  static func lending<Result, Fault: Error>(
    _ onBatch: (borrowing RowBatch) -> Void, onRestart: () -> Void = {},
    to body: (RowReceiver) throws(Fault) -> Result
  ) throws(Fault) -> Result {
    try withoutActuallyEscaping(onBatch) { (onBatch) throws(Fault) in
      try withoutActuallyEscaping(onRestart) { (onRestart) throws(Fault) in
        try body(RowReceiver(onBatch: onBatch, onRestart: onRestart))
      }
    }
  }
}
