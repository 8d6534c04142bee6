package import Intake
import PlanFiles
import ProgressLog
import Registers
import Statutory
import WorkPlan

extension InputKinds {
  /// Every kind that the program knows, filled here because no room below sees all of them; rooms below are given it with
  /// the context of intake.
  ///
  /// Registers come from their own list; only what is no register is named.
  package static let all = InputKinds(
    [.units, .plan]
      + RegisterList.all.flatMap { register -> [InputKind] in
        switch register.inputKind {
        case .ledgers: [.ledgers, .progress]
        case .carryover: [.carryover, .declared]
        case .nilReturns: [.corrections, .forms, .replies, .nilReturns]
        case let kind: [kind]
        }
      })
}
