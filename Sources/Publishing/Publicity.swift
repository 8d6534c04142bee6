/// Where documents stand below the output folder, and how they are marked.
package enum Publicity: Sendable {
  case published
  /// The copy that a blocked run may still leave.
  case draft
  /// The statutory report before the year is over: a draft, whatever the data.
  case interim

  package static let draftFolder = "草稿"

  package var folder: String { self == .published ? "" : Self.draftFolder + "/" }
  package var mark: String {
    switch self {
    case .published: ""
    case .draft: "草稿：未通过校验，不得公布"
    case .interim: "阶段草稿：年度未结束，不得公布"
    }
  }
}
