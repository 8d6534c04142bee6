/// A row of the requests table of the statutory report; which rows there are is said by the form of the year.
package struct RequestRow: Hashable, Sendable {
  /// What a row counts.
  package enum Meaning: Hashable, Sendable {
    /// 本年新收.
    case received
    /// 上年结转.
    case carriedIn
    /// Answered, with this kind of result.
    case result(Result)
    /// The sum of all results.
    case total
    /// 结转下年度.
    case carriedOut
  }

  /// The kinds of results, in printed order.
  package enum Result: String, Hashable, Sendable, CaseIterable {
    case granted = "予以公开"
    case partial = "部分公开"
    case refused = "不予公开"
    case unavailable = "无法提供"
    case notProcessed = "不予处理"
    case other = "其他处理"
  }

  /// The code by which files and `run.json` name it.
  package let code: String
  /// The heading above it, such as （三）不予公开; empty where it has none.
  package let heading: String
  /// The printed label.
  package let label: String
  /// What it counts.
  package let meaning: Meaning
  /// True for the row that takes requests withdrawn by the applicant (撤回).
  package let takesWithdrawals: Bool
  /// The label and the words of the heading, taken apart to be compared with what files say.
  let written: Label
  let writtenHeading: String

  package init(
    _ code: String, _ meaning: Meaning, heading: String = "", _ label: String,
    takesWithdrawals: Bool = false
  ) {
    self.code = code
    self.heading = heading
    self.label = label
    self.meaning = meaning
    self.takesWithdrawals = takesWithdrawals
    written = Label(TextFolding.fold(label))
    writtenHeading = Label(TextFolding.fold(heading)).words
  }

  /// The kind of result; nil for a row that counts none.
  package var result: Result? { if case .result(let result) = meaning { result } else { nil } }
  /// True for a result row that is added up in the total.
  package var isLeaf: Bool { result != nil }
  /// True for a row below 三、本年度办理结果: a result or their total.
  package var isOutcome: Bool { isLeaf || meaning == .total }
  /// The code of the heading above; nil where there is none.
  package var headingCode: String? {
    heading.isEmpty ? nil : code.split(separator: ".").dropLast().joined(separator: ".")
  }
}

/// A cell of the table of proactive disclosure: what is counted of which kind of information.
package struct ProactiveCell: Hashable, Sendable {
  /// 第二十条第（一）项 and so on.
  package let article: String
  /// 信息内容.
  package let content: String
  /// 指标.
  package let measure: String
  /// False where the value may have decimals.
  package let isWhole: Bool
  /// True where the value may be below zero.
  package let isSigned: Bool

  package init(
    article: String, content: String, measure: String, isWhole: Bool, isSigned: Bool
  ) {
    self.article = article
    self.content = content
    self.measure = measure
    self.isWhole = isWhole
    self.isSigned = isSigned
  }

  /// The key of run.json: `信息内容/指标`.
  package var key: String { content + "/" + measure }
}
