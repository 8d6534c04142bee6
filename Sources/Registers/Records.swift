package import Diagnostics
package import Disclosure

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

  /// Makes an interval.
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
  package var office: String
  package var location: SourceLocation

  /// Makes a request.
  package init(
    number: String, unit: Int, applicant: ApplicantKind, received: PlainDate,
    correctionNotified: PlainDate? = nil, correctionReceived: PlainDate? = nil,
    consultations: [ConsultationInterval] = [], extensionNotified: PlainDate? = nil,
    extensionDays: Int? = nil, feeNotified: PlainDate? = nil, feePaid: PlainDate? = nil,
    feeAmount: Exact? = nil, answered: PlainDate? = nil, outcome: String? = nil,
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
    self.office = office
    self.location = location
  }
}

/// 类别 of a dispute: the three blocks of table 4.
package enum DisputeKind: String, ClosedList, Sendable, Hashable, CaseIterable {
  case review = "行政复议"
  case directLitigation = "未经复议直接起诉"
  case litigationAfterReview = "复议后起诉"
}

/// 结果 of a dispute: the columns of table 4 before 总计.
package enum DisputeOutcome: String, ClosedList, Sendable, Hashable, CaseIterable {
  case upheld = "结果维持"
  case corrected = "结果纠正"
  case other = "其他结果"
  case open = "尚未审结"
}

/// A review or a suit about disclosure.
package struct Dispute: Hashable, Sendable {
  package var unit: Int
  package var kind: DisputeKind
  package var number: String
  package var received: PlainDate
  package var outcome: DisputeOutcome
  package var closed: PlainDate?
  package var location: SourceLocation

  /// Makes a dispute.
  package init(
    unit: Int, kind: DisputeKind, number: String, received: PlainDate, outcome: DisputeOutcome,
    closed: PlainDate?, location: SourceLocation
  ) {
    self.unit = unit
    self.kind = kind
    self.number = number
    self.received = received
    self.outcome = outcome
    self.closed = closed
    self.location = location
  }
}

/// One cell of table 2 as registered by a unit.
package struct ProactiveFigure: Hashable, Sendable {
  package var unit: Int
  /// 信息内容: 规章, 行政规范性文件, 行政许可 and so on.
  package var content: String
  /// 指标: 本年制发件数 and so on.
  package var measure: String
  package var value: Exact
  package var location: SourceLocation

  /// Makes a figure.
  package init(unit: Int, content: String, measure: String, value: Exact, location: SourceLocation)
  {
    self.unit = unit
    self.content = content
    self.measure = measure
    self.value = value
    self.location = location
  }
}

/// 类别 of a document.
package enum DocumentKind: String, ClosedList, Sendable, Hashable, CaseIterable {
  case rule = "规章"
  case normative = "行政规范性文件"
  case other = "其他文件"
}

/// 公开属性 of a document.
package enum DisclosureAttribute: String, ClosedList, Sendable, Hashable, CaseIterable {
  case proactive = "主动公开"
  case onRequest = "依申请公开"
  case withheld = "不予公开"
}

/// 有效性 of a document.
package enum DocumentValidity: String, ClosedList, Sendable, Hashable, CaseIterable {
  case valid = "有效"
  case repealed = "废止"
  case expired = "失效"
}

/// A document of the directory of files.
package struct DisclosedDocument: Hashable, Sendable {
  package var number: String
  package var title: String
  package var unit: Int
  package var kind: DocumentKind
  package var issued: PlainDate
  package var published: PlainDate?
  package var attribute: DisclosureAttribute?
  package var validity: DocumentValidity?
  package var repealed: PlainDate?
  package var interpreted: PlainDate?
  package var location: SourceLocation

  /// Makes a document.
  package init(
    number: String, title: String, unit: Int, kind: DocumentKind, issued: PlainDate,
    published: PlainDate?, attribute: DisclosureAttribute?, validity: DocumentValidity?,
    repealed: PlainDate?, interpreted: PlainDate?, location: SourceLocation
  ) {
    self.number = number
    self.title = title
    self.unit = unit
    self.kind = kind
    self.issued = issued
    self.published = published
    self.attribute = attribute
    self.validity = validity
    self.repealed = repealed
    self.interpreted = interpreted
    self.location = location
  }
}

/// A citizen's letter (政民互动).
package struct Letter: Hashable, Sendable {
  package var unit: Int
  package var received: PlainDate
  package var channel: String
  package var category: String
  package var answered: PlainDate?
  package var isPublic: Bool?
  package var location: SourceLocation

  /// Makes a letter.
  package init(
    unit: Int, received: PlainDate, channel: String, category: String, answered: PlainDate?,
    isPublic: Bool?, location: SourceLocation
  ) {
    self.unit = unit
    self.received = received
    self.channel = channel
    self.category = category
    self.answered = answered
    self.isPublic = isPublic
    self.location = location
  }
}

