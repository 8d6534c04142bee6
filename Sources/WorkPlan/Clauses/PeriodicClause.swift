import Disclosure

/// `periodic`: 定期公开 · 适时 · 不定期, without a period.
enum PeriodicClause: ClauseKind {
  static let example = "periodic"

  static func rule(_ words: [String]) -> DeadlineClause.Rule? {
    words.count == 1 && words[0].lowercased() == example ? .periodic : nil
  }

  static func spelled(_ rule: DeadlineClause.Rule) -> String { rule == .periodic ? example : "" }

  static let label = "定期"
  static let summary = "定期，没有写明周期"

  static func brief(_ rule: DeadlineClause.Rule) -> String {
    rule == .periodic ? "定期" : ""
  }

  static func request(_ rule: DeadlineClause.Rule) -> String {
    rule == .periodic ? "定期公开，按下列时段检查" : ""
  }

  static func meaning(_ rule: DeadlineClause.Rule) -> String { rule == .periodic ? "定期，周期未写明" : "" }

  static var standing: DeadlineClause.Rule? { .periodic }

  static let words = ["不定期", "定期", "适时"]

  /// In running text: not where the word belongs to a name such as 定期分析机制.
  static func stands(_ words: StandingWords, at position: Int) -> Bool {
    finds(words.text, position) != nil
  }

  private static func finds(_ text: ScalarText, _ position: Int) -> Int? {
    guard let end = text.at(position, anyOf: words) else { return nil }
    // 法定期限, 固定期刊: the two characters meet by chance.
    if text.at(end, anyOf: ["限", "刊"]) != nil
      || text.ends(position, with: ["法", "固", "规", "约", "特"])
    {
      return nil
    }
    for index in end..<min(text.count, end + 10) {
      if ",:、".unicodeScalars.contains(text[index]) { break }
      if text.at(index, anyOf: ["机制", "制度", "体系"]) != nil { return nil }
    }
    return end
  }

  static func duties(_ rule: DeadlineClause.Rule, in year: DutyYear) -> ClauseDuties {
    year.counted(year.settings.undefinedPeriod)
  }
}
