package import ProgressLog
package import Registers

extension LedgerEntry {
  /// The row's word that the measure is done, where no link supports it; nil otherwise.
  package var unsupportedClaim: CompletionClaim? {
    guard claimsCompletion, evidence.isEmpty else { return nil }
    return CompletionClaim(unit: unit, task: task, location: location)
  }
}
