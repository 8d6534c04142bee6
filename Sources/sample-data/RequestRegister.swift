import Disclosure
import Registers
import Statutory

/// A request as the register has it.
struct SampleRequest {
  var unit: Int
  var applicant: ApplicantKind
  var received: PlainDate
  var correctionNotified: PlainDate?
  var correctionReceived: PlainDate?
  var consultationSent: PlainDate?
  var consultationAnswered: PlainDate?
  var extensionNotified: PlainDate?
  var extensionDays: Int?
  var feeNotified: PlainDate?
  var feePaid: PlainDate?
  var feeAmount: Int?
  var answered: PlainDate?
  var outcome: String?
  var number = ""
}

/// Makes the year's requests, none of which may be quarantined: a register that cannot be read blocks the report.
struct RequestRegister {
  let county: SampleCounty
  private(set) var requests: [SampleRequest] = []

  /// Makes the register, in the order of receipt.
  init(_ county: SampleCounty) {
    self.county = county
    var random = county.random("requests")
    let units = county.reporting
    for unit in units { add(unit, random: &random) }
    let weights = units.map { county.units[$0].requests }
    while requests.count < 258 { add(units[random.weighted(weights)], random: &random) }
    addEdges(random: &random)
    requests.sort { ($0.received, $0.unit) < ($1.received, $1.unit) }
    for index in requests.indices {
      let serial = String(1001 + index).dropFirst()
      requests[index].number = "示例依申〔\(requests[index].received.year)〕\(serial)号"
    }
  }

  private mutating func add(_ unit: Int, random: inout SplitMix64) {
    let days = county.calendar.days
    var received = random.pick(days, or: SampleCounty.asOf)
    if random.chance(60) { received = SampleCounty.day(12, random.from(8, 30), 2021) }
    received = county.calendar.worked(received)
    var request = SampleRequest(
      unit: unit, applicant: Self.applicants[random.weighted([780, 90, 20, 20, 70, 20])],
      received: received)
    request.outcome = Self.outcomes[random.weighted(Self.outcomeWeights)]
    fillCourse(of: &request, random: &random)
    // What is answered after the day of the run has no answer yet.
    if let answered = request.answered, answered > SampleCounty.asOf {
      request.answered = nil
      request.outcome = nil
    }
    // Carried in means that it was still open at the turn of the year.
    if let answered = request.answered, answered.year < 2022 {
      request.answered = SampleCounty.day(1, 4 + random.below(2))
    }
    requests.append(request)
  }

  private func fillCourse(of request: inout SampleRequest, random: inout SplitMix64) {
    let calendar = county.calendar
    let fault = 1000 - county.units[request.unit].quality
    let received = request.received
    let isLate = random.chance(10 + fault / 2)
    let pace = isLate ? random.from(21, 29) : random.from(3, 19)
    request.answered = calendar.later(received, pace)
    switch random.below(100) {
    case 0..<13:
      let notice = random.chance(fault / 2 + 20) ? random.from(8, 10) : random.from(1, 6)
      let notified = calendar.later(received, notice)
      request.correctionNotified = notified
      if random.chance(140) {
        request.answered = calendar.later(notified, 24)
        request.outcome = "3.6.1"
      } else {
        let back = calendar.later(notified, random.from(2, 9))
        request.correctionReceived = back
        request.answered = calendar.later(back, pace)
        if random.chance(200) { request.outcome = "3.4.3" }
      }
    case 13..<22:
      let sent = calendar.later(received, random.from(2, 6))
      let reply = calendar.later(sent, random.from(4, 11))
      request.consultationSent = sent
      request.consultationAnswered = reply
      let away = calendar.calendar.workdays(after: sent, through: reply) ?? 0
      request.answered = calendar.later(received, max(pace, 8) + away)
      if random.chance(400) { request.outcome = "3.3.4" }
    case 22..<30:
      let allowed = random.pick([10, 15, 20, 20, 20], or: 20)
      request.extensionNotified = calendar.later(received, random.from(14, 19))
      request.extensionDays = random.chance(300) && allowed == 20 ? nil : allowed
      request.answered = calendar.later(
        received, 20 + (isLate ? allowed + 4 : random.from(2, allowed)))
    case 30..<33:
      let asked = calendar.later(received, random.from(4, 9))
      request.feeNotified = asked
      request.feeAmount = random.pick([100, 200, 300, 700], or: 100)
      if random.chance(300) {
        request.answered = calendar.later(asked, 24)
        request.outcome = "3.6.2"
      } else {
        let paid = calendar.later(asked, random.from(1, 8))
        request.feePaid = paid
        request.answered = calendar.later(paid, random.from(3, 18))
        request.outcome = "3.1"
      }
    default: break
    }
  }

