/// Family names, by which a personal name is told from another word.
package enum FamilyNames {
  /// True for a text that is built like a personal name: a family name and one or two characters more, or names joined by dots.
  package static func begin(_ name: String) -> Bool {
    let scalars = Array(name.unicodeScalars)
    if scalars.contains(where: { [0xB7, 0x2022, 0x2027, 0x30FB].contains($0.value) }) {
      return scalars.count >= 4
    }
    guard (2...4).contains(scalars.count),
      scalars.allSatisfy({ (0x3400...0x9FFF).contains($0.value) })
    else { return false }
    if scalars.count >= 3, compound.contains(String(String.UnicodeScalarView(scalars.prefix(2)))) {
      return true
    }
    return scalars.count <= 3 && single.contains(scalars[0])
  }

  private static let single = Set(
    """
    赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠丰巢关蒯查荆红游竺权逯盖益桓仉督岳帅缑亢况郈琴商牟佘佴伯赏墨哈谯笪年爱阳佟肖闫付涂代岩展覃初曲战修邸亓鹿仝来门苑宫矫迟衣战隋逄官
    """.unicodeScalars.filter { $0.value > 0x20 })

  private static let compound: Set<String> = [
    "欧阳", "司马", "上官", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "长孙", "宇文", "轩辕", "端木",
    "百里", "东郭", "南宫", "西门", "独孤", "澹台", "公冶", "宗政", "濮阳", "淳于", "单于", "太叔", "申屠", "仲孙", "钟离", "鲜于",
    "闾丘", "司空", "亓官", "司寇", "呼延", "乐正", "万俟", "闻人", "赫连", "拓跋", "第五", "完颜",
  ]
}
