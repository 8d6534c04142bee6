import Disclosure

/// What stands before and after a number, as far as it says what the number is.
///
/// Asked only of what looks like a number of a person, which is rare.
struct NumberSurroundings {
  /// The normal form of what stands before, up to the nearest number or the cell's start.
  private let before: String
  /// The normal form of what follows.
  private let after: String
  /// What stands before the number in the page address or file name that it is part of; nil where it is none.
  private let address: String?
  /// Letters directly before and after, without a space between.
  private let lettersBefore: String
  private let lettersAfter: String
  /// True where a decimal point stands directly before or digits of a fraction directly after.
  private let isFraction: Bool

  init(_ bytes: Span<UInt8>, from start: Int, to end: Int) {
    before = Self.text(bytes, endingAt: start, atMost: 60)
    after = Self.text(bytes, startingAt: end, atMost: 36)
    let (head, tail) = Self.token(bytes, start, end)
    address = Self.isAddress(head: head, tail: tail) ? head : nil
    lettersBefore = String(head.reversed().prefix { $0.isASCII && $0.isLetter }.reversed())
    lettersAfter = String(tail.prefix { $0.isASCII && $0.isLetter })
    let point = head.last == "." && head.dropLast().last?.isNumber == true
    let fraction =
      tail.first == "." && tail.dropFirst().first?.isNumber == true
      && tail.dropFirst().prefix { $0.isNumber }.count <= 4
    isFraction = point || fraction
  }

  /// True where the number is a sum of money, a quantity or part of a decimal.
  var isAmount: Bool {
    if isFraction { return true }
    if Self.currencies.contains(where: before.closes) { return true }
    let head = Self.withoutJoint(before)
    if Self.sums.contains(where: head.closes) { return true }
    return Self.units.contains(where: after.opens)
  }

  /// True where words beside the number say that it is a telephone.
  var saysTelephone: Bool {
    let head = before.suffix(24)
    return Self.telephoneWords.contains { head.holds($0) }
  }

  /// True where words beside the number say that it is of an identity card.
  var saysIdentity: Bool {
    let head = before.suffix(20)
    return ["身份证", "证件号", "证号", "公民身份", "居民证", "id:", "idcard", "idno"].contains {
      head.holds($0)
    }
  }

  /// True where words beside the number say that it is of a bank card or account.
  var saysCard: Bool {
    let head = before.suffix(20)
    return ["卡号", "银行卡", "账号", "帐号", "账户", "帐户", "一卡通", "存折", "社保卡", "card"].contains {
      head.holds($0)
    }
  }

  /// True where words, letters or an address say that the number is of a paper, a contract or a page.
  var saysCode: Bool {
    if saysTelephone || saysIdentity || saysCard { return false }
    if isInAddress { return true }
    if isLetterCode { return true }
    let head = Self.withoutJoint(before)
    if Self.codeWords.contains(where: head.closes) { return true }
    return head.closes(with: "第") || after.opens(with: "号文") || after.opens(with: "号合同")
      || head.closes(with: "〔") || head.closes(with: "〕")
  }

  /// True in a page address.
  var isInAddress: Bool { address.map { !Self.isTelephoneKey($0) } ?? false }

  /// Letters that belong to the number make it a code: HT13912345678; those that announce a telephone do not.
  private var isLetterCode: Bool {
    if lettersBefore.count >= 2, !Self.telephoneLetters.contains(lettersBefore.lowercased()) {
      return true
    }
    return lettersBefore.isEmpty && lettersAfter.count >= 2
      && !Self.telephoneLetters.contains(lettersAfter.lowercased())
  }

  // MARK: words

  private static let currencies = ["¥", "￥", "$", "€", "£", "人民币", "rmb", "cny", "usd", "港币", "美元"]

  private static let sums = [
    "金额", "总额", "合计", "共计", "总计", "投资", "资金", "预算", "决算", "经费", "收入", "支出", "余额", "价款",
    "总价", "造价", "限价", "中标价", "成交价", "价格", "产值", "税额", "费用", "款项", "面积", "人次", "点击量", "访问量",
    "浏览量", "阅读量", "总量", "数量",
  ]

  private static let units = [
    "元", "万", "亿", "角", "美元", "欧元", "余元", "多元", "千元", "百万", "吨", "亩", "平方", "立方", "公里", "公斤",
    "千瓦", "千克", "公顷", "件", "户", "人次", "次点击", "次访问", "度电", "kwh", "kg", "rmb", "cny", "%", "‰",
  ]

