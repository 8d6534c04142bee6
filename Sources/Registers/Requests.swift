package import Diagnostics
package import Disclosure
package import Intake
package import Tables

extension InputKind {
  /// 依申请公开: information requests.
  package static let requests = InputKind(
    "requests", "依申请公开登记", [.collected, .statutory, .feedsReport], sender: .units,
    repeats: .otherwise,
    entrySheet: EntrySheet(
      name: "依申请公开", spareRows: 200, advice: "一件申请一行，不填申请人姓名、证件号、电话和地址。答复日期与答复结果同时填写。"),
    // The receiving unit has a column of its own, so that this one is the applicant's.
    personHeadings: ["单位名称"],
    columns: [
      .must("登记编号", holds: .number, filled: true, hint: "本单位内不得重复。"),
      .must("单位", "接收单位", filled: true, from: .unit),
      .must("申请人类型", filled: true, from: .list(ApplicantKind.self, title: "申请人类型")),
      .must("收到日期", holds: .day, filled: true), .may("补正通知日期", holds: .day),
      .may("补正收到日期", holds: .day),
      .may("征求意见发出日期", holds: .days, hint: "几次征求意见的，日期之间用“；”隔开，前后对应。"),
      .may("征求意见回复日期", holds: .days, hint: "几次征求意见的，日期之间用“；”隔开，前后对应。"),
      .may("延期告知日期", holds: .day), .may("延长工作日", holds: .whole(1...20)),
      .may("收费通知日期", holds: .day), .may("缴费日期", holds: .day), .may("收费金额", holds: .amount),
      .must("答复日期", holds: .day), .must("答复结果", from: .answers, hint: "与答复日期同时填写；从列表中选。"),
      .may("承办科室"),
    ])
}

/// 申请人类型: the six columns of table 3.
package enum ApplicantKind: String, ClosedList, Sendable, Hashable, CaseIterable {
  case naturalPerson = "自然人"
  case business = "商业企业"
  case research = "科研机构"
  case publicWelfare = "社会公益组织"
  case legalService = "法律服务机构"
  case other = "其他"
}

/// An interval in which a third party was consulted; days d with sent < d ≤ answered do not count.
package struct ConsultationInterval: Hashable, Sendable {
  /// 征求意见发出日期.
  package let sent: PlainDate
  /// 征求意见回复日期; nil: open.
  package let answered: PlainDate?

  package init(sent: PlainDate, answered: PlainDate?) {
    self.sent = sent
    self.answered = answered
  }
}

/// An information request (依申请公开) as registered; nothing of the applicant but the kind is kept.
package struct InformationRequest: Hashable, Sendable {
  package var number: String
  package var unit: Int
  package var applicant: ApplicantKind
  package var received: PlainDate
  package var correctionNotified: PlainDate?
  package var correctionReceived: PlainDate?
  package var consultations: [ConsultationInterval]
  package var extensionNotified: PlainDate?
  /// 延长工作日 as written; nil: 20.
  package var extensionDays: Int?
  package var feeNotified: PlainDate?
  package var feePaid: PlainDate?
  /// 收费金额 in yuan, exact decimal text; nil where none is given.
  package var feeAmount: Exact?
  package var answered: PlainDate?
  /// The leaf row of table 3, by code (`3.3.7`); nil while unanswered.
  package var outcome: String?
  /// True where the applicant took the request back (撤回); it is counted in the row `outcome` names.
  package var isWithdrawn: Bool
  package var office: String
  package var location: SourceLocation

  package init(
    number: String, unit: Int, applicant: ApplicantKind, received: PlainDate,
    correctionNotified: PlainDate? = nil, correctionReceived: PlainDate? = nil,
    consultations: [ConsultationInterval] = [], extensionNotified: PlainDate? = nil,
    extensionDays: Int? = nil, feeNotified: PlainDate? = nil, feePaid: PlainDate? = nil,
    feeAmount: Exact? = nil, answered: PlainDate? = nil, outcome: String? = nil,
    isWithdrawn: Bool = false,
    office: String = "", location: SourceLocation
  ) {
    self.number = number
    self.unit = unit
    self.applicant = applicant
    self.received = received
    self.correctionNotified = correctionNotified
    self.correctionReceived = correctionReceived
    self.consultations = consultations
    self.extensionNotified = extensionNotified
    self.extensionDays = extensionDays
    self.feeNotified = feeNotified
    self.feePaid = feePaid
    self.feeAmount = feeAmount
    self.answered = answered
    self.outcome = outcome
    self.isWithdrawn = isWithdrawn
    self.office = office
    self.location = location
  }
}

