import Disclosure
import Registers
import Statutory

/// Tables 3 and 4 of one body as its registers give them, counted the plain way.
struct StatutoryFigures {
  /// The applicant columns of table 3, in order, before 总计.
  static let columns = ApplicantKind.allCases.map(\.rawValue)
  /// The columns of table 4 before 总计.
  static let outcomes = DisputeOutcome.allCases.map(\.rawValue)

  /// Row code to six counts.
  var requests: [String: [Int]] = [:]
  /// Block to four counts.
  var disputes: [String: [Int]] = [:]

  /// Counts what the given units have.
  init(requests list: [SampleRequest], disputes cases: [SampleDispute], units: [Int]) {
    for row in ReportForm.format2021.rows { requests[row.code] = Array(repeating: 0, count: 6) }
    for kind in DisputeKind.allCases { disputes[kind.rawValue] = [0, 0, 0, 0] }
    let wanted = Set(units)
    let last = DayRange.year(2022).last
    for request in list where wanted.contains(request.unit) && request.received <= last {
      let column = ApplicantKind.allCases.firstIndex(of: request.applicant) ?? 0
      count(request.received.year < 2022 ? "2" : "1", column)
      if let answered = request.answered, answered <= last, let outcome = request.outcome {
        count(outcome, column)
        count("3.7", column)
      } else {
        count("4", column)
      }
    }
    for dispute in cases where wanted.contains(dispute.unit) {
      var outcome = dispute.outcome
      if let closed = dispute.closed, closed > last { outcome = .open }
      let column = DisputeOutcome.allCases.firstIndex(of: outcome) ?? 3
      disputes[dispute.kind.rawValue]?[column] += 1
    }
  }

  private mutating func count(_ code: String, _ column: Int) { requests[code]?[column] += 1 }

  /// The seven cells of a row of table 3.
  func row(_ code: String) -> [Int] {
    let cells = requests[code] ?? []
    return cells + [cells.reduce(0, +)]
  }

  /// The five cells of a block of table 4.
  func block(_ name: String) -> [Int] {
    let cells = disputes[name] ?? []
    return cells + [cells.reduce(0, +)]
  }
}

/// A review or a suit.
struct SampleDispute {
  var unit: Int
  var kind: DisputeKind
  var received: PlainDate
  var outcome: DisputeOutcome
  var closed: PlainDate?
}

/// Makes the reviews and suits of the year.
struct DisputeRegister {
  let county: SampleCounty
  private(set) var disputes: [SampleDispute] = []

  /// Makes the register, in the order of receipt.
  init(_ county: SampleCounty) {
    self.county = county
    var random = county.random("disputes")
    let units = county.reporting
    let weights = units.map { max(0, county.units[$0].requests - 3) }
    while disputes.count < 27 {
      let unit = units[random.weighted(weights)]
      let kind = DisputeKind.allCases[random.weighted([65, 20, 15])]
      var received = random.pick(county.calendar.days, or: SampleCounty.asOf)
      if random.chance(120) { received = SampleCounty.day(12, 6 + random.below(20), 2021) }
      var closed: PlainDate? = county.calendar.later(received, random.from(30, 58))
      var outcome = DisputeOutcome.allCases[random.weighted([64, 14, 22, 0])]
      if let day = closed, day > SampleCounty.asOf {
        closed = nil
        outcome = .open
      }
      disputes.append(
        SampleDispute(unit: unit, kind: kind, received: received, outcome: outcome, closed: closed))
    }
    disputes.sort { ($0.received, $0.unit) < ($1.received, $1.unit) }
  }

  /// The register as a table.
  var table: SampleTable {
    var table = SampleTable(
      "单位 类别 登记编号 收案日期 结果 审结日期 备注", preface: [["政府信息公开行政复议、行政诉讼台账（\(SampleCounty.mark)）"]])
    for (index, dispute) in disputes.enumerated() {
      table.rows.append([
        .text(county.units[dispute.unit].short), .text(dispute.kind.rawValue),
        .text("示例案〔\(dispute.received.year)〕\(index + 1)号"), .date(dispute.received),
        .text(dispute.outcome.rawValue), .of(dispute.closed), .text(SampleCounty.mark),
      ])
    }
    return table
  }
}
