package import Diagnostics
import Disclosure
package import ProgressLog

/// The row behind a lost point.
package enum LostPointSource: Sendable, Hashable {
  case none
  /// A row of a register.
  indirect case row(SourceLocation)
  /// A row of the progress log.
  case entry(ProgressPosition)
  /// A task of the plan, where the point was lost for want of an entry.
  case task(Int)
}
