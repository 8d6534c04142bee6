package import Disclosure

/// A number, or the reason why there is none.
package enum FigureValue: Hashable, Sendable {
  case number(Exact)
  case notApplicable
  case unknown

  /// A known number, else 未知.
  package init(_ value: Exact?) { self = value.map(FigureValue.number) ?? .unknown }

  /// The number, where there is one.
  package var number: Exact? { if case .number(let value) = self { value } else { nil } }
}

/// A figure that the report's text may use by name, and that the number lock knows.
package struct NamedFigure: Hashable, Sendable {
  /// The name in templates: `requests.received`; no name is the beginning of another's path.
  package var name: String
  /// What it is, for a reader.
  package var label: String
  package var value: FigureValue
  /// The unit of measure: 件, 条, 元, 万元, %.
  package var measure: String
  /// Printed decimals; nil: as many as the exact value has.
  package var decimals: Int?

  package init(
    _ name: String, _ label: String, _ value: FigureValue, measure: String = "件",
    decimals: Int? = 0
  ) {
    self.name = name
    self.label = label
    self.value = value
    self.measure = measure
    self.decimals = decimals
  }

  /// The figure as printed, without its unit of measure; 未知 and 不适用 are words.
  package var text: String {
    switch value {
    case .number(let number): decimals.map { number.fixed(decimals: $0) } ?? number.text
    case .notApplicable: "不适用"
    case .unknown: "未知"
    }
  }
}

/// A figure split by a register's own words (letters by 类别, by 渠道), largest first.
package struct FigureBreakdown: Hashable, Sendable {
  /// The name in templates: `letters.by_category`.
  package var name: String
  package var label: String
  /// One figure per word; `label` is the word.
  package var items: [NamedFigure]
}

/// A check between named figures: the sum of the parts against the whole.
package struct FigureCheck: Hashable, Sendable {
  /// What is compared, for a reader.
  package var label: String
  package var scope: String
  package var left: Exact?
  package var right: Exact?
  package var verdict: Verdict
}

/// The named figures of one report, in a fixed order.
package struct NamedFigures: Sendable {
  package private(set) var all: [NamedFigure] = []
  package internal(set) var breakdowns: [FigureBreakdown] = []
  package internal(set) var checks: [FigureCheck] = []
  private var indices: [String: Int] = [:]

  /// The figure of a name.
  package subscript(name: String) -> NamedFigure? { indices[name].map { all[$0] } }

  mutating func append(_ figure: NamedFigure) {
    if let index = indices[figure.name] {
      all[index] = figure
    } else {
      indices[figure.name] = all.count
      all.append(figure)
    }
  }
}
