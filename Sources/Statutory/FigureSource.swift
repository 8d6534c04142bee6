import Disclosure
import Registers

/// A named figure that is the sum of cells of a form.
struct FigureSource {
  let name: String
  let label: String
  var measure = "件"
  /// Printed decimals; nil: as many as the exact value has.
  var decimals: Int? = 0
  let cells: [StatutoryCell]

  /// What is named beside the figure itself: last year's, the change, and the change in per cent.
  static let comparisons: [(suffix: String, label: @Sendable (String) -> String)] = [
    ("", { $0 }), ("_last_year", { "上年" + $0 }), ("_change", { $0 + "比上年增减" }),
    ("_change_percent", { $0 + "比上年增减比例" }),
  ]

  /// The figures of a form by name.
  static func byName(of form: ReportForm) -> [String: FigureSource] {
    Dictionary(list(of: form).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The figures of a form, in their order.
  static func list(of form: ReportForm) -> [FigureSource] {
    requests(form) + disputes(form) + proactive(form)
  }

  private static func requests(_ form: ReportForm) -> [FigureSource] {
    var list = [
      FigureSource(name: "requests.received", label: "本年新收申请", cells: form.cells(.received)),
      FigureSource(name: "requests.carried_in", label: "上年结转申请", cells: form.cells(.carriedIn)),
      FigureSource(
        name: "requests.to_handle", label: "本年应办理申请",
        cells: form.cells(.received) + form.cells(.carriedIn)),
      FigureSource(name: "requests.answered", label: "本年办结申请", cells: form.cells(.total)),
      FigureSource(
        name: "requests.carried_out", label: "结转下年度申请", cells: form.cells(.carriedOut)),
    ]
    for result in RequestRow.Result.allCases {
      list.append(
        FigureSource(
          name: "requests.\(result.figure)", label: result.rawValue,
          cells: form.cells(.result(result))))
    }
    let applicants: [(ApplicantKind, String)] = [
      (.naturalPerson, "natural_person"), (.business, "business"), (.research, "research"),
      (.publicWelfare, "public_welfare"), (.legalService, "legal_service"), (.other, "other"),
    ]
    for (kind, name) in applicants {
      list.append(
        FigureSource(
          name: "requests.received_from_\(name)", label: "本年新收申请（\(kind.rawValue)）",
          cells: form.cells(.received, column: kind.rawValue)))
    }
    list.append(
      FigureSource(
        name: "requests.received_from_organisations", label: "本年新收申请（法人或其他组织）",
        cells: applicants.dropFirst().flatMap {
          form.cells(.received, column: $0.0.rawValue)
        }))
    for row in form.rows where row.isLeaf && !row.heading.isEmpty {
      let name = row.code.split(separator: ".").joined(separator: "_")
      let cell = form.cell(
        table: StatutoryCell.requestTable, row: row.code, column: StatutoryCell.total)
      list.append(
        FigureSource(
          name: "requests.row_\(name)", label: row.label, cells: cell.map { [$0] } ?? []))
    }
    return list
  }

  private static func disputes(_ form: ReportForm) -> [FigureSource] {
    func cells(
      _ kinds: [DisputeKind], _ column: String = StatutoryCell.total
    ) -> [StatutoryCell] {
      kinds.compactMap {
        form.cell(table: StatutoryCell.disputeTable, row: $0.rawValue, column: column)
      }
    }
    var list: [FigureSource] = []
    let blocks: [(DisputeKind, String)] = [
      (.review, "reviews"), (.directLitigation, "direct_suits"),
      (.litigationAfterReview, "suits_after_review"),
    ]
    let outcomes: [(DisputeOutcome, String)] = [
      (.upheld, "upheld"), (.corrected, "corrected"), (.other, "other"), (.open, "open"),
    ]
    for (kind, name) in blocks {
      list.append(
        FigureSource(name: "disputes.\(name)", label: kind.rawValue, cells: cells([kind])))
      for (outcome, suffix) in outcomes {
        list.append(
          FigureSource(
            name: "disputes.\(name)_\(suffix)", label: "\(kind.rawValue)\(outcome.rawValue)",
            cells: cells([kind], outcome.rawValue)))
      }
    }
    let suits: [DisputeKind] = [.directLitigation, .litigationAfterReview]
    list.append(FigureSource(name: "disputes.suits", label: "行政诉讼", cells: cells(suits)))
    for (outcome, suffix) in outcomes {
      list.append(
        FigureSource(
          name: "disputes.suits_\(suffix)", label: "行政诉讼\(outcome.rawValue)",
          cells: cells(suits, outcome.rawValue)))
    }
    return list
  }

  private static func proactive(_ form: ReportForm) -> [FigureSource] {
    var list: [FigureSource] = []
    for block in form.proactiveBlocks {
      for content in block.contents {
        for measure in block.measures {
          let cell = form.cell(
            table: StatutoryCell.proactiveTable, row: content.name, column: measure.name)
          let isMoney = measure.meaning == .amount
          list.append(
            FigureSource(
              name: name(content, measure), label: label(content, measure),
              measure: isMoney ? "万元" : measure.meaning == .purchases ? "项" : "件",
              decimals: isMoney ? nil : 0, cells: cell.map { [$0] } ?? []))
        }
      }
    }
    return list
  }

  private static func name(
    _ content: ProactiveBlock.Content, _ measure: ProactiveMeasure
  ) -> String {
    switch measure.meaning {
    case .made: "documents.\(content.figure).made"
    case .repealed: "documents.\(content.figure).repealed"
    case .valid: "documents.\(content.figure).valid"
    case .published: "documents.\(content.figure).published"
    case .publicTotal: "documents.\(content.figure).public"
    case .itemsBefore: "items.\(content.figure).before"
    case .itemsChange: "items.\(content.figure).difference"
    case .decisions: "decisions.\(content.figure)"
    case .purchases: "\(content.figure).purchases"
    case .amount: "\(content.figure).amount"
    }
  }

  private static func label(
    _ content: ProactiveBlock.Content, _ measure: ProactiveMeasure
  ) -> String {
    switch measure.meaning {
    case .decisions: content.name + "处理决定"
    case .amount where content.figure == "charges": content.name + "金额"
    default: content.name + measure.name
    }
  }
}

extension RequestRow.Result {
  /// The word by which named figures know it.
  package var figure: String {
    switch self {
    case .granted: "granted"
    case .partial: "partial"
    case .refused: "refused"
    case .unavailable: "unavailable"
    case .notProcessed: "not_processed"
    case .other: "other"
    }
  }
}
