import Disclosure
import Intake
import ProgressLog
import Registers

/// Words that stand in columns of names and are none, and names that are words, too.
enum CommonWords {
  /// What is never a name: words of the forms and of the program, in normal form.
  static let neverNames: Set<[UInt8]> = {
    var words = fillers.split(whereSeparator: \.isWhitespace).map(String.init)
    words += ApplicantKind.allCases.map(\.rawValue) + EntryKind.allCases.map(\.rawValue)
    words += DisputeKind.allCases.map(\.rawValue) + DisputeOutcome.allCases.map(\.rawValue)
    words += DocumentKind.allCases.map(\.rawValue) + DisclosureAttribute.allCases.map(\.rawValue)
    words += DocumentValidity.allCases.map(\.rawValue) + Proposal.Kind.allCases.map(\.rawValue)
    words += InspectionSeverity.allCases.map(\.rawValue) + EntryChannel.allCases.map(\.rawValue)
    words += InputKind.allCases.map(\.label)
    return Set(words.map { NormalText($0).bytes })
  }()

  /// True for a name that is a common word or a place, too.
  static func holds(_ name: [UInt8], _ scalars: String.UnicodeScalarView) -> Bool {
    if words.contains(name) { return true }
    // 王村, 李家庄: places are called after families.
    guard scalars.count == 2 || scalars.count == 3, let last = scalars.last else { return false }
    return placeEndings.contains(last)
  }

  private static let placeEndings = Set(
    "村庄镇乡街道路县市区屯寨沟峪店铺桥河湖江山岭坡泉井集楼堡营岛港湾城园校院站厂矿".unicodeScalars)

  private static let words: Set<[UInt8]> = Set(
    doubles.split(whereSeparator: \.isWhitespace).map { NormalText($0).bytes })

  /// What people write into a column of names where there is no name.
  private static let fillers = """
    姓名 名字 名称 申请人 申请人姓名 自然人 个人 公民 本人 群众 市民 村民 居民 网民 网友 业主 家长 学生 职工 教师 医生 律师
    企业 公司 单位 机关 法人 组织 团体 其他 其它 政府 部门 机构 学校 医院 媒体 记者 商户 个体户 个体工商户 合作社 社会组织
    商业企业 科研机构 社会公益组织 法律服务机构 法人或其他组织 县政府 市政府 省政府 办公室 政府办 公开 信息 信息公开 政府信息
    政务公开 不公开 依申请公开 主动公开 申请 答复 登记 编号 序号 日期 备注 合计 小计 总计 说明 填表人 审核人 联系人 联系电话
    电话 地址 匿名 不详 未知 保密 不便透露 未提供 未填 没有 暂无 无名 无名氏 某人 多人 若干 见附件 详见附件 同上 如上 以上
    男 女 先生 女士 同志 代理人 委托人 当事人 原告 被告 第三人 来信人 来访人 投诉人 举报人 信访人 咨询人 代表 委员 领衔代表
    网站 邮寄 信函 传真 邮箱 电子邮件 当面 现场 来信 来访 来电 咨询 投诉 举报 建议 求助 感谢 是 否 已办结 办结 已答复 未答复
    予以公开 部分公开 不予公开 无法提供 不予处理 年度 季度 月份 测试 样例 示例 例如 空白 其他组织 法定代表人 经办人 承办人
    """