extension RegisterIntake {
  /// Reads a register of information requests; `seen` holds the numbers of earlier files, by unit.
  package func requests(_ content: FileContent, file: String, seen: inout Set<String>)
    -> IntakeResult<InformationRequest>
  {
    var numbers = seen
    // A register says the same few answers over and over.
    var answers: [String: RequestRow.Answer] = [:]
    let result = read(.requests, content, file: file) { row -> InformationRequest? in
      let unit = row.requiredUnit("单位")
      let number = row.required("登记编号")
      let applicant = row.requiredChoice("申请人类型", ApplicantKind.self)
      let received = row.requiredDate("收到日期", missingYear: .refused)
      let correction = row.knownDate("补正通知日期", missingYear: .refused)
      let corrected = row.knownDate("补正收到日期", missingYear: .refused)
      let consultations = row.consultations()
      let extended = row.knownDate("延期告知日期", missingYear: .refused)
      let extensionDays = row.count("延长工作日")
      let feeNotified = row.knownDate("收费通知日期", missingYear: .refused)
      let feePaid = row.knownDate("缴费日期", missingYear: .refused)
      let amount = row.decimal("收费金额")
      let answered = row.date("答复日期", missingYear: .refused)
      let outcome = row.outcome(&answers)
      if row.cell("答复日期").isBlank != row.cell("答复结果").isBlank {
        let missing = row.cell("答复日期").isBlank ? "答复日期" : "答复结果"
        row.note(.answerIncomplete, missing, found: "“\(missing)”没有填写，另一项已填")
      }
      if let answered, let received, answered < received {
        row.note(
          .answerBeforeReceipt, "答复日期", found: "答复日期\(answered.iso)早于收到日期\(received.iso)")
      }
      guard let unit, let applicant, let received, !number.isEmpty, !row.isQuarantined else {
        return nil
      }
      guard numbers.insert("\(unit)/\(TextFolding.fold(number))").inserted else {
        row.noteRepeatedNumber("登记编号")
        return nil
      }
      let isKnown = answered.map { $0 <= context.asOf } ?? false
      if let answered, !isKnown {
        row.note(
          .dateAfterAsOf, "答复日期",
          found: "“答复日期”\(answered.iso)在截至日期\(context.asOf.iso)之后，按未答复计")
      }
      return InformationRequest(
        number: number, unit: unit, applicant: applicant, received: received,
        correctionNotified: correction, correctionReceived: corrected,
        consultations: consultations, extensionNotified: extended, extensionDays: extensionDays,
        feeNotified: feeNotified, feePaid: feePaid, feeAmount: amount,
        answered: isKnown ? answered : nil, outcome: isKnown ? outcome?.row.code : nil,
        isWithdrawn: isKnown && outcome?.isWithdrawn == true,
        office: row.text("承办科室"), location: row.location)
    }
    seen = numbers
    return result.existing(asOf: context.asOf)
  }
}

extension RowReader {
  /// Intervals of consultation; several dates in a cell are paired in order.
  fileprivate mutating func consultations() -> [ConsultationInterval] {
    let sent = dates("征求意见发出日期")
    let answered = dates("征求意见回复日期")
    func at(_ list: [PlainDate?], _ index: Int) -> PlainDate? {
      index < list.count ? list[index] : nil
    }
    if answered.indices.contains(where: { answered[$0] != nil && at(sent, $0) == nil }) {
      note(
        .consultationUnpaired, "征求意见回复日期",
        found: "发出日期\(sent.count { $0 != nil })个，回复日期\(answered.count { $0 != nil })个")
    }
    return sent.enumerated().compactMap { index, day in
      day.map { ConsultationInterval(sent: $0, answered: at(answered, index)) }
    }
  }

  /// Dates of one cell, separated by `；`; nil where one is missing or lies after the as-of day.
  private mutating func dates(_ name: String) -> [PlainDate?] {
    let parts = text(name).split(omittingEmptySubsequences: false) { $0 == "；" || $0 == ";" }
    guard parts.count > 1 else {
      return cell(name).isBlank ? [] : [knownDate(name, missingYear: .refused)]
    }
    var days: [PlainDate?] = []
    for part in parts {
      let written = part.trimmed
      var day: PlainDate?
      switch DateParser.answer(written, year: context.year) {
      case _ where written.isEmpty: break
      case .reading(.date(let known)) where known > context.asOf:
        note(
          .dateAfterAsOf, name, found: "“\(name)”\(known.iso)在截至日期\(context.asOf.iso)之后，按未填计")
      case .reading(.date(let known)): day = known
      case .reading(.dateWithAssumedYear):
        note(.dateWithoutYear, name, found: "“\(name)”里的“\(written)”没有年份")
      case .fault(let fault):
        note(.dateUnreadable, name, found: "“\(name)”里的“\(written)”\(fault.words)")
      }
      days.append(day)
    }
    return days
  }

  /// A whole number from 0; blank is nil.
  mutating func count(_ name: String) -> Int? {
    guard let value = decimal(name) else { return nil }
    if let whole = value.integer, whole >= 0 { return whole }
    note(.numberNotWhole, name, found: "“\(name)”填的是“\(text(name))”，应为不小于0的整数")
    return nil
  }

