import Diagnostics
import Registers
package import Scoring

extension CountyRecords {
  /// Takes out the rows that a question supposes to fall; gives their number.
  package mutating func drop(_ question: WhatIf) -> Int {
    drop(Inspection.self, question, at: \.location)
      + drop(InformationRequest.self, question, at: \.location)
      + drop(Dispute.self, question, at: \.location)
  }

  private mutating func drop<Record: RegisterRecord>(
    _ register: Record.Type, _ question: WhatIf, at location: KeyPath<Record, SourceLocation>
  ) -> Int {
    let before = registers[register].count
    registers[register].removeAll { question.drops($0[keyPath: location]) }
    return before - registers[register].count
  }
}
