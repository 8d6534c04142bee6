package import Disclosure
import WorkPlan

/// What the head of a notice says of itself.
package struct NoticeHead: Sendable, Hashable {
  /// The document number, such as 源政办字〔2022〕20号; nil where none is printed.
  package var document: String?
  /// The day of the signature.
  package var issued: PlainDate?
  /// The year it plans for.
  package var year: Int?
  /// The county, district or office; empty where the text does not say.
  package var jurisdiction = ""
  /// The body that issued it.
  package var issuer = ""
  /// Its title.
  package var title = ""

  init(paragraphs: [String]) {
    let head = paragraphs.prefix(40).map {
      NoticeWords.narrow(NoticeWords.compact($0)).exchanging("*", for: "")
    }
    document = head.lazy.compactMap { Self.number(in: $0, alone: true) }.first
    for line in head + paragraphs.suffix(12).map({ NoticeWords.narrow(NoticeWords.compact($0)) }) {
      let words = ["印发", "(", ")"].reduce(line) { $0.exchanging($1, for: "") }
      if issued == nil, words.count <= 12, case .date(let day)? = DateParser.parse(words, year: 0) {
        issued = day
      }
    }
    title =
      head.first {
        Self.plans.contains(where: $0.holds) && $0.holds("公开") && $0.count <= 50
          && !$0.opens(with: "关于")
          && !NoticeWords.endsSentence($0) && !$0.holds("《")
      } ?? ""
    year =
      Self.year(title) ?? head.lazy.filter { $0.holds("公开") }.compactMap(Self.year).first
      ?? issued?.year
    issuer = head.lazy.compactMap(Self.office).first ?? ""
    jurisdiction = Self.jurisdiction(issuer: issuer, title: title, head: head)
  }

  /// What a plan calls itself.
  private static let plans = [
    "要点", "方案", "分解表", "分工表", "任务表", "责任表", "任务清单", "责任清单", "任务分工", "责任分解", "计划", "安排",
  ]

  /// `源政办字〔2022〕20号`.
  private static func number(in line: String, alone: Bool) -> String? {
    guard line.count <= 30, line.closes(with: "号") else { return nil }
    let brackets: [(Character, Character)] = [("〔", "〕"), ("[", "]"), ("(", ")"), ("【", "】")]
    for (open, close) in brackets {
      guard let first = line.firstIndex(of: open), let last = line[first...].firstIndex(of: close),
        line[line.index(after: first)..<last].count == 4,
        line[line.index(after: first)..<last].allSatisfy(\.isNumber), line[..<first].count >= 2
      else { continue }
      let year = line[line.index(after: first)..<last]
      return line[..<first] + "〔" + year + "〕" + line[line.index(after: last)...]
    }
    return nil
  }

  private static func year(_ line: String) -> Int? {
    let text = ScalarText(line)
    for index in text.scalars.indices {
      if let (value, _) = text.fourDigitYear(index), (2008...2099).contains(value) { return value }
    }
    return nil
  }

  /// `沂源县人民政府办公室`, `池州市信访局办公室`.
  private static func office(_ line: String) -> String? {
    var words = line
    if let cut = words.place(of: "关于") { words = String(words[..<cut.lowerBound]) }
    guard words.count <= 24,
      words.closes(with: "人民政府办公室") || words.closes(with: "人民政府办公厅") || words.closes(with: "人民政府")
        || words.closes(with: "局办公室") || words.closes(with: "领导小组办公室")
        || words.closes(with: "领导小组") || words.closes(with: "公开办公室"),
      !words.opens(with: "各"), !words.contains(where: { ",:、;。".contains($0) })
    else { return nil }
    return words
  }

  private static func jurisdiction(issuer: String, title: String, head: [String]) -> String {
    if let cut = issuer.place(of: "人民政府") {
      let words = String(issuer[..<cut.lowerBound])
      // 枣庄市市中区 is told by its own name.
      return words
    }
    // 丁区政务公开领导小组办公室
    let topics = ["全面推进", "政务公开", "政务服务", "政府信息", "推进政府职能", "数字", "政务"]
    let cuts = topics.compactMap { issuer.place(of: $0)?.lowerBound }
    if let cut = cuts.min(), issuer.distance(from: issuer.startIndex, to: cut) >= 2 {
      return String(issuer[..<cut])
    }
    if issuer.closes(with: "局办公室") { return String(issuer.dropLast(3)) }
    var words = title
    if let cut = words.place(of: "年"), let digits = words.firstIndex(where: \.isNumber) {
      let before = String(words[..<digits])
      words = String(words[cut.upperBound...])
      if before.count >= 2 { words = before }
    }
    for end in ["政务公开", "政府信息公开", "全面推进", "基层政务", "主动公开", "重点领域", "政务"] {
      if let cut = words.place(of: end) { words = String(words[..<cut.lowerBound]) }
    }
    return words.count >= 2 && words.count <= 12 && !words.holds("全") ? words : ""
  }
}
