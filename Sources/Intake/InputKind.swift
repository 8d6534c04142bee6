/// A kind of input: its key in pipeline.yaml and run.json, its form, and everything in which it is treated otherwise than
/// the others.
///
/// Each is declared once, beside the records that are read from it; two declarations are never equal. No room but the one
/// that declares it lists kinds or tells them apart where a trait says it.
package struct InputKind: Sendable, Hashable {
  /// What is so or not so of a kind.
  package struct Traits: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// The frame of everything else, with a key of its own beside `inputs`.
    package static let setup = Traits(rawValue: 1 << 0)
    /// Asked for as a register: where `inputs` does not name it, it is not collected and its figures are unknown; a unit may
    /// say that it has nothing of it.
    package static let collected = Traits(rawValue: 1 << 1)
    /// Its rows make the statutory tables: a quarantined one blocks publication, and a row shows that a unit has handed in.
    package static let statutory = Traits(rawValue: 1 << 2)
    /// The annual report rests on it, and says so where a part of it is left out.
    package static let feedsReport = Traits(rawValue: 1 << 3)
    /// Looked for among the files that nothing reads; what is collected always is.
    package static let sought = Traits(rawValue: 1 << 4)
    /// Lists what is older than the year: a cell that shows itself as a date is believed.
    package static let oldDates = Traits(rawValue: 1 << 5)
    /// Its own reader judges addresses.
    package static let ownAddresses = Traits(rawValue: 1 << 6)
    /// A glob may also match folders.
    package static let folders = Traits(rawValue: 1 << 7)
  }

  /// Who hands it in.
  package enum Sender: Sendable, Hashable {
    /// The office that keeps the pipeline.
    case office
    /// Units, or the office in one register for all of them.
    case units
    /// Each unit its own.
    case eachUnit
  }

  /// What two rows without a difference say.
  package enum Repeats: Sendable, Hashable {
    /// Nothing alone: only a whole file of them was pasted twice.
    case wholeFiles
    /// That a row was pasted twice, where it has the number that its register gives.
    case numbered
    /// What the register's own rules say of them.
    case otherwise
  }

  /// The sheet of the kind in the workbook that a unit fills in.
  package struct EntrySheet: Sendable, Hashable {
    /// The sheet's name; nil: the kind's label.
    package let name: String?
    /// How many empty rows it offers; 0: it has its rows and takes no others.
    package let spareRows: Int
    /// What the guide says of it; empty: nothing.
    package let advice: String

    package init(name: String? = nil, spareRows: Int = 50, advice: String = "") {
      self.name = name
      self.spareRows = spareRows
      self.advice = advice
    }
  }

  /// What a kind is, held once: a kind is handed about with every file and row.
  final class Definition: Sendable {
    let key: String
    let label: String
    let traits: Traits
    let sender: Sender
    let repeats: Repeats
    let defaultFolder: String?
    let entrySheet: EntrySheet?
    let personHeadings: Set<String>
    let figures: [String]
    let columns: [FormColumn]
    let names: [String]
    private let marks: [Int]
    let mustBeFilled: [Bool]
    let blankable: [Int]
    let alternatives: [[Int]]
    let numberNames: [String]
    let addressNames: [String]

    init(
      key: String, label: String, traits: Traits, sender: Sender, repeats: Repeats,
      defaultFolder: String?, entrySheet: EntrySheet?, personHeadings: Set<String>,
      figures: [String], columns: [FormColumn], alternatives: [[String]]
    ) {
      self.key = key
      self.label = label
      self.traits = traits
      self.sender = sender
      self.repeats = repeats
      self.defaultFolder = defaultFolder
      self.entrySheet = entrySheet
      self.personHeadings = personHeadings
      self.figures = figures
      self.columns = columns
      names = columns.map(\.name)
      marks = columns.map { Self.mark($0.name) }
      mustBeFilled = columns.map(\.mustBeFilled)
      blankable = columns.indices.filter {
        !columns[$0].mustBeFilled && columns[$0].name != "备注"
      }
      self.alternatives = alternatives.map { names in
        names.compactMap { name in columns.firstIndex { $0.name == name } }
      }
      numberNames = columns.filter { $0.content == .number }.map(\.name)
      addressNames = columns.filter { $0.content == .address }.map(\.name)
    }

    /// The place of a column by its name; −1 where there is none.
    ///
    /// It is asked for in every cell of every row.
    func index(of name: String) -> Int {
      let mark = Self.mark(name)
      for index in marks.indices
      where marks[index] == mark {
        // Equal texts are told by two words as a rule; what the mark confuses by its bytes.
        if names[index] == name || names[index].utf8.elementsEqual(name.utf8) { return index }
      }
      return -1
    }

    /// A number that tells most names apart.
    private static func mark(_ name: String) -> Int {
      name.utf8.reduce(name.utf8.count) { $0 &* 31 &+ Int($1) }
    }
  }

  let definition: Definition

  /// Declares a kind.
  ///
  /// `defaultFolder`: where its files are looked for when `inputs` does not name it. `figures`: the beginnings of the names of
  /// figures that rest on it alone. `personHeadings`: headings above names of persons in this kind only. `alternatives`:
  /// columns of which a header must have one. Without columns it has a reader, and forms, of its own.
  package init(
    _ key: String, _ label: String, _ traits: Traits = [], sender: Sender = .office,
    repeats: Repeats = .wholeFiles, defaultFolder: String? = nil, entrySheet: EntrySheet? = nil,
    personHeadings: Set<String> = [], figures: [String] = [], columns: [FormColumn] = [],
    alternatives: [[String]] = []
  ) {
    definition = Definition(
      key: key, label: label, traits: traits, sender: sender, repeats: repeats,
      defaultFolder: defaultFolder, entrySheet: entrySheet, personHeadings: personHeadings,
      figures: figures, columns: columns, alternatives: alternatives)
  }

  package static func == (left: InputKind, right: InputKind) -> Bool {
    left.definition === right.definition
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(definition)) }
}

