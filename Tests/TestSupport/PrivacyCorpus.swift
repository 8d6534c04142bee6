/// Planted particulars and harmless look-alikes, made up by rule: nothing here belongs to anybody.
package struct PrivacyCorpus {
  /// A particular in one spelling.
  package struct Planted: Sendable {
    package let kind: String
    package let spelling: String
    package let text: String
    /// False where nothing but a warning can be asked for.
    package let isCertain: Bool
  }

  /// Text that looks like a particular and is none.
  package struct Harmless: Sendable {
    package let kind: String
    package let text: String
  }

  /// The same numbers at every run.
  private var state: UInt64

  package init(seed: UInt64 = 20_221_231) { state = seed }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  private mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  private mutating func digits(_ count: Int) -> String {
    (0..<count).map { _ in String(below(10)) }.joined()
  }

  private mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  // MARK: numbers of persons

  private static let regions = [
    "370323", "370302", "110105", "440524", "320106", "510104", "650102",
  ]

  package static func checkDigit(_ body: String) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(body, weights).reduce(0) { $0 + ($1.0.wholeNumberValue ?? 0) * $1.1 }
    return ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][sum % 11]
  }

  package mutating func identity(endingInX: Bool? = nil) -> String {
    while true {
      let body =
        pick(Self.regions) + "\(1_935 + below(75))" + Self.padded(1 + below(12))
        + Self.padded(1 + below(28)) + digits(3)
      let whole = body + Self.checkDigit(body)
      if endingInX == nil || whole.hasSuffix("X") == endingInX { return whole }
    }
  }

  package mutating func oldIdentity() -> String {
    pick(Self.regions) + "\(30 + below(60))" + Self.padded(1 + below(12))
      + Self.padded(1 + below(28)) + digits(3)
  }

  private static let prefixes = [
    "130", "138", "139", "145", "147", "150", "152", "157", "159", "166", "170", "173", "178",
    "180",
    "186", "188", "189", "191", "193", "198", "199",
  ]

  package mutating func mobile() -> String {
    // A number that ends in zeros looks like an amount.
    let number = pick(Self.prefixes) + digits(7) + "\(1 + below(9))"
    return number.count == 11 ? number : String(number.prefix(11))
  }

  package mutating func card() -> String {
    let length = 16 + below(4)
    var body = "62" + digits(length - 3)
    for check in 0...9 {
      let whole = body + "\(check)"
      let sum = whole.reversed().enumerated().reduce(0) { sum, place in
        let digit = place.element.wholeNumberValue ?? 0
        let value = place.offset.isMultiple(of: 2) ? digit : digit * 2
        return sum + (value > 9 ? value - 9 : value)
      }
      if sum.isMultiple(of: 10) {
        body = whole
        break
      }
    }
    return body
  }

  package mutating func landline() -> (code: String, number: String) {
    let code = pick(["010", "021", "0533", "0531", "0371", "0755", "0991", "0898"])
    return (code, "\(2 + below(7))" + digits(code.count == 3 ? 7 : 6))
  }

  // MARK: spellings

  /// What people and programs put between digits.
  private static let separators: [(String, String)] = [
    ("space", " "), ("two spaces", "  "), ("NBSP", "\u{A0}"), ("ideographic space", "\u{3000}"),
    ("thin space", "\u{2009}"), ("tab", "\t"), ("line break", "\n"), ("hyphen", "-"),
    ("hyphen U+2010", "\u{2010}"), ("en dash", "–"), ("em dash", "—"), ("minus", "−"),
    ("full-width hyphen", "－"), ("dot", "."), ("full-width dot", "．"), ("middle dot", "·"),
    ("slash", "/"), ("underscore", "_"), ("spaced hyphen", " - "), ("tilde", "~"), ("star", "*"),
  ]

  /// What prints nothing.
  private static let invisible: [(String, String)] = [
    ("zero-width space", "\u{200B}"), ("ZWNJ", "\u{200C}"), ("ZWJ", "\u{200D}"),
    ("word joiner", "\u{2060}"), ("BOM", "\u{FEFF}"), ("soft hyphen", "\u{AD}"),
    ("left-to-right mark", "\u{200E}"), ("right-to-left override", "\u{202E}"),
    ("isolate", "\u{2066}"), ("variation selector", "\u{FE0F}"),
  ]

  private static func mapped(_ text: String, _ map: (Int) -> String) -> String {
    text.map { character in
      character.wholeNumberValue.map(map) ?? (character == "X" ? "Ｘ" : String(character))
    }.joined()
  }

  private static let scripts: [(String, @Sendable (Int) -> String)] = [
    ("full width", { String(UnicodeScalar(0xFF10 + UInt32($0)).map(Character.init) ?? "0") }),
    ("mathematical", { String(UnicodeScalar(0x1D7CE + UInt32($0)).map(Character.init) ?? "0") }),
    ("Arabic-Indic", { String(UnicodeScalar(0x660 + UInt32($0)).map(Character.init) ?? "0") }),
    ("characters", { Array("〇一二三四五六七八九").map(String.init)[$0] }),
    ("formal characters", { Array("零壹贰叁肆伍陆柒捌玖").map(String.init)[$0] }),
  ]

  package static func grouped(_ text: String, _ sizes: [Int], by separator: String) -> String {
    var rest = text[...]
    var parts: [Substring] = []
    for size in sizes where !rest.isEmpty {
      parts.append(rest.prefix(size))
      rest = rest.dropFirst(size)
    }
    if !rest.isEmpty { parts.append(rest) }
    return parts.joined(separator: separator)
  }

  /// A number in every spelling; `groupings` are how its kind is grouped.
  private static func spellings(of number: String, groupings: [[Int]]) -> [(String, String)] {
    var all = [("plain", number)]
    for (name, map) in scripts { all.append((name, mapped(number, map))) }
    for (name, mark) in invisible {
      all.append((name, grouped(number, [3, 4], by: mark)))
      all.append((name + " throughout", number.map(String.init).joined(separator: mark)))
    }
    for sizes in groupings {
      for (name, mark) in separators {
        all.append(("\(name) \(sizes)", grouped(number, sizes, by: mark)))
      }
    }
    for (name, mark) in [("space", " "), ("hyphen", "-"), ("dot", "."), ("NBSP", "\u{A0}")] {
      all.append((name + " between all", number.map(String.init).joined(separator: mark)))
    }
    return all
  }

  private static let frames = ["%", "申请人电话%。", "（%）", "联系%转", "经核实%，已办理", "a%", "号%的"]

  /// Every kind of number in every spelling, each in words that change from one to the next.
  package mutating func numbers() -> [Planted] {
    var planted: [Planted] = []
    var frame = 0
    func add(_ kind: String, _ spelling: String, _ text: String, certain: Bool = true) {
      let framed = Self.frames[frame % Self.frames.count].split(
        separator: "%", omittingEmptySubsequences: false)
      frame += 1
      planted.append(
        Planted(
          kind: kind, spelling: spelling, text: framed.joined(separator: text), isCertain: certain))
    }
    for round in 0..<2 {
      for (name, text) in Self.spellings(
        of: identity(endingInX: false),
        groupings: [
          [6, 8, 4], [6, 4, 4, 4], [4, 4, 4, 4, 2], [3, 3, 4, 4, 4], [6, 12], [5, 7, 6],
        ])
      { add("identity", name, text) }
      let ending = identity(endingInX: true)
      for (name, text) in Self.spellings(
        of: ending, groupings: [[6, 8, 4], [4, 4, 4, 4, 2], [6, 8, 3, 1]])
      { add("identity X", name, text) }
      let body = ending.dropLast()
      for letter in ["x", "Ｘ", "ｘ", "Х", "х", "Χ", "χ", " X", "-x", "\u{200B}X"] {
        add("identity X", "check letter \(letter)", body + letter)
      }
      add("identity", "O for zero", "身份证" + identity(endingInX: false).replacing("0", with: "О"))
      let rounded = identity().dropLast(3) + "000"
      add("identity", "rounded by a spreadsheet", String(rounded))
      let shown = identity()
      add(
        "identity", "as an exponent",
        "\(shown.prefix(1)).\(shown.dropFirst().prefix(13))E+17")
      for (name, text) in Self.spellings(
        of: mobile(),
        groupings: [
          [3, 4, 4], [3, 8], [4, 4, 3], [7, 4], [3, 3, 5], [5, 6], [2, 2, 2, 2, 2, 1], [1, 5, 5],
        ])
      { add("mobile", name, text) }
      for head in [
        "+86", "+86 ", "+86-", "(+86)", "（+86）", "0086", "0086-", "86", "86-", "+86\u{A0}", "＋８６ ",
        "+ 86 ", "Tel:", "手机：", "电话", "wx", "微信号：", "tel:+86-", "☎", "0",
      ] {
        let number = mobile()
        add("mobile", "head \(head)", "手机\(head)" + number)
        if head != "0" {
          add(
            "mobile", "head \(head), grouped",
            "手机\(head)" + Self.grouped(number, [3, 4], by: round == 0 ? " " : "-"))
        }
      }
      add("mobile", "two with a comma", mobile() + "，" + mobile())
      add("mobile", "two glued", mobile() + mobile())
      add("mobile", "behind an identity number", identity(endingInX: false) + mobile())
      add("mobile", "behind a date", "2022-05-20 " + mobile())
      add("mobile", "behind a telephone", "0533-3241000 " + mobile())
      add("mobile", "O for zero", "手机138О" + "1234567")
      for (name, text) in Self.spellings(of: card(), groupings: [[4, 4, 4, 4], [6, 13]]) {
        add("card", name, text)
      }
      for (name, text) in Self.spellings(of: oldIdentity(), groupings: [[6, 6, 3]]) {
        add("old identity", name, "身份证" + text)
        add("old identity", name + ", no word", text, certain: false)
      }
      let (code, number) = landline()
      for joint in ["-", " ", "—", "－", "\u{A0}", ")", "）", "\u{3000}", "–", ".", " - "] {
        let head = joint == ")" ? "(" : joint == "）" ? "（" : ""
        add("landline", "joint \(joint)", head + code + joint + number, certain: false)
      }
      for provider in ["qq.com", "163.com", "126.com", "sina.com", "gmail.com", "139.com"] {
        let name = pick(["zhangsan", "li.lei_88", "12345678", "wang-wu"])
        for text in [
          "\(name)@\(provider)", "\(name)＠\(provider)", "\(name) @ \(provider)",
          "\(name)@\u{200B}\(provider)", "\(name.uppercased())@\(provider.uppercased())",
          "\(name)@\(provider.replacing(".", with: "．"))",
        ] { add("mailbox", "as written \(text)", text) }
      }
      add("mailbox", "other provider", "someone@example.org", certain: false)
    }
    return planted
  }

  // MARK: names

  package static let names = [
    "王小明", "李雷", "欧阳娜娜", "买买提·艾力", "司马相", "John Smith", "赵钱孙", "诸葛不亮", "阿卜杜拉·吐尔逊", "陈一二",
    "测试县样例商贸有限公司",
  ]

  /// A name in every spelling in which it may go out.
  private static func spellings(of name: String) -> [(String, String)] {
    var all = [("plain", name)]
    let characters = name.map(String.init)
    let isHan = !name.contains(where: \.isASCII)
    for (mark, text) in invisible {
      all.append((mark, characters.joined(separator: text)))
    }
    all.append(("line break", characters.joined(separator: "\n")))
    if isHan {
      for (mark, text) in [
        ("space", " "), ("NBSP", "\u{A0}"), ("ideographic space", "\u{3000}"), ("dot", "·"),
        ("other dot", "•"), ("hyphenation point", "‧"), ("katakana dot", "・"), ("two spaces", "  "),
      ] {
        all.append((mark, characters.joined(separator: text)))
      }
      if name.contains("·") {
        for dot in ["•", "‧", "・", "．", ".", "∙", "⋅", ""] {
          all.append(("dot \(dot)", name.replacing("·", with: dot)))
        }
      }
      // Radicals and compatibility forms that print alike.
      if name.contains("小") { all.append(("radical", name.replacing("小", with: "⼩"))) }
    } else {
      all += [
        ("capitals", name.uppercased()), ("small", name.lowercased()),
        ("no space", name.replacing(" ", with: "")), ("NBSP", name.replacing(" ", with: "\u{A0}")),
        ("Cyrillic o", name.replacing("o", with: "о")),
        (
          "full width",
          String(
            String.UnicodeScalarView(
              name.unicodeScalars.compactMap {
                $0.value > 0x20 ? Unicode.Scalar($0.value + 0xFEE0) : "\u{3000}"
              }))
        ),
      ]
    }
    return all
  }

  private static let nameFrames = [
    "%", "申请人%要求公开", "（%）", "关于%信访事项的答复", "原告%诉县政府", "%：已答复", "“%”",
  ]

  package func plantedNames() -> [Planted] {
    var planted: [Planted] = []
    for name in Self.names {
      for (number, (spelling, text)) in Self.spellings(of: name).enumerated() {
        for step in 0..<3 {
          let frame = Self.nameFrames[(number + step * 2) % Self.nameFrames.count]
          planted.append(
            Planted(
              kind: "name", spelling: "\(name) \(spelling)", text: frame.replacing("%", with: text),
              isCertain: true))
        }
      }
    }
    for word in Self.words {
      for frame in ["申请人：%", "申请人%要求公开", "原告%，男", "%先生来信", "%女士", "姓名：%"] {
        planted.append(
          Planted(
            kind: "common name", spelling: word, text: frame.replacing("%", with: word),
            isCertain: true))
      }
    }
    return planted
  }

  // MARK: harmless

  /// Names that are words; registers hold them as names.
  package static let words = [
    "高峰", "文明", "建设", "王村", "方案", "平安", "向阳", "于是", "安康", "和平", "成功", "周边",
  ]

  package mutating func harmless() -> [Harmless] {
    var all: [Harmless] = []
    func date(_ a: Int, _ b: Int, _ c: Int) -> String {
      "\(2_019 + a % 5)" + Self.padded(1 + b % 12) + Self.padded(1 + c % 28)
    }
    for round in 0..<60 {
      let eleven = mobile()
      let day = date(below(9), below(99), below(99))
      for text in [
        "\(eleven)元", "共\(eleven)元", "金额\(eleven)", "金额：\(eleven)", "投资\(eleven)万元", "¥\(eleven)",
        "人民币\(eleven)", "\(eleven).50元", "\(eleven).5", "\(eleven)件", "\(eleven)平方米",
        "1\(below(9)),\(digits(3)),\(digits(3)),\(digits(3))", "138-1000-2000元",
        "总额为\(eleven)", "0.\(eleven)", "点击量\(eleven)",
      ] { all.append(Harmless(kind: "amount", text: text)) }
      for text in [
        "源政字〔2022〕\(below(99))号", "鲁政发〔2022〕\(digits(3))号", "国办公开办函〔2021〕30号",
        "GB/T 33190-2016", "（2022）鲁0323行初\(below(99))号", "文号\(eleven)", "第\(eleven)号",
      ] { all.append(Harmless(kind: "document number", text: text)) }
      for text in [
        "http://www.yiyuan.gov.cn/art/2022/\(1 + below(12))/\(1 + below(28))/art_\(digits(5))_\(eleven).html",
        "https://www.example.gov.cn/col/col\(eleven)/index.html",
        "http://www.example.gov.cn/t\(day)_\(eleven).htm",
        "http://www.example.gov.cn/a?id=\(eleven)", "www.example.gov.cn/\(eleven)",
        "http://xxgk.example.gov.cn/\(digits(16))/\(digits(18)).shtml",
        "http://www.example.gov.cn/\(card()).html", "附件\(eleven).pdf",
        "http://www.example.gov.cn/1\(digits(12)).html",
      ] { all.append(Harmless(kind: "page address", text: text)) }
      for text in [
        "合同编号\(eleven)", "合同编号：\(eleven)", "合同号 \(eleven)", "HT\(eleven)", "HT-2022-\(eleven)",
        "SDGP\(digits(12))", "采购编号：SDGP370323000202202000\(digits(3))", "项目编号\(eleven)",
        "订单号：\(card())", "流水号\(card())", "发票号码：\(eleven)",
        "项目代码2022-370323-\(digits(2))-01-\(digits(6))",
        "ZB\(card())",
      ] { all.append(Harmless(kind: "contract", text: text)) }
      let credit = Self.creditCode("9137032" + "3MA" + digits(1) + "C" + digits(5))
      for text in [
        credit, "统一社会信用代码：\(credit)", "信用代码" + Self.creditCode("1137032300" + digits(7)),
        Self.creditCode("12370323" + digits(9)),
      ] { all.append(Harmless(kind: "social credit code", text: text)) }
      // 18 digits with a date inside; those that pass the check would be identity numbers.
      for region in ["370323", "202205", "100000", "370300"] {
        let body = region + day + digits(3)
        let wrong = (0...9).first { "\($0)" != Self.checkDigit(body) && $0 != 0 } ?? 1
        all.append(Harmless(kind: "serial", text: body + "\(wrong)"))
        all.append(Harmless(kind: "serial", text: "编号\(body)\(wrong)"))
      }
      for text in [
        day + digits(9), day + digits(8), "SQ" + day + digits(6), "2022" + digits(8) + "号",
        "9787\(digits(9))", "690\(digits(10))", "370323-2022-\(digits(4))", "1\(digits(12))",
        "117.\(digits(6)),36.\(digits(6))", "192.168.\(below(255)).\(below(255))",
        "2022-05-20 2022-06-01", "2022年5月20日", "131 12 4567", "12、345、6789、10",
        "a3f5\(identity(endingInX: false))c0ffee0123456789abcdef",
        "550e8400-e29b-41d4-a716-4466\(digits(8))",
        "zwgk@example.gov.cn", "邮编256100", "0533", "138-139-150号楼",
      ] { all.append(Harmless(kind: "serial", text: text)) }
      let word = Self.words[round % Self.words.count]
      for frame in [
        "推进%工作", "%", "早%交通管制", "县%局", "关于%的通知", "%期申请量", "开展%活动", "%镇卫生院", "大%小学", "精神%单位",
        "申请%用地审批", "代表%议题", "村民%公约", "%等3项工作", "%方案", "当事人申请%证明",
      ] { all.append(Harmless(kind: "common word", text: frame.replacing("%", with: word))) }
    }
    return all
  }

  /// GB 32100: the check character of a unified social credit code.
  package static func creditCode(_ body: String) -> String {
    let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
    let sum = zip(body, weights).reduce(0) {
      $0 + (alphabet.firstIndex(of: $1.0) ?? 0) * $1.1
    }
    return body + String(alphabet[(31 - sum % 31) % 31])
  }
}
