import Disclosure

/// Texts of tasks made comparable, for ledgers that give no number.
package struct TaskTexts: Sendable {
  private let index: [String: Int]
  private let keys: [String]
  /// The texts as the plan has them.
  package let titles: [String]

  init(_ titles: [String]) {
    self.titles = titles
    var index: [String: Int] = [:]
    var several: Set<String> = []
    keys = titles.map(Self.key)
    for (task, key) in keys.enumerated() {
      if key.isEmpty { continue }
      if let known = index[key], known != task { several.insert(key) }
      index[key] = task
    }
    for key in several { index[key] = nil }
    self.index = index
  }

  /// The task of exactly this text, width, numbering and full stops aside.
  package func task(of text: String) -> Int? { index[Self.key(text)] }

  /// The task whose text is most like this one; nil where none is.
  package func nearest(to text: String) -> Int? {
    let wanted = Self.pairs(Self.key(text))
    guard wanted.count >= 3 else { return nil }
    var best: (score: Double, task: Int)?
    for (task, key) in keys.enumerated() {
      let own = Self.pairs(key)
      guard !own.isEmpty else { continue }
      let common = Double(wanted.intersection(own).count)
      let score = common / Double(min(wanted.count, own.count))
      if score > best?.score ?? 0 { best = (score, task) }
    }
    return best.flatMap { $0.score >= 0.6 ? $0.task : nil }
  }

  private static func pairs(_ text: String) -> Set<String> {
    let characters = Array(text)
    return Set(zip(characters, characters.dropFirst()).map { String([$0, $1]) })
  }

  private static let numerals = Set("0123456789一二三四五六七八九十".unicodeScalars)
  private static let numberMarks = Set(")）.、．,".unicodeScalars)
  private static let marks = Set("。，、；：,.;:()（）“”\"《》—-".unicodeScalars)

  /// A text without the number before it and the marks round it.
  private static func key(_ text: String) -> String {
    let folded = TextFolding.fold(text).unicodeScalars
    var rest = folded[...]
    let open = rest.drop { $0 == "(" || $0 == "（" }
    let number = open.prefix { numerals.contains($0) }
    let after = open[number.endIndex...]
    if !number.isEmpty, let mark = after.first, numberMarks.contains(mark) {
      rest = after.drop { numberMarks.contains($0) }
    }
    var key = String.UnicodeScalarView()
    key.append(contentsOf: rest.lazy.filter { !marks.contains($0) })
    return String(key)
  }
}
