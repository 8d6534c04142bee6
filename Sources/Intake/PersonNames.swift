import Disclosure

/// The names in a cell of a column of names: 张三、李四等3人（代理人：王五）.
enum PersonNames {
  /// The names in the cell, in the order written; whatever is only a remark, a title or a number is left out.
  static func names(in cell: String) -> [String] {
    var names: [String] = []
    for part in parts(of: cell) {
      guard let name = bare(part), !names.contains(name) else { continue }
      names.append(name)
    }
    return names
  }

  // MARK: taking apart

  private static let separators: Set<Character> = [
    "、", "，", ",", "；", ";", "/", "／", "|", "｜", "\\", "＼", "\n", "\r\n", "\r", "\t", "&", "＆", "+",
    "＋", "。",
  ]
  private static let opening: Set<Character> = ["(", "（", "[", "【", "〔", "［", "<", "《", "{", "「"]
  private static let closing: Set<Character> = [")", "）", "]", "】", "〕", "］", ">", "》", "}", "」"]

  /// The cell cut at separators and brackets; what stands in brackets is a part of its own.
  private static func parts(of cell: String) -> [String] {
    var parts: [String] = []
    var part = ""
    func end() {
      parts += words(of: part)
      part = ""
    }
    for character in TextFolding.compatibilityForm(cell) {
      if separators.contains(character) || opening.contains(character)
        || closing.contains(character) || character.isNewline
      {
        end()
      } else {
        part.append(character)
      }
    }
    end()
    return parts
  }

  /// A part cut at spaces where each piece is a name of its own: 王小明 李雷, but 王　明 is one.
  private static func words(of part: String) -> [String] {
    let pieces = part.split(whereSeparator: { $0.isWhitespace || $0 == "\u{200B}" }).map(
      String.init)
    guard pieces.count > 1 else { return joined(part) }
    let isHan = pieces.allSatisfy { $0.unicodeScalars.allSatisfy(isHanOrDot) }
    if isHan, pieces.allSatisfy({ $0.count >= 2 }) { return pieces.flatMap(joined) }
    if !isHan, pieces.contains(where: { $0.unicodeScalars.contains(where: isHanOrDot) }) {
      // A name with its telephone or its letters beside it.
      return pieces.flatMap(joined)
    }
    return [pieces.joined(separator: isHan ? "" : " ")]
  }

  /// A part cut at 和, 与 and 及 where what stands on both sides is as long as a name.
  private static func joined(_ part: String) -> [String] {
    for joint in ["以及", "及其", "和", "与", "及"] {
      guard let range = part.firstRange(of: joint) else { continue }
      let left = String(part[..<range.lowerBound])
      let right = String(part[range.upperBound...])
      if (2...4).contains(left.count), (2...4).contains(right.count) { return [left, right] }
    }
    return [part]
  }

  private static func isHanOrDot(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF, 0xB7, 0x2022, 0x2027, 0x30FB: true
    default: false
    }
  }

  // MARK: taking off

  private static let labels = [
    "申请人", "姓名", "名称", "代理人", "委托代理人", "法定代表人", "法人代表", "代表人", "原告", "第三人", "当事人", "联系人", "负责人",
    "委托人", "受托人", "来信人", "投诉人", "举报人", "信访人", "监护人", "代表", "委员", "单位", "公司", "又名", "曾用名", "原名",
    "别名",
    "及", "和", "与",
  ]

  private static let titles = [
    "先生", "女士", "小姐", "同志", "老师", "律师", "医生", "教授", "经理", "主任", "书记", "代表", "委员", "夫妇", "夫妻", "一家",
    "本人", "收", "某某", "大爷", "阿姨", "师傅", "老人", "男", "女", "已故", "亡", "等",
  ]

  /// Remarks in brackets that are no names.
  private static let remarks: Set = [
    "男", "女", "已故", "个人", "公民", "企业", "单位", "法人", "自然人", "盖章", "签字", "签名", "本人", "代", "无", "汉族",
    "汉",
    "原件", "复印件", "联系", "联系电话", "联系方式", "手机号", "身份证号", "证件号", "地址", "住址", "邮箱", "传真", "座机", "微信",
    "微信号",
    "已办理", "经核实", "电话", "手机", "身份证", "见附件", "略", "等", "人", "特别授权", "一般授权", "网名", "化名", "匿名",
  ]

  /// A part without what stands around the name; nil where no name is left.
  private static func bare(_ part: String) -> String? {
    var text = withoutMarks(part)
    // 代理人：王五
    if let colon = text.firstIndex(where: { $0 == "：" || $0 == ":" }) {
      let head = String(text[..<colon])
      let tail = withoutMarks(String(text[text.index(after: colon)...]))
      if labels.contains(where: { head.hasSuffix($0) }) || tail.isEmpty || head.count > 6 {
        text = tail
      } else if tail.unicodeScalars.allSatisfy({ !isHanOrDot($0) }) {
        text = head
      } else {
        text = tail
      }
    }
    // 王五13812345678, 3701021990…, 王五x10
    text = withoutNumbers(text)
    text = withoutCount(text)
    var isDone = false
    while !isDone {
      isDone = true
      for title in titles where text.hasSuffix(title) && text.count - title.count >= 2 {
        // 安代表 keeps two characters, 王代表 is a title with a family name.
        text = withoutMarks(String(text.dropLast(title.count)))
        isDone = false
      }
      for label in labels where text.hasPrefix(label) && text.count - label.count >= 2 {
        text = withoutMarks(String(text.dropFirst(label.count)))
        isDone = false
      }
    }
    guard text.count >= 2, !remarks.contains(text), !labels.contains(text), !titles.contains(text),
      text.count <= 60
    else { return nil }
    return text
  }

  /// 等3人, 等三人, 等5户: how many there are.
  private static func withoutCount(_ text: String) -> String {
    guard let range = text.lastRange(of: "等") else { return text }
    let tail = text[range.upperBound...]
    let counts = "0123456789一二两三四五六七八九十百余多数几若干人户名家位个村民业主居民职工代表同志共"
    guard tail.allSatisfy({ counts.contains($0) }), text[..<range.lowerBound].count >= 2 else {
      return text
    }
    return withoutMarks(String(text[..<range.lowerBound]))
  }

  /// Without digits and what joins them, at either end.
  private static func withoutNumbers(_ text: String) -> String {
    // 三 is a number to Unicode and somebody's name here.
    let isDigit: (Character) -> Bool = { $0 >= "0" && $0 <= "9" }
    let isNumber: (Character) -> Bool = { isDigit($0) || "-—–_.·:：+#*xXT电话手机号码".contains($0) }
    guard text.contains(where: isDigit) else { return text }
    var rest = text[...]
    // Only a run that holds a digit is taken off.
    let tail = rest.reversed().prefix(while: isNumber)
    if tail.contains(where: isDigit) { rest = rest.dropLast(tail.count) }
    let head = rest.prefix(while: isNumber)
    if head.contains(where: isDigit) { rest = rest.dropFirst(head.count) }
    return withoutMarks(String(rest))
  }

  private static func withoutMarks(_ text: String) -> String {
    var rest = text[...]
    let edge: (Character) -> Bool = {
      $0.isWhitespace || "“”\"'‘’-—–_*#~=：:.…".contains($0)
    }
    while let first = rest.first, edge(first) { rest = rest.dropFirst() }
    while let last = rest.last, edge(last) { rest = rest.dropLast() }
    return String(rest)
  }
}

extension String {
  /// The last place of a text in this one.
  fileprivate func lastRange(of text: String) -> Range<String.Index>? {
    ranges(of: text).last
  }
}