/// A proposal of a deputy or a committee member (建议提案).
package struct Proposal: Hashable, Sendable {
  /// 类别.
  package enum Kind: String, ClosedList, Sendable, Hashable, CaseIterable {
    case deputies = "人大建议"
    case consultative = "政协提案"
  }
  package var unit: Int
  package var number: String
  package var kind: Kind
  /// 办理结果: A, B, C or D; empty where none is given.
  package var result: String
  package var answered: PlainDate?
  package var isPublic: Bool?
  package var location: SourceLocation

  /// Makes a proposal.
  package init(
    unit: Int, number: String, kind: Kind, result: String, answered: PlainDate?, isPublic: Bool?,
    location: SourceLocation
  ) {
    self.unit = unit
    self.number = number
    self.kind = kind
    self.result = result
    self.answered = answered
    self.isPublic = isPublic
    self.location = location
  }
}

/// 严重程度 of a finding.
package enum InspectionSeverity: String, ClosedList, Sendable, Hashable, CaseIterable {
  case minor = "一般"
  case serious = "严重"
  case major = "重大"
}

/// A finding of the daily checks (日常检查).
package struct Inspection: Hashable, Sendable {
  package var date: PlainDate
  package var unit: Int
  package var category: String
  package var severity: InspectionSeverity
  package var problem: String
  package var rectifyBy: PlainDate?
  package var rectified: PlainDate?
  package var url: String
  package var location: SourceLocation

  /// Makes a finding.
  package init(
    date: PlainDate, unit: Int, category: String, severity: InspectionSeverity, problem: String,
    rectifyBy: PlainDate?, rectified: PlainDate?, url: String = "", location: SourceLocation
  ) {
    self.date = date
    self.unit = unit
    self.category = category
    self.severity = severity
    self.problem = problem
    self.rectifyBy = rectifyBy
    self.rectified = rectified
    self.url = url
    self.location = location
  }
}

/// An open task of last year (上年遗留).
package struct CarriedTask: Hashable, Sendable {
  package var year: Int
  package var unit: Int
  package var task: String
  package var title: String
  package var rectified: PlainDate?
  package var location: SourceLocation

  /// Makes a carried task.
  package init(
    year: Int, unit: Int, task: String, title: String, rectified: PlainDate?,
    location: SourceLocation
  ) {
    self.year = year
    self.unit = unit
    self.task = task
    self.title = title
    self.rectified = rectified
    self.location = location
  }
}

/// A score given by a higher level or a third party.
package struct ExternalScore: Hashable, Sendable {
  /// 级别: 省, 市, 县; empty where none is given.
  package var level: String
  /// The indicator, by id or name, as written.
  package var indicator: String
  package var unit: Int
  package var score: Exact
  package var full: Exact
  package var location: SourceLocation

  /// Makes a score.
  package init(
    level: String, indicator: String, unit: Int, score: Exact, full: Exact, location: SourceLocation
  ) {
    self.level = level
    self.indicator = indicator
    self.unit = unit
    self.score = score
    self.full = full
    self.location = location
  }
}

/// A score given by a person, with its basis and reviewer.
package struct ManualScore: Hashable, Sendable {
  package var unit: Int
  package var indicator: String
  package var score: Exact
  package var basis: String
  package var scorer: String
  package var reviewer: String
  package var date: PlainDate?
  package var location: SourceLocation

  /// Makes a score.
  package init(
    unit: Int, indicator: String, score: Exact, basis: String, scorer: String, reviewer: String,
    date: PlainDate?, location: SourceLocation
  ) {
    self.unit = unit
    self.indicator = indicator
    self.score = score
    self.basis = basis
    self.scorer = scorer
    self.reviewer = reviewer
    self.date = date
    self.location = location
  }
}

/// A row of a unit's ledger (台账): a claim, which never raises a rate.
package struct LedgerEntry: Hashable, Sendable {
  package var unit: Int
  package var task: Int
  package var measure: String
  package var deadlineText: String
  package var leader: String
  package var office: String
  package var status: String
  package var completed: PlainDate?
  package var evidence: String
  package var remark: String
  package var location: SourceLocation

  /// Makes a ledger row.
  package init(
    unit: Int, task: Int, measure: String, deadlineText: String = "", leader: String = "",
    office: String = "", status: String = "", completed: PlainDate? = nil, evidence: String = "",
    remark: String = "", location: SourceLocation
  ) {
    self.unit = unit
    self.task = task
    self.measure = measure
    self.deadlineText = deadlineText
    self.leader = leader
    self.office = office
    self.status = status
    self.completed = completed
    self.evidence = evidence
    self.remark = remark
    self.location = location
  }

  /// True where the ledger says the measure is done (仅自报 unless the log proves it).
  package var claimsCompletion: Bool {
    completed != nil || status.contains("已完成") || status == "完成"
  }
}
