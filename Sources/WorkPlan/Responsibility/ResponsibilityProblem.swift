package import Diagnostics

/// A part of a responsible-unit cell that a person should look at.
package struct ResponsibilityProblem: Hashable, Sendable {
  /// What is the matter.
  package enum Kind: String, Hashable, Sendable {
    /// Nothing is written.
    case empty
    /// A name that the registry does not know.
    case unknownUnit
    /// …等有关部门 beside named units.
    case open
    /// 有关职能部门 and the like.
    case vague
    /// …号文件确定的责任单位.
    case byReference
    /// A whole group of a kind that the registry does not have, such as 各乡.
    case partialGroup
    /// A description that no unit's 属性 matches.
    case attributeUnmatched
    /// Units found by their 属性.
    case byAttribute
    /// A remark in brackets that is no name of the unit before it.
    case bracketIgnored
  }

  /// What is the matter.
  package let kind: Kind
  /// The words concerned, folded.
  package let phrase: String
  /// Registered names that may be meant; a proposal, never applied (for `byAttribute`: the units taken).
  package let proposal: [String]

  package init(_ kind: Kind, _ phrase: String, proposal: [String] = []) {
    self.kind = kind
    self.phrase = phrase
    self.proposal = proposal
  }

  /// The finding for the problem list.
  package func diagnostic(at location: SourceLocation) -> Diagnostic {
    let rule: DiagnosticRule =
      switch kind {
      case .empty: .responsibilityMissing
      case .unknownUnit: .responsibilityUnitUnknown
      case .open: .responsibilityOpen
      case .vague: .responsibilityVague
      case .byReference: .responsibilityByReference
      case .partialGroup: .responsibilityPartialGroup
      case .attributeUnmatched: .responsibilityAttributeUnmatched
      case .byAttribute: .responsibilityByAttribute
      case .bracketIgnored: .responsibilityBracketIgnored
      }
    let found = kind == .empty ? "责任单位为空" : "“\(phrase)”"
    guard !proposal.isEmpty else { return Diagnostic(rule, at: location, found: found) }
    let names = proposal.joined(separator: "；")
    switch kind {
    case .byAttribute: return Diagnostic(rule, at: location, found: "\(found)：按属性认定为\(names)")
    case .unknownUnit:
      return Diagnostic(
        rule, at: location, found: found, remedy: "是否为“\(names)”？确认后改写名称，或在单位名录的“别名”列登记")
    default:
      return Diagnostic(
        rule, at: location, found: found, remedy: "在“责任单位核定”列写明单位，可参考：\(names)")
    }
  }
}