  /// Ordinary words that begin like a family name and so may be somebody's name.
  private static let doubles = """
    安全 安排 安置 安装 安静 安定 安康 安心 安宁 安徽 白天 白云 白色 包括 包含 包装 包容 保护 保障 保证 保持 保安 保健 保险
    鲍鱼 毕业 毕竟 卞和 别墅 薄弱 步骤 蔡伦 曹州 曾经 查看 查询 查处 查阅 查封 常见 常态 常务 常规 常年 常委 常住 车辆 车间
    车站 车位 陈列 陈述 陈旧 成立 成果 成效 成绩 成本 成员 成功 成熟 成长 成交 成品 程度 程序 程式 池塘 褚家 储备 储蓄 从业
    从事 从严 丛书 崔嵬 戴帽 党员 党委 党建 党组 党校 党章 党纪 邓州 丁香 丁字 东方 东风 东升 东海 东平 东营 董事 窦娥 杜绝
    杜鹃 段落 段位 范围 范文 范例 方便 方式 方案 方法 方面 方向 方针 方正 方圆 房屋 房产 房源 费用 费率 丰收 丰富 封闭 封面
    封条 冯河 符合 符号 付款 付出 付费 傅家 甘肃 甘草 干部 干净 干预 高峰 高效 高度 高级 高考 高校 高新 高速 高原 高空 高温
    高清 高端 高层 高等 高龄 高中 高兴 高尚 高位 高铁 高压 高标准 葛根 耿直 公开 公示 公告 公正 公平 公共 公益 公司 公务 公园
    公路 公安 公布 公积金 宫殿 龚自 古代 古城 古树 谷物 谷雨 顾问 顾客 顾虑 关于 关系 关注 关键 关闭 关爱 关联 关心 关怀 管理
    管道 管控 管护 管辖 广大 广告 广播 广场 广泛 广东 郭城 国家 国有 国土 国庆 国际 国防 国道 国企 国债 国标 国旗 海洋 海关
    海域 海港 韩国 杭州 郝家 何时 何处 何种 和谐 和平 和解 和睦 和田 贺卡 贺信 洪水 洪涝 洪峰 侯车 胡同 胡椒 花园 花卉 花费
    花生 华东 华北 华南 华夏 华丽 滑坡 怀疑 黄金 黄河 黄海 黄色 黄土 黄牛 霍乱 姬花 吉祥 吉林 吉他 纪念 纪检 纪律 纪委 纪录
    季度 季节 季风 计划 计算 计量 计入 计生 贾汪 简单 简介 简化 简易 简报 简政 江河 江南 江北 江苏 江西 姜黄 蒋山 焦点 焦虑
    焦炭 金融 金额 金牌 金属 金星 金秋 金山 晋升 晋级 荆州 经济 经费 经营 经验 经过 经常 经办 景区 景观 景点 静止 居民 居住
    鞠躬 开发 开展 开放 开工 开通 开设 康复 康养 康乐 柯城 孔子 孔雀 匡算 邝山 来信 来访 来源 来电 来自 赖以 兰花 兰州 兰山
    乐观 乐器 乐园 乐队 雷达 雷电 雷雨 雷锋 冷藏 冷库 冷链 黎明 黎族 李子 力量 力度 历史 历年 历届 厉行 厉害 利益 利用 利率
    利民 连续 连接 连锁 廉政 廉洁 廉价 梁山 梁柱 林业 林木 林地 林权 林场 林区 凌晨 凌空 刘海 柳树 柳州 柳编 龙头 龙江 龙舟
    龙口 楼盘 楼宇 楼房 卢比 芦苇 鲁班 鲁山 鲁菜 鲁中 陆地 陆续 陆军 鹿茸 路线 路灯 路面 路径 路政 吕剧 栾树 罗列 罗马 骆驼
    麻将 马上 马路 马力 马匹 麦子 麦田 满意 满足 满分 满员 毛病 毛利 毛巾 茅台 梅花 梅雨 孟子 米面 米粉 苗木 苗圃 闵行 明确
    明显 明白 明细 明星 明年 莫名 牟利 木材 木工 穆斯林 南方 南麻 南京 南北 倪虹 宁夏 宁静 牛奶 牛羊 牛肉 钮扣 农业 农民 农村
    农田 农药 农机 农产品 欧元 欧洲 潘多拉 庞大 庞杂 裴山 彭湖 皮革 皮肤 平安 平台 平等 平均 平稳 平方 平时 平整 平原 平衡
    平息 蒲公英 浦东 祁连 齐全 齐心 齐鲁 齐备 钱财 钱款 钱币 强化 强调 强制 强度 强国 强军 乔木 乔迁 秦岭 秦汉 青山 青年
    青少年 青岛 青海 青春 丘陵 邱山 秋季 秋收 秋天 曲线 曲阜 曲折 曲艺 全面 全部 全体 全年 全县 全国 全力 全程 权力 权利 权益
    权限 权威 权责 冉冉 任务 任何 任命 任职 任期 任免 任用 荣誉 荣获 荣成 容量 容易 容积 融合 融资 阮元 芮城 桑树 沙漠 沙发
    沙石 山东 山区 山水 山林 山西 单位 单独 单一 单价 单元 单据 尚未 尚可 邵阳 佘山 申请 申报 申诉 申领 申办 沈阳 慎重 盛大
    盛会 盛夏 施工 施行 施肥 施策 石油 石材 石灰 石桥 石化 时间 时期 时限 时代 时候 时效 史料 史实 史志 史前 舒适 舒心 舒畅
    水利 水库 水质 水平 水源 水果 水泥 司法 司机 司令 松树 松木 松散 宋代 宋体 苏州 苏打 苏醒 宿舍 宿迁 粟米 孙子 孙女 索引
    索取 索赔 台账 台风 台湾 太阳 太平 泰山 泰安 谭家 谈话 谈判 汤泉 汤圆 唐山 唐代 唐诗 陶瓷 陶器 滕州 田地 田园 田间 田径
    童年 童话 童心 涂料 涂改 屠宰 万元 万人 万里 万象 万岁 汪洋 王国 王牌 王子 危险 危害 危房 危机 韦编 卫生 卫星 卫视 卫健
    魏晋 温泉 温度 温暖 温馨 温州 文明 文件 文化 文书 文字 文物 文章 文旅 文体 文号 文献 文艺 闻名 翁城 乌鱼 邬桥 巫山 吴江
    吴桥 伍佰 武装 武术 武汉 武警 西部 西安 习惯 习题 席位 席卷 夏季 夏天 夏收 鲜花 鲜明 咸水 向上 向前 向阳 向导 项目 项链
    萧条 肖像 谢谢 谢绝 解释 解决 解读 解除 解放 辛苦 辛亥 辛勤 新建 新增 新闻 新型 邢台 幸福 幸运 熊猫 徐州 徐徐 许可 许多
    许诺 许昌 宣传 宣布 宣讲 宣告 薛城 荀子 寻找 寻求 严格 严重 严禁 严肃 严厉 严查 言论 闫家 颜色 颜料 晏子 燕山 燕子 羊毛
    杨树 杨柳 阳光 阳台 阳春 姚明 药品 药店 叶子 叶片 业务 业绩 业态 业主 伊始 依法 依据 依规 易地 易燃 易懂 阴雨 阴天 殷实
    银行 银杏 尹山 应急 应当 应用 应对 应付 英雄 英语 英语角 尤其 尤为 游客 游泳 游览 游戏 于是 于都 余额 余年 余地 鱼塘 俞山
    虞城 雨水 雨季 玉米 玉石 郁闷 喻为 元旦 元素 元宵 袁州 原则 原因 原来 原件 岳阳 岳父 云南 云计算 云平台 云端 臧克家 翟镇
    占地 占用 占比 战略 战士 张贴 张店 张榜 张扬 张力 章程 章节 章丘 招标 招聘 招商 招生 赵州 赵国 肇事 甄别 甄选 郑州 郑重
    政府 政策 政务 支持 支出 支付 支队 钟表 钟声 钟楼 仲裁 仲秋 重大 重点 重要 周边 周期 周围 周村 周年 周末 周到 周知 周报
    朱红 朱砂 诸葛 诸城 诸多 竹林 竹子 祝贺 祝福 祝愿 庄严 庄重 庄稼 卓越 卓著 宗旨 宗教 宗地 邹平 邹城 祖国 祖先 左右 左侧
    左岸 建设 建国 建军 建立 建筑 建成 和顺 光明 光荣 光辉 黎族乡 强国 文景 武功 新华 新民 兴旺 兴盛 民主 民生 民政 解放军
    国强 国富 富强 富民 富裕 康庄 长江 长城 长春 长安 长远 永久 永远 永恒 胜利 友谊 友好 团结 奋斗 前进 向阳花 春天 春风 春节
    冬青 冬至 夏至 立春 立秋 清明 寒露 白露 霜降 谷雨 中华 中国 中央 中心 中秋 祖国 红旗 红星 红军 红色 卫东 爱国 爱民 拥军
    援朝 跃进 超英 解困 脱贫 振兴 复兴 复旦 改革 创新 创业 创建 发展 繁荣 昌盛 进步 先锋 先进 模范 劳动 勤劳 勇敢 善良 美丽
    美好 健康 快乐 如意 顺利 满园 金桥 银河 大海 大地 大山 大同 大众 小康 小学 小麦 小溪
    """
}
