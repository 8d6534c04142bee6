package import Intake

/// The registers, each by the type of its rows.
package enum RegisterList {
  /// Every register, in the order of the keys.
  package static let all: [any RegisterRecord.Type] = [
    LedgerFiling.self, InformationRequest.self, Dispute.self, ProactiveFigure.self,
    DisclosedDocument.self, Letter.self, Proposal.self, Inspection.self, CarriedTask.self,
    ExternalScore.self, ManualScore.self, ClosingConfirmation.self, NarrativeItem.self,
    NilReturn.self,
  ]

  private static let byKind: [InputKind: any RegisterRecord.Type] = Dictionary(
    uniqueKeysWithValues: all.map { ($0.inputKind, $0) })

  /// The register of a kind; nil for kinds that are no register.
  package static func register(of kind: InputKind) -> (any RegisterRecord.Type)? { byKind[kind] }
}
