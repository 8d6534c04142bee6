package import Diagnostics
import Disclosure
import Registers

/// A register row that is counted in a cell.
package struct TracedRow: Hashable, Sendable {
  /// 登记编号, 文号 or title; empty where the register has none.
  package let number: String
  package let unit: Int
  package let location: SourceLocation
}

/// Which cells a register row is counted in; the tables and the traces are both made from this.
struct Placement {
  let period: DayRange
  let asOf: PlainDate

  init(_ input: StatutoryInput) {
    period = input.period
    asOf = input.asOf
  }

  /// A date after as_of is blank, in every register.
  func known(_ date: PlainDate?) -> PlainDate? { date.flatMap { $0 <= asOf ? $0 : nil } }

  private func happened(_ date: PlainDate) -> Bool { date <= period.last && date <= asOf }

  /// The rows of table 3 a request is counted in: where it came from, and where it went.
  func rows(of request: InformationRequest) -> [String] {
    guard happened(request.received) else { return [] }
    let answered = known(request.answered)
    let carriedIn = request.received < period.first
    if carriedIn, let answered, answered < period.first { return [] }
    var rows = [carriedIn ? "2" : "1"]
    if let answered, answered <= period.last {
      // Without a leaf row the total still counts it, so that I2 shows the gap.
      if let outcome = request.outcome { rows.append(outcome) }
      rows.append("3.7")
    } else {
      rows.append("4")
    }
    return rows
  }

  /// The cells of a request.
  func cells(of request: InformationRequest) -> [StatutoryCell] {
    rows(of: request).flatMap { row in
      [request.applicant.rawValue, StatutoryCell.total].compactMap {
        StatutoryCell(table: 3, row: row, column: $0)
      }
    }
  }

  /// True for a decided case received before the year without 审结日期: left out, with a warning.
  func isUndated(_ dispute: Dispute) -> Bool {
    dispute.received < period.first && dispute.outcome != .open && known(dispute.closed) == nil
  }

  /// The cells of a dispute.
  func cells(of dispute: Dispute) -> [StatutoryCell] {
    guard happened(dispute.received), !isUndated(dispute) else { return [] }
    let closed = known(dispute.closed)
    if let closed, closed < period.first { return [] }
    let isOpen = closed.map { $0 > period.last } ?? false
    let outcome = isOpen ? DisputeOutcome.open : dispute.outcome
    return [outcome.rawValue, StatutoryCell.total].compactMap {
      StatutoryCell(table: 4, row: dispute.kind.rawValue, column: $0)
    }
  }

  /// What a document is counted in, and the cells that it makes 未知.
  func cells(of document: DisclosedDocument) -> (counted: [StatutoryCell], unknown: [StatutoryCell])
  {
    guard document.kind != .other, happened(document.issued) else { return ([], []) }
    func cell(_ measure: String) -> [StatutoryCell] {
      StatutoryCell(table: 2, row: document.kind.rawValue, column: measure).map { [$0] } ?? []
    }
    let isNew = document.issued >= period.first
    var counted = isNew ? cell("本年制发件数") : []
    var unknown: [StatutoryCell] = []
    if let ended = document.repealed {
      if ended > period.last || ended > asOf {
        counted += cell("现行有效件数")
      } else if ended >= period.first {
        counted += cell("本年废止件数")
      }
    } else if document.validity == .repealed || document.validity == .expired {
      // Ended on a day nobody wrote down: this year for a new document, else in no known year.
      if isNew {
        counted += cell("本年废止件数")
      } else {
        unknown += cell("本年废止件数")
      }
    } else {
      counted += cell("现行有效件数")
    }
    return (counted, unknown)
  }

  /// The cell of a proactive figure; nil where its words name none of the ten.
  func cell(of figure: ProactiveFigure) -> StatutoryCell? {
    let content = figure.content.filter { !$0.isWhitespace }
    let measure = figure.measure.filter { !$0.isWhitespace }
    return StatutoryCell(table: 2, row: content, column: measure)
      ?? StatutoryCell.cells(ofTable: 2).first {
        $0.row == content && measure.hasPrefix("本年收费金额") && $0.column.hasPrefix("本年收费金额")
      }
  }
}
