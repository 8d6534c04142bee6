import Diagnostics

/// Words with a numeral that count nothing.
///
/// The list is explicit, so that a numeral is never taken for an idiom by guessing; a county adds its
/// own in the template (`允许词语：`). A word that could also state a quantity (一件, 两次) is not here.
enum NumeralIdioms {
  /// The longest first for each first character.
  static let standard = Self.index(
    of: ordering + wholeness + degree + slogans + institutions + terms)

  static func index(of words: [String]) -> [Unicode.Scalar: [[Unicode.Scalar]]] {
    var index: [Unicode.Scalar: [[Unicode.Scalar]]] = [:]
    for word in Set(words).ordered() {
      let scalars = Array(word.unicodeScalars)
      if let first = scalars.first { index[first, default: []].append(scalars) }
    }
    // Sorting is stable: words of one length stay in the order of their text.
    return index.mapValues { $0.ordered { $0.count > $1.count } }
  }

  /// 一是 … 十是, 一方面.
  private static let ordering: [String] =
    ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"].flatMap { [$0 + "是", $0 + "要"] }
    + ["一方面", "另一方面", "两方面", "其一", "其二", "其三"]

  private static let wholeness = [
    "进一步", "统一", "唯一", "逐一", "一一", "之一", "同一", "专一", "单一", "一致", "一并", "一律", "一体",
    "一体化", "一同", "一起", "一道", "一向", "一直", "一贯", "一经", "一旦", "一时", "一度", "一再", "一定",
    "一般", "一些", "一系列", "一切", "一级", "一线", "一流", "一把手", "一揽子", "一口清", "一览表", "一览无余",
    "一站式", "一次性", "一网通办", "一网统管", "一网公开", "一窗受理", "一门式", "一对一", "一事一议", "一企一策",
    "一单位一策", "一图读懂", "图读一", "一目了然", "一如既往", "一以贯之", "一丝不苟", "一心一意", "一视同仁",
    "一盘棋", "一张网", "一张图", "一本账", "一张蓝图", "一肩挑", "一岗双责", "一票否决", "一号文件", "千篇一律",
    "整齐划一", "合一", "多规合一", "二合一", "三合一", "归一", "万一", "百分点", "个百分点",
  ]

  private static let degree = [
    "千方百计", "千家万户", "千差万别", "百姓", "老百姓", "百科", "百货", "万众", "万家", "万无一失",
    "万全", "十分", "十足", "再三", "三番五次", "四面八方", "四舍五入", "五花八门", "七嘴八舌", "九牛一毛", "百花齐放",
    "两旁", "两侧", "两端", "两难", "两便", "两手抓", "两不误", "二次", "二手",
  ]

  private static let slogans = [
    "三安全一稳定", "三公经费", "三公", "三定", "三农", "三审三校", "三级", "三重一大", "三大攻坚战", "三保",
    "三严三实", "三会一课", "三包", "三资", "两会", "两个确立", "两个维护", "两个责任", "两不愁三保障", "两学一做",
    "两新", "两化", "两级", "双一流", "四个意识", "四个自信", "四个全面", "四风", "四好农村路", "四级", "五位一体",
    "五公开", "五级书记", "五级", "五保", "五四", "六稳", "六保", "七一", "八项规定", "八五普法", "七五普法", "十四五",
    "十三五", "十五五", "百日攻坚", "百年", "百强", "千亿斤", "一带一路", "一国两制", "二维码", "二十大", "二十届",
    "十九大", "十九届", "十八大", "十八届", "一中全会", "二中全会", "三中全会", "四中全会", "五中全会", "六中全会",
    "七中全会", "高效办成一件事", "双随机一公开", "双随机、一公开", "政务公开一网通", "一件事一次办",
    "四类过程性信息", "三类内部事务信息", "三级等保", "一老一小", "三孩", "二孩", "一枚印章管审批",
  ]

  private static let institutions = [
    "12345热线", "12345政务", "12345平台", "12345市民", "12345便民", "1+N", "5G", "4G", "A4", "5A级", "4A级",
    "7×24小时", "24小时",
  ]

  private static let terms = [
    "一季度", "二季度", "三季度", "四季度", "一至二季度", "一至三季度", "周一", "周二", "周三", "周四", "周五",
    "周六", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "一审", "二审", "再审一", "一案", "一卡通",
    "一码通", "四至", "三方", "万元", "亿元", "两者", "二者", "三者", "两类主体",
  ]
}