  private static let telephoneWords = [
    "电话", "手机", "联系", "致电", "拨打", "来电", "微信", "热线", "座机", "传真", "短信", "tel", "phone", "mobile",
    "mob", "cell", "wechat", "call", "whatsapp", "☎", "📞", "📱", "☏",
  ]

  private static let telephoneLetters: Set = [
    "tel", "phone", "mobile", "mob", "cell", "wx", "vx", "wechat", "qq", "sj", "dh", "call", "fax",
    "no", "sms",
  ]

  private static let codeWords = [
    "合同号", "合同编号", "合同", "协议编号", "协议号", "项目编号", "项目代码", "项目号", "项目", "登记编号", "受理编号", "办件编号", "办理编号",
    "编号",
    "编码", "代码", "流水号", "流水", "序列号", "序号", "订单号", "订单", "单号", "发票号码", "发票号", "发票代码", "发票", "档案号",
    "档号",
    "文号", "案号", "批号", "备案号", "许可证号", "证书号", "证书编号", "宗地号", "地块编号", "采购编号", "招标编号", "公告编号", "标号",
    "货号", "条码",
    "条形码", "索引号", "信用代码", "税号", "工单号", "工单", "件号", "批次", "批次号", "版本", "学号", "工号", "表号", "户号", "no",
    "no:",
    "№", "code", "sn", "id",
  ]

  private static func isTelephoneKey(_ address: String) -> Bool {
    let head = address.lowercased().suffix(12)
    return ["tel:", "tel=", "phone", "mobile", "sms:", "sj=", "dh=", "call"].contains {
      head.holds($0)
    }
  }

  /// A text without the colon, bracket or joint that leads over to a number: 编号：, 金额为.
  private static func withoutJoint(_ text: String) -> Substring {
    var rest = text[...]
    while let last = rest.last, "：:（([【“\"‘'=是为约达超不近#＃-_/".contains(last) { rest.removeLast() }
    return rest
  }

  // MARK: reading

  /// The normal form of the bytes before an offset, not beyond a cell's end or another number.
  private static func text(_ bytes: Span<UInt8>, endingAt end: Int, atMost most: Int) -> String {
    var start = end
    while start > 0, end - start < most, bytes[start - 1] != 0 {
      guard let (scalar, before) = UTF8Glyph.decode(bytes, endingAt: start) else { break }
      if scalar.properties.numericType == .decimal { break }
      start = before
    }
    return normal(bytes, start, end)
  }

  private static func text(_ bytes: Span<UInt8>, startingAt start: Int, atMost most: Int) -> String
  {
    var end = start
    while end < bytes.count, end - start < most, bytes[end] != 0 {
      end += UTF8Glyph.decode(bytes, at: end).width
    }
    return normal(bytes, start, min(end, bytes.count))
  }

  private static func normal(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> String {
    String(decoding: NormalText(bytes.extracting(start..<end)).bytes, as: UTF8.self)
  }

  /// What stands around a number without a space between, ASCII only.
  private static func token(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> (String, String) {
    var first = start
    while first > 0, start - first < 300, bytes[first - 1] > 0x20, bytes[first - 1] < 0x7F {
      first -= 1
    }
    var last = end
    while last < bytes.count, last - end < 60, bytes[last] > 0x20, bytes[last] < 0x7F { last += 1 }
    func ascii(_ from: Int, _ to: Int) -> String {
      var text: [UInt8] = []
      for index in from..<to { text.append(bytes[index]) }
      return String(decoding: text, as: UTF8.self)
    }
    return (ascii(first, start), ascii(end, last))
  }

  /// True where the characters around a number make it part of a page address or of a file's name.
  private static func isAddress(head: String, tail: String) -> Bool {
    let all = head.lowercased()
    if all.holds("://") || all.holds("www.") || all.holds(".cn/") || all.holds(".com/") {
      return true
    }
    let end = tail.lowercased()
    return [
      ".html", ".htm", ".shtml", ".jhtml", ".aspx", ".jsp", ".php", ".pdf", ".doc", ".xls", ".jpg",
      ".jpeg", ".png", ".zip", ".rar", ".mp4", ".ofd", ".wps",
    ].contains { end.holds($0) }
  }
}