extension InputKind {
  /// The key in pipeline.yaml and run.json.
  package var key: String { definition.key }
  /// The name a reader sees.
  package var label: String { definition.label }
  /// The form of its files; without columns where they have forms of their own.
  package var form: Form { Form(kind: self) }
  /// True where its files are read by a declared form.
  package var hasForm: Bool { !definition.columns.isEmpty }
  /// Where files of the kind are looked for when `inputs` does not name it; nil: nowhere.
  package var defaultFolder: String? { definition.defaultFolder }
  /// Who hands it in.
  package var sender: Sender { definition.sender }
  /// What two rows without a difference say.
  package var repeats: Repeats { definition.repeats }
  /// The sheet that units fill in; nil where they fill in none.
  package var entrySheet: EntrySheet? { definition.entrySheet }
  /// The beginnings of the names of figures that rest on the kind alone.
  package var figures: [String] { definition.figures }
  /// Headings above names of persons in this kind only.
  var personHeadings: Set<String> { definition.personHeadings }

  /// True for the units and the plan.
  package var isSetup: Bool { definition.traits.contains(.setup) }
  /// True for what is asked for as a register.
  package var isCollected: Bool { definition.traits.contains(.collected) }
  /// The registers whose rows make the statutory tables; a quarantined row of theirs blocks publication.
  package var isStatutoryRegister: Bool { definition.traits.contains(.statutory) }
  /// True where the annual report rests on it.
  package var feedsReport: Bool { definition.traits.contains(.feedsReport) }
  /// True where it is looked for among files that nothing reads.
  package var isSought: Bool { isCollected || definition.traits.contains(.sought) }
  /// True where cells that show themselves as dates may be older than the year.
  var acceptsOldDates: Bool { definition.traits.contains(.oldDates) }
  /// True where addresses are judged cell by cell like everything else.
  var checksAddresses: Bool { !definition.traits.contains(.ownAddresses) }
  /// True where a glob may also match folders: declared tables come as one folder per unit.
  package var matchesFolders: Bool { definition.traits.contains(.folders) }
}

extension InputKind: CustomStringConvertible {
  package var description: String { key }
}