  /// The leaf row of table 3, by code or label; `known` are the answers understood so far.
  fileprivate mutating func outcome(_ known: inout [String: RequestRow.Answer])
    -> RequestRow.Answer?
  {
    let written = text("答复结果")
    guard !written.isEmpty else { return nil }
    if let answer = known[written] { return answer }
    if let answer = context.answers.answer(named: written) {
      known[written] = answer
      return answer
    }
    note(.outcomeUnknown, "答复结果", found: "“答复结果”填的是“\(written)”")
    return nil
  }
}

extension InformationRequest: DatedRecord {
  package static let firstDayColumn = "收到日期"
  package var firstDay: PlainDate { received }
}

extension InformationRequest: RegisterRecord {
  package static let inputKind = InputKind.requests
  package var reporter: Int? { unit }
  package var dayInYear: PlainDate? { received }
  package var isDisordered: Bool { !disorder.isEmpty }

  package static func read(
    _ content: FileContent, file: String, by intake: RegisterIntake, seen: inout Set<String>
  ) -> IntakeResult<InformationRequest> {
    intake.requests(content, file: file, seen: &seen)
  }
}

// MARK: - Facts of the year

extension InformationRequest {
  /// How a request came into the year.
  package enum Origin: Hashable, Sendable { case received, carriedIn }

  /// How it came into the year; nil where it is in no figure of the year.
  package func origin(in year: ReportingYear) -> Origin? {
    guard year.reaches(received) else { return nil }
    if received >= year.days.first { return .received }
    if let day = year.known(answered), day < year.days.first { return nil }
    return .carriedIn
  }

  /// True where it was answered by 31 December; any other request of the year is carried out of it.
  package func isHandled(in year: ReportingYear) -> Bool {
    answered.map(year.reaches) ?? false
  }

  /// True where the applicant took it back and it was closed so within the year.
  package func isTakenBack(in year: ReportingYear) -> Bool {
    isWithdrawn && isHandled(in: year) && origin(in: year) != nil
  }

  /// True where a fee was paid in the year.
  package func isFeePaid(in year: ReportingYear) -> Bool { feePaid.map(year.contains) ?? false }

  /// True where the applicant was asked for a correction in the year.
  package func isCorrectionAsked(in year: ReportingYear) -> Bool {
    correctionNotified.map(year.contains) ?? false
  }
}

/// A request with its clock worked out.
package struct RequestFacts: Sendable {
  /// The request.
  package let request: InformationRequest
  /// The last day in time; nil where there is none (yet) or nobody can say.
  package let due: PlainDate?
  /// Answered after the due day, or unanswered past it.
  package let isLate: Bool
  /// 补正通知 came later than the limit.
  package let correctionNoticeLate: Bool
  /// True where the calendar has no data for the due day.
  package let isUnknown: Bool
  /// True where the calendar has no data for the limit of 补正通知.
  package let isNoticeUnknown: Bool

  /// Makes the facts of a request.
  package init(
    request: InformationRequest, due: PlainDate?, isLate: Bool, correctionNoticeLate: Bool,
    isUnknown: Bool = false, isNoticeUnknown: Bool = false
  ) {
    self.request = request
    self.due = due
    self.isLate = isLate
    self.correctionNoticeLate = correctionNoticeLate
    self.isUnknown = isUnknown
    self.isNoticeUnknown = isNoticeUnknown
  }

  /// Works out the clock of a request.
  package init(_ request: InformationRequest, standing: RequestStanding) {
    self.init(
      request: request, due: standing.due, isLate: standing.isLate,
      correctionNoticeLate: standing.isCorrectionNoticeLate, isUnknown: standing.isDueUnknown,
      isNoticeUnknown: standing.isCorrectionNoticeUnknown)
  }

  /// True where it counts for the rate of requests in time: answered, or late without an answer; pending ones are left out.
  package var isJudged: Bool { request.answered != nil || isLate }
}

/// How requests stood against the clock on as_of (rulings.md, "Requests").
package struct RequestLateness: Hashable, Sendable {
  /// Answered ones and late unanswered ones, carried in included; pending ones are left out.
  package var judged: Int
  /// Those of them that are late.
  package var late: Int
  /// Those of which nobody can say, for want of a calendar; with any, the rate is 未知.
  package var unknown: Int

  package init(judged: Int, late: Int, unknown: Int = 0) {
    self.judged = judged
    self.late = late
    self.unknown = unknown
  }

  /// Counts requests of the year.
  package init(_ requests: [RequestFacts]) {
    let known = requests.filter { !$0.isUnknown }
    self.init(
      judged: known.count(where: \.isJudged), late: known.count(where: \.isLate),
      unknown: requests.count - known.count)
  }
}