  /// Cases at the edges of the rules; each is accepted.
  private mutating func addEdges(random: inout SplitMix64) {
    let day = SampleCounty.day
    // Received after the year: in no figure.
    for unit in ["县住房城乡建设局", "县自然资源局", "历山街道"] {
      requests.append(
        SampleRequest(
          unit: county.index(of: unit), applicant: .naturalPerson,
          received: day(1, 10 + random.below(3), 2023)))
    }
    // Thirty working days asked for where twenty are the most.
    requests.append(
      SampleRequest(
        unit: county.index(of: "县自然资源局"), applicant: .business, received: day(5, 9, 2022),
        extensionNotified: day(6, 6, 2022), extensionDays: 30, answered: day(6, 30, 2022),
        outcome: "3.1"))
    // Extension told after the due day: it does not count, and the answer is late.
    requests.append(
      SampleRequest(
        unit: county.index(of: "县综合行政执法局"), applicant: .naturalPerson, received: day(7, 4, 2022),
        extensionNotified: day(8, 4, 2022), answered: day(8, 18, 2022), outcome: "3.2"))
    // The reply of the third party came before it was asked: disorder, with a warning.
    requests.append(
      SampleRequest(
        unit: county.index(of: "县交通运输局"), applicant: .legalService, received: day(9, 5, 2022),
        consultationSent: day(9, 14, 2022), consultationAnswered: day(9, 13, 2022),
        answered: day(9, 26, 2022), outcome: "3.1"))
  }

  private static let applicants = ApplicantKind.allCases
  private static let outcomes = ReportForm.format2021.rows.filter(\.isLeaf).map(\.code)
  private static let outcomeWeights = outcomes.map { weights[$0] ?? 4 }
  private static let weights = [
    "3.1": 300, "3.2": 70, "3.3.1": 2, "3.3.2": 8, "3.3.4": 14, "3.3.5": 16, "3.3.6": 16,
    "3.3.7": 14,
    "3.3.8": 12, "3.4.1": 120, "3.4.2": 26, "3.4.3": 4, "3.5.1": 40, "3.5.2": 12, "3.6.1": 0,
    "3.6.2": 0, "3.6.3": 22,
  ]

  /// The register of a half year; the first as CSV, with a column of applicants that intake must drop.
  func table(half: Int) -> SampleTable {
    var table = SampleTable(
      "登记编号 单位 申请人类型" + (half == 0 ? " 姓名" : "")
        + " 收到日期 补正通知日期 补正收到日期 征求意见发出日期 征求意见回复日期 延期告知日期 延长工作日 收费通知日期 缴费日期 收费金额 答复日期 答复结果 承办科室 备注",
      preface: [["依申请公开登记簿（\(half == 0 ? "上半年" : "下半年")，\(SampleCounty.mark)）"]])
    var random = county.random("requests/table\(half)")
    for (number, request) in requests.enumerated()
    where (request.received < SampleCounty.day(7, 1)) == (half == 0) {
      let unit = county.units[request.unit]
      var row: [SampleCell] = [
        .text(request.number), .text(random.chance(600) ? unit.short : unit.name),
        .text(request.applicant.rawValue),
      ]
      if half == 0 { row.append(.text("示例申请人\(number + 1)")) }
      row += [
        .date(request.received), .of(request.correctionNotified), .of(request.correctionReceived),
        .of(request.consultationSent), .of(request.consultationAnswered),
        .of(request.extensionNotified),
      ]
      row.append(request.extensionDays.map(SampleCell.number) ?? .empty)
      row += [.of(request.feeNotified), .of(request.feePaid)]
      row.append(request.feeAmount.map(SampleCell.number) ?? .empty)
      row += [
        .of(request.answered), .of(outcomeText(request.outcome, random: &random)),
        .text("政务公开科"), .text(SampleCounty.mark),
      ]
      table.rows.append(row)
    }
    return table
  }

  /// By code or by label, with or without the label's number.
  private func outcomeText(_ code: String?, random: inout SplitMix64) -> String {
    guard let code, let row = ReportForm.format2021.row(code) else { return "" }
    switch random.below(3) {
    case 0: return code
    case 1: return row.label
    default:
      let cut = row.label.firstIndex { $0 == "." || $0 == "）" }
      guard let cut else { return row.label }
      return String(row.label[row.label.index(after: cut)...])
    }
  }
}
