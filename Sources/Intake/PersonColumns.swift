import Disclosure

/// Columns of registers that say who a person is (safety.md 19): dropped at intake, their names told to the gate alone.
enum PersonColumns {
  /// Words in a heading above names.
  private static let words = [
    "姓名", "申请单位", "申请企业", "申请组织", "申请法人", "法定代表人", "法人代表", "委托代理人", "代理人", "委托人", "受托人", "原告",
    "上诉人", "当事人", "复议申请人", "信访人", "来信人", "来访人", "来电人", "写信人", "发信人", "投诉人", "举报人", "反映人", "诉求人",
    "咨询人", "留言人", "求助人", "建议人", "提案人", "提案者", "提出人", "领衔", "代表团成员", "附议", "联名", "网友昵称", "昵称", "权利人",
    "利害关系人", "监护人", "缴费人", "付款人", "户主", "被投诉人", "被举报人",
  ]

  /// Headings that stand above names only where nothing else is written beside them.
  private static let whole: Set = [
    "申请人", "申请人名称", "申请人单位名称", "申请者", "第三人", "代表", "委员", "代表委员", "联系人", "申请联系人", "负责人姓名", "公民",
    "复议人",
    "起诉人", "诉讼人", "提案委员", "建议代表", "来件人", "写件人", "寄件人", "收件人", "本人", "当事方",
  ]

  /// Words that make a heading one about persons but not of their names: 申请人类型, 代理人电话.
  private static let others = [
    "类型", "类别", "性质", "种类", "人数", "电话", "手机", "证件", "身份证", "号码", "地址", "住址", "住所", "邮箱", "邮编", "方式",
    "日期", "时间", "意见", "编号", "是否", "数量", "年龄", "性别", "民族", "职务", "学历", "邮件", "微信", "qq", "诉求", "事由",
  ]

  /// True where a heading that is not the form's own stands above names of persons or of those who asked.
  ///
  /// `kind`: a register may have such headings of its own.
  static func holdsNames(_ heading: String, kind: InputKind) -> Bool {
    let folded = TextFolding.foldHeader(heading)
    let bare = TextFolding.foldHeaderWithoutRemarks(heading)
    if kind.personHeadings.contains(bare) { return true }
    if whole.contains(bare) || whole.contains(folded) { return true }
    let key = bare.isEmpty ? folded : bare
    guard !others.contains(where: { key.lowercased().contains($0) }) || key.contains("姓名") else {
      return false
    }
    return words.contains { key.contains($0) } || key.hasSuffix("申请人") && !key.hasSuffix("被申请人")
  }
}
