import Disclosure

/// `periodic`: 定期公开 · 适时 · 不定期, without a period.
enum PeriodicClause: ClauseKind {
  static let example = "periodic"

  static func rule(_ words: [String]) -> DeadlineClause.Rule? {
    words.count == 1 && words[0].lowercased() == example ? .periodic : nil
  }

  static func spelled(_ rule: DeadlineClause.Rule) -> String { rule == .periodic ? example : "" }

  static func meaning(_ rule: DeadlineClause.Rule) -> String { rule == .periodic ? "定期，周期未写明" : "" }

  static let words = ["不定期", "定期", "适时"]

  /// In running text: not where the word belongs to a name such as 定期分析机制.
  static func finds(_ text: ScalarText, _ place: Int) -> Int? {
    guard let end = text.at(place, anyOf: words) else { return nil }
    var index = end
    while index < text.count, index < end + 10, !",:、".unicodeScalars.contains(text[index]) {
      if text.at(index, anyOf: ["机制", "制度", "体系"]) != nil { return nil }
      index += 1
    }
    return end
  }
}
