/// How much a finding weighs for the run.
package enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
  /// The row or file was not used, or a figure is wrong.
  case error
  /// The row was used; a person should look at it.
  case warning
  /// Worth knowing; nothing to mend.
  case info

  /// The word a reader sees.
  package var label: String {
    switch self {
    case .error: "错误"
    case .warning: "警告"
    case .info: "提示"
    }
  }

  /// The place in lists.
  var order: Int {
    switch self {
    case .error: 0
    case .warning: 1
    case .info: 2
    }
  }

  /// Errors sort first.
  package static func < (left: Severity, right: Severity) -> Bool { left.order < right.order }
}
