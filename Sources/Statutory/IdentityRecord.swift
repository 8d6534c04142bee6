import Diagnostics
package import Disclosure

/// What a comparison of two sides says.
package enum Verdict: String, Sendable, Hashable, CaseIterable {
  case holds
  case broken
  case unknown
  case notApplicable = "not_applicable"

  /// True where somebody has to look: it does not hold, or nobody can say.
  package var isOpen: Bool { self == .broken || self == .unknown }

  /// Where it stands in a list that shows first what has to be done.
  package var urgency: Int {
    switch self {
    case .broken: 0
    case .unknown: 1
    case .holds: 2
    case .notApplicable: 3
    }
  }

  /// The word a reader sees.
  package var label: String {
    switch self {
    case .holds: "成立"
    case .broken: "不成立"
    case .unknown: "无法判断"
    case .notApplicable: "不适用"
    }
  }
}

/// The identities of the report (domain.md, "Identities").
package enum Identity: String, Sendable, Hashable, CaseIterable {
  /// What came in is what was handled and what is carried out.
  case requestsBalance = "I1"
  /// The total of results is their sum.
  case resultsAddUp = "I2"
  /// The total of a row is the sum over applicants.
  case applicantsAddUp = "I3"
  /// The total of a block of disputes is the sum over outcomes.
  case disputesAddUp = "I4"
  /// What was carried in is what last year carried out.
  case carriedOver = "I5"
  /// The documents in force follow from last year's.
  case validFollows = "I6"
  /// The government's cell is the sum of its units'.
  case unitsAddUp = "I7"
  /// The text says what the tables say.
  case textMatches = "I8"
  /// A fee is explained; parts five and six say something.
  case partsFilled = "I9"
  /// Only a body with the power makes 规章.
  case rulesNeedPower = "I10"

  /// What it says, for the sheet 逻辑校验.
  package var statement: String {
    switch self {
    case .requestsBalance: "本年新收＋上年结转＝办理结果总计＋结转下年度"
    case .resultsAddUp: "办理结果总计＝各项办理结果之和"
    case .applicantsAddUp: "每行总计＝自然人与各类法人或其他组织之和"
    case .disputesAddUp: "每类案件总计＝各结果之和"
    case .carriedOver: "本年“上年结转”＝上年年报“结转下年度继续办理”"
    case .validFollows: "现行有效件数＝上年现行有效＋本年制发－本年废止"
    case .unitsAddUp: "汇总数＝各单位数之和"
    case .textMatches: "正文数字＝表内数字"
    case .partsFilled: "收取的信息处理费在第六部分说明，第五、六部分不为空"
    case .rulesNeedPower: "没有规章制定权的单位，规章各项为0"
    }
  }

  /// True for I1–I4, which stop publication where they are broken for the county or the office.
  package var stopsPublication: Bool {
    switch self {
    case .requestsBalance, .resultsAddUp, .applicantsAddUp, .disputesAddUp: true
    default: false
    }
  }
}

/// Which tables an identity was proved on.
package enum IdentitySource: String, Sendable, Hashable { case derived, declared }

/// One identity with both sides and the verdict; a side without a value is 未知.
package struct IdentityRecord: Hashable, Sendable {
  package var identity: Identity
  /// The jurisdiction or a unit.
  package var scope: String
  /// The column, row code, block, 信息内容 or cell.
  package var item: String
  package var source: IdentitySource
  package var left: Exact?
  package var right: Exact?
  package var verdict: Verdict

  package init(
    _ identity: Identity, scope: String, item: String, source: IdentitySource, left: Exact?,
    right: Exact?, verdict: Verdict
  ) {
    self.identity = identity
    self.scope = scope
    self.item = item
    self.source = source
    self.left = left
    self.right = right
    self.verdict = verdict
  }

  /// The id of `run.json`: `I1` … `I10`.
  package var id: String { identity.rawValue }
}

extension IdentityRecord: Comparable {
  /// By id, scope and item, by code point, as `run.json` sorts them.
  package static func < (left: IdentityRecord, right: IdentityRecord) -> Bool {
    for (a, b) in [(left.id, right.id), (left.scope, right.scope), (left.item, right.item)]
    where a != b {
      return a.precedesInBytes(b)
    }
    return false
  }
}
