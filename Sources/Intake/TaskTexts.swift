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
    for (place, title) in titles.enumerated() {
      let key = Self.key(title)
      if key.isEmpty { continue }
      if let known = index[key], known != place { several.insert(key) }
      index[key] = place
    }
    for key in several { index[key] = nil }
    self.index = index
    keys = titles.map(Self.key)
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

  /// A text without the number before it and the marks round it.
  private static func key(_ text: String) -> String {
    var rest = Substring(TextFolding.fold(text))
    let numerals: Set<Character> = [
      "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "一", "二", "三", "四", "五", "六", "七", "八", "九",
      "十",
    ]
    let open = rest.drop { $0 == "(" || $0 == "（" }
    let number = open.prefix { numerals.contains($0) }
    let after = open.dropFirst(number.count)
    if !number.isEmpty, let mark = after.first, ")）.、．,".contains(mark) {
      rest = after.drop { ")）.、．,".contains($0) }
    }
    return String(rest.filter { !"。，、；：,.;:()（）“”\"《》—-".contains($0) })
  }
}
