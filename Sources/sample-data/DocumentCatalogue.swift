import Disclosure
import Registers

/// A file of the directory.
struct SampleDocument {
  var unit: Int
  var kind: DocumentKind
  var title: String
  var number: String
  var issued: PlainDate
  var published: PlainDate?
  var attribute: DisclosureAttribute
  var validity: DocumentValidity
  var repealed: PlainDate?
  var interpreted: PlainDate?
}

/// Makes the directory of files and, from it and from invented counts, table 2.
struct DocumentCatalogue {
  let county: SampleCounty
  private(set) var documents: [SampleDocument] = []

  /// Makes the directory, unit by unit.
  init(_ county: SampleCounty) {
    self.county = county
    for unit in county.reporting where !county.units[unit].vertical { add(unit) }
  }

  private mutating func add(_ index: Int) {
    let unit = county.units[index]
    var random = county.random("documents/\(unit.short)")
    let made = unit.documents == 0 ? 0 : 1 + random.below(3)
    let gone = unit.documents > 2 ? random.below(3) : 0
    for number in 0..<(unit.documents + made) {
      let isNew = number >= unit.documents
      let issued =
        isNew
        ? random.pick(county.calendar.days, or: SampleCounty.asOf)
        : SampleCounty.day(random.from(1, 12), random.from(4, 27), random.from(2018, 2021))
      addNormative(
        index, issued: issued, isNew: isNew, isGone: number < gone, number: number, random: &random)
    }
    guard !unit.isLocal || unit.documents > 0 else { return }
    for number in 0..<(2 + unit.volume / 25) {
      let issued = random.pick(county.calendar.days, or: SampleCounty.asOf)
      let attribute = DisclosureAttribute.allCases[random.weighted([70, 18, 12])]
      let subject = random.pick(unit.topics, or: "信息公开")
      documents.append(
        SampleDocument(
          unit: index, kind: .other,
          title: random.chance(500) ? "关于做好\(subject)有关工作的通知（示例）" : "\(subject)工作方案（示例）",
          number: "示例字\(index + 1)〔2022〕\(number + 1)号", issued: issued,
          published: attribute == .proactive ? published(after: issued, random: &random) : nil,
          attribute: attribute, validity: .valid, repealed: nil, interpreted: nil))
    }
  }

  private mutating func addNormative(
    _ index: Int, issued: PlainDate, isNew: Bool, isGone: Bool, number: Int,
    random: inout SplitMix64
  ) {
    let unit = county.units[index]
    let fault = 1000 - unit.quality
    let subject = random.pick(unit.topics, or: "信息公开")
    let form = random.pick(["管理办法", "实施细则", "暂行规定", "实施意见"], or: "办法")
    // Before the plan's year only the day itself is used: interpreted with the file.
    let day = isNew ? published(after: issued, random: &random) : issued
    let isLate = random.chance(fault * 3 + 20)
    let lag = isLate ? random.from(4, 9) : random.below(4)
    var interpreted: PlainDate? = isNew ? county.calendar.later(day, lag) : day
    if isNew, random.chance(fault) { interpreted = nil }
    if let late = interpreted, late > SampleCounty.asOf { interpreted = nil }
    documents.append(
      SampleDocument(
        unit: index, kind: .normative, title: "关于印发《\(subject)\(form)》的通知（示例）",
        number: "示例规\(index + 1)〔\(issued.year)〕\(number + 1)号", issued: issued, published: day,
        attribute: .proactive,
        validity: isGone ? (random.chance(700) ? .repealed : .expired) : .valid,
        repealed: isGone ? random.pick(county.calendar.days, or: SampleCounty.asOf) : nil,
        interpreted: interpreted))
  }

  private func published(after issued: PlainDate, random: inout SplitMix64) -> PlainDate {
    min(county.calendar.later(issued, random.below(8)), SampleCounty.day(1, 18, 2023))
  }

  /// 制发, 废止 and 现行有效 of a unit's normative documents.
  func counts(of unit: Int) -> (made: Int, gone: Int, valid: Int) {
    let own = documents.filter { $0.unit == unit && $0.kind == .normative }
    return (
      own.filter { $0.issued.year == 2022 }.count, own.filter { $0.repealed != nil }.count,
      own.filter { $0.repealed == nil }.count
    )
  }

  /// The directory as a table.
  var table: SampleTable {
    var table = SampleTable(
      "文号 标题 单位 类别 成文日期 公开日期 公开属性 有效性 废止日期 解读日期 备注",
      preface: [["文件目录（\(SampleCounty.mark)）"]])
    for document in documents {
      table.rows.append([
        .text(document.number), .text(document.title), .text(county.units[document.unit].short),
        .text(document.kind.rawValue), .date(document.issued), .of(document.published),
        .text(document.attribute.rawValue), .text(document.validity.rawValue),
        .of(document.repealed), .of(document.interpreted), .text(SampleCounty.mark),
      ])
    }
    return table
  }

  /// The ten cells of table 2 for a unit, as text, in printed order.
  func proactive(of index: Int) -> [String] {
    let unit = county.units[index]
    var random = county.random("proactive/\(unit.short)")
    let normative = counts(of: index)
    let permits = Self.permits[unit.short].map { random.from($0 * 8 / 10, $0) } ?? 0
    let penalties = Self.penalties[unit.short].map { random.from($0 * 8 / 10, $0) } ?? 0
    let orders = penalties > 60 ? random.from(2, penalties / 12) : 0
    let fee =
      Self.fees[unit.short].map { "\(random.from($0 / 2, $0)).\(random.from(11, 99))" } ?? "0"
    return [0, 0, 0, normative.made, normative.gone, normative.valid, permits, penalties, orders]
      .map { String($0) } + [fee]
  }

  private static let permits = [
    "县行政审批服务局": 18_600, "县公安局": 9_200, "县自然资源局": 640, "县住房城乡建设局": 410, "县交通运输局": 1_240,
    "县卫生健康局": 520, "县水利局": 90, "县教育和体育局": 70, "县民政局": 60, "县应急局": 110, "县市场监管局": 2_300,
    "县农业农村局": 260, "县文化和旅游局": 130, "县委编办": 0, "市生态环境局沂源分局": 150, "县气象局": 20,
  ]
  private static let penalties = [
    "县公安局": 5_400, "县交通运输局": 860, "县市场监管局": 740, "县综合行政执法局": 620, "县卫生健康局": 95,
    "县应急局": 88, "县自然资源局": 76, "县住房城乡建设局": 64, "县农业农村局": 42, "县水利局": 21, "县文化和旅游局": 18,
    "市生态环境局沂源分局": 67, "县消防救援大队": 130, "县税务局": 75, "县统计局": 6, "县发展改革局": 3,
  ]
  private static let fees = [
    "县自然资源局": 820, "县住房城乡建设局": 460, "县公安局": 210, "县水利局": 130, "县教育和体育局": 380,
    "县人力资源社会保障局": 24, "县卫生健康局": 36, "县交通运输局": 18, "县财政局": 12,
  ]
}
