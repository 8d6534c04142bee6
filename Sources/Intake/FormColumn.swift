package import Disclosure

/// A column of a form: its name, what else it is called, what its cells hold and what a person is told there.
package struct FormColumn: Sendable {
  /// What the cells of a column hold.
  package enum Content: Sendable, Hashable {
    /// A word or a name.
    case text
    /// Sentences.
    case long
    /// Who it is: asked for by forms of counties, never kept, and not sent back with a row.
    case person
    /// A number that names something, where every digit counts.
    case number
    /// The address of a page.
    case address
    /// A day.
    case day
    /// Several days, one after the other.
    case days
    /// A whole number within bounds.
    case whole(ClosedRange<Int>)
    /// A number from zero.
    case amount
  }

  /// What a cell is chosen from.
  package enum Choices: Sendable {
    /// A closed list with the title under which the reference pages show it.
    case closed(title: String, words: [String])
    /// A few words that need no list of their own.
    case words([String])
    /// The unit that fills in the form.
    case unit
    /// The tasks of that unit.
    case tasks
    /// The 事项类型, the county's own among them.
    case entryTypes
    /// The ways in which the year's statutory form lets a request be answered.
    case answers

    /// The labels of a closed list.
    package static func list<List: ClosedList>(_ list: List.Type, title: String) -> Choices {
      .closed(title: title, words: list.allCases.map(\.rawValue))
    }
  }

  /// The name of inputs.md.
  package let name: String
  /// Other headings that mean the same.
  package let synonyms: [String]
  /// What its cells hold.
  package let content: Content
  /// False where the whole column may be missing.
  package let isRequired: Bool
  /// True where the cell must be filled in a row that is used (rulings.md, "Intake").
  package let mustBeFilled: Bool
  /// True where the form that a unit is given says it already.
  package let isPrefilled: Bool
  /// What a cell is chosen from, if from anything.
  package let choices: Choices?
  /// What the person is told beyond what the content says.
  package let hint: String

  /// The closed list that its cells are of, with the list's title; nil where there is none.
  package var closedList: (title: String, words: [String])? {
    switch choices {
    case .closed(let title, let words): (title, words)
    case .entryTypes: (name, EntryTypes.builtIn.names)
    case .words, .unit, .tasks, .answers, nil: nil
    }
  }

  /// True for a number that names something.
  var isNumber: Bool { if case .number = content { true } else { false } }

  /// A column that every header must have; `filled` where the cells must be filled as well.
  package static func must(
    _ name: String, _ synonyms: String..., holds content: Content = .text, filled: Bool = false,
    prefilled: Bool = false, from choices: Choices? = nil, hint: String = ""
  ) -> FormColumn {
    FormColumn(
      name: name, synonyms: synonyms, content: content, isRequired: true, mustBeFilled: filled,
      isPrefilled: prefilled, choices: choices, hint: hint)
  }

  /// A column that may be missing; `filled` where its cells must be filled if it is there.
  package static func may(
    _ name: String, _ synonyms: String..., holds content: Content = .text, filled: Bool = false,
    prefilled: Bool = false, from choices: Choices? = nil, hint: String = ""
  ) -> FormColumn {
    FormColumn(
      name: name, synonyms: synonyms, content: content, isRequired: false, mustBeFilled: filled,
      isPrefilled: prefilled, choices: choices, hint: hint)
  }

  /// The unit whose row it is, in most registers.
  package static let unit = must("单位", filled: true, from: .unit)
}
