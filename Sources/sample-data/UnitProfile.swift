/// What the sample data assume of a unit: invented, apart from its names in units.csv.
struct UnitProfile {
  /// The registered name, as in units.csv.
  let name: String
  /// The group, as in units.csv.
  let group: String
  /// The names it is called by; the first is the one the plan uses.
  let aliases: [String]
  /// True for units that report upward.
  let vertical: Bool
  /// How well it works, in thousandths: the share of duties kept.
  let quality: Int
  /// How much it publishes, relative to the others.
  let volume: Int
  /// How many normative documents it has in force.
  let documents: Int
  /// How many requests it gets, relative to the others.
  let requests: Int
  /// What it is busy with; titles are made from these.
  let topics: [String]

  /// The short name.
  var short: String { aliases.first ?? name }
  /// True for a town, a street office or the development zone.
  var isLocal: Bool { group != "县直部门" }
  /// True for a unit that works in haste at the end of each period.
  var isHasty: Bool { quality < 850 }

  /// The units of units.csv, in its order, with the profile of each.
  static func all(registry text: String) -> [UnitProfile] {
    var profiles: [String: [String]] = [:]
    for line in table.split(separator: "\n") {
      let cells = line.split(separator: "|").map(String.init)
      if let short = cells.first { profiles[short] = cells }
    }
    return text.split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard cells.count >= 4 else { return nil }
      let aliases = cells[2].split(separator: "；").map(String.init)
      let local = cells[1] != "县直部门"
      let profile = aliases.first.flatMap { profiles[$0] } ?? []
      func number(_ index: Int, _ fallback: Int) -> Int {
        index < profile.count ? Int(profile[index]) ?? fallback : fallback
      }
      let topics = profile.count > 5 ? profile[5].split(separator: "、").map(String.init) : []
      return UnitProfile(
        name: cells[0], group: cells[1], aliases: aliases,
        vertical: cells[3].contains("垂直管理"), quality: number(1, 900),
        volume: number(2, local ? 30 : 80), documents: number(3, 0), requests: number(4, 1),
        topics: topics.isEmpty ? localTopics : topics)
    }
  }

  private static let localTopics = [
    "惠农补贴发放", "村务公开", "便民服务事项", "社会救助", "农村人居环境整治", "森林防火",
    "防汛抗旱", "土地流转", "村级财务", "信访代办",
  ]

  /// 简称 | 质量（千分比）| 发布量 | 现行规范性文件 | 申请量 | 业务.
  private static let table = """
    县政府办公室|985|110|14|22|政府会议、政府公报、督查事项、重要文件、政务公开、政策性文件
    县政府督查室|955|50|0|1|政府工作报告任务、民生实事督查、建议提案办理、重点项目督查
    县委编办|930|45|0|1|权责清单、机构职能、事业单位登记、编制核减
    县委统筹疫情防控和经济运行工作领导小组（指挥部）办公室|945|90|0|1|核酸检测点、风险区调整、返乡报备、疫苗接种、防控通告
    县发展改革局|962|130|7|5|重点项目建设、价格监测、节能审查、信用双公示、规划实施、粮食储备
    县教育和体育局|958|150|8|9|义务教育招生、学生资助、校园安全、教师招聘、双减工作、全民健身
    县科技局|905|70|1|1|科技项目申报、高新技术企业、科技成果转化、创新平台建设
    县工业和信息化局|890|75|1|2|技术改造、专精特新企业、节能降耗、中小企业服务
    县公安局|940|95|3|15|户籍办理、交通管理、出入境服务、反诈宣传、行政处罚公示
    县民政局|950|105|5|4|城乡低保、养老服务、临时救助、婚姻登记、社会组织管理、殡葬服务
    县司法局|975|100|2|6|行政复议、法律援助、公证服务、普法宣传、规范性文件备案、执法监督
    县财政局|968|120|5|8|财政预决算、惠农补贴、政府采购、专项资金、减税降费、政府债务
    县人力资源社会保障局|947|125|5|12|就业创业补贴、社会保险参保、职业技能培训、劳动监察、事业单位招聘、工伤认定
    县自然资源局|870|120|6|34|征地补偿、国土空间规划、不动产登记、用地审批、矿产资源管理、林地管理
    县住房城乡建设局|895|160|8|26|老旧小区改造、保障性住房、房地产市场、物业管理、城市供热、建筑市场监管
    县交通运输局|925|95|3|5|农村公路建设、公交线路调整、道路运输许可、交通执法
    县水利局|915|90|3|5|水库移民、农村供水、河湖管理、水土保持、防汛抗旱
    县农业农村局|938|115|4|8|高标准农田、农机购置补贴、农产品质量安全、宅基地管理、耕地地力保护补贴
    县商务局|880|65|1|1|消费促进、外贸服务、成品油市场、电子商务
    县文化和旅游局|952|90|2|2|文化惠民演出、文物保护、旅游市场监管、图书馆服务
    县卫生健康局|943|140|4|6|疫苗接种、医疗机构许可、基本公共卫生服务、职业健康、生育登记
    县退役军人局|932|70|0|2|优抚优待、退役安置、烈士纪念设施、就业帮扶
    县应急局|936|85|3|3|安全生产检查、应急预案、灾害救助、危化品监管
    县审计局|966|50|0|1|预算执行审计、审计整改、经济责任审计、专项资金审计
    县行政审批服务局|972|110|3|5|企业开办、证照联办、帮办代办、工程建设审批、政务服务事项
    县市场监管局|959|125|4|9|食品安全抽检、特种设备监管、价格执法、双随机抽查、知识产权、药品监管
    县统计局|961|55|0|1|统计公报、月度数据、人口抽样调查、统计执法
    县综合行政执法局|845|80|2|7|违建拆除、市容管理、渣土治理、停车管理
    县信访局|900|45|0|2|网上信访、领导接访、积案化解
    县地方金融监管局|860|50|0|1|防范非法集资、企业融资、金融机构服务
    县乡村振兴局|910|60|0|2|衔接资金项目、防返贫监测、雨露计划、驻村帮扶
    县大数据中心|978|95|0|1|政府网站运维、数据开放、政务新媒体、电子政务外网
    县互联网服务保障中心|948|60|0|1|网络舆情、网站安全监测、网络宣传
    县政府市民投诉中心|957|70|0|1|热线受理、政策咨询、诉求办结、知识库更新
    县档案馆|920|45|0|1|档案查阅、文件阅览、档案开放鉴定
    县供销社|780|40|0|0|农资供应、社有企业、农产品流通
    县畜牧渔业服务中心|800|50|0|1|动物防疫、屠宰监管、畜禽粪污治理
    市生态环境局沂源分局|928|100|0|9|环评审批、排污许可、空气质量、环境执法、水源地保护
    市医疗保障局沂源分局|944|75|0|2|医保参保、医保报销、药品集采、基金监管
    县税务局|970|80|0|3|留抵退税、个税汇算、小微企业减免、发票服务
    县气象局|925|40|0|1|气象预警、人工影响天气、防雷检测
    县消防救援大队|885|45|0|2|消防检查、火灾防控、消防宣传
    历山街道|950|42|1|6|
    南麻街道|935|42|1|6|
    鲁村镇|905|30|0|3|
    东里镇|940|32|1|4|
    悦庄镇|955|34|1|5|
    西里镇|890|28|0|2|
    大张庄镇|760|22|0|2|
    中庄镇|915|28|0|3|
    张家坡镇|870|26|0|2|
    燕崖镇|945|30|0|3|
    石桥镇|820|24|0|2|
    南鲁山镇|925|30|0|4|
    经济开发区|910|40|0|3|项目落地、企业服务、园区招商、安全生产、土地集约利用
    """
}
