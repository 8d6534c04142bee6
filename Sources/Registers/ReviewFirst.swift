package import Diagnostics
package import Disclosure

/// 行政复议法 (2023) 第二十三条: against a refusal to disclose, review comes before a suit.
package enum ReviewFirst {
  /// The day on which the law took force.
  private static let inForce = PlainDate(year: 2024, month: 1, day: 1)

  /// Suits received without review although the request they follow was refused, wholly or in part.
  package static func findings(
    disputes: [Dispute], requests: [InformationRequest], answers: [RequestRow],
    units: [ReportingUnit]
  ) -> [Diagnostic] {
    struct Key: Hashable {
      let unit: Int
      let number: String
    }
    var refusals: [String: RequestRow.Result] = [:]
    for row in answers {
      if case .result(let result) = row.meaning, result == .partial || result == .refused {
        refusals[row.code] = result
      }
    }
    var refused: [Key: InformationRequest] = [:]
    for request in requests where request.outcome.map({ refusals[$0] != nil }) ?? false {
      refused[Key(unit: request.unit, number: TextFolding.fold(request.number))] = request
    }
    return disputes.compactMap { dispute in
      guard dispute.kind == .directLitigation, let inForce, dispute.received >= inForce,
        !dispute.number.isEmpty,
        let request = refused[Key(unit: dispute.unit, number: TextFolding.fold(dispute.number))],
        let outcome = request.outcome, let result = refusals[outcome]
      else { return nil }
      return Diagnostic(
        .reviewFirst, at: dispute.location, unit: units[dispute.unit].name,
        found:
          "申请\(request.number)的答复是\(result.rawValue)，\(dispute.received.iso)未经复议直接起诉"
      )
    }
  }
}
