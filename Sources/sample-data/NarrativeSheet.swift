/// What no register holds, and last year's named figures: both made up, and marked so.
struct NarrativeSheet {
  /// 文字材料 of the office.
  var table: SampleTable {
    var table = SampleTable(
      "部分 条目 数值 单位 上年 文字 来源", preface: [["年度报告文字材料（\(SampleCounty.mark)）"]])
    for row in Self.rows {
      table.rows.append(
        row.split(separator: "|", omittingEmptySubsequences: false).map {
          .of(String($0))
        } + [.text("县政府办公室（\(SampleCounty.mark)）")])
    }
    return table
  }

  /// Last year's figures of the open data that the registers of this year go on from.
  var previous: SampleTable {
    var table = SampleTable("名称 说明 值 计量单位 备注")
    for (name, label, value, measure) in Self.figures {
      table.rows.append([
        .text(name), .text(label), .number(value), .text(measure), .text(SampleCounty.mark),
      ])
    }
    return table
  }

  private static let rows = [
    "主动公开|政府公报|6|期|6|编发政府公报{数值}期，上年为{上年}期，全部在政府网站同步公开。",
    "主动公开|图解|412|件|355|发布政策解读图解{数值}件（上年{上年}件）。",
    "主动公开|视频解读|37|件|21|发布视频、动漫等形式的解读{数值}件（上年{上年}件）。",
    "主动公开|新闻发布会|12|场|9|",
    "主动公开|公共企事业单位|38|家|38|{数值}家公共企事业单位的信息在统一专栏公开。",
    "依申请公开|登记管理||||申请的登记、审核、答复、归档实行统一编号管理。",
    "政府信息管理|源头认定||||公文在拟制时标明公开属性，不予公开的写明依据。",
    "平台建设|政务新媒体账号|31|个|44|在用的政务新媒体账号{数值}个，比清理前的{上年}个减少。",
    "平台建设|12345热线|18650|件|17320|",
    "监督保障|培训班|4|期|3|举办政务公开业务培训班{数值}期（上年{上年}期）。",
    "监督保障|考核||||政务公开列入全县年度综合考核。",
    "监督保障|责任追究|0|起|0|",
    "上年问题|解读形式||||上年报告提出的解读形式单一的问题，已通过增加图解和视频解读改进。",
    "存在问题|镇街专栏||||部分镇街专栏更新不均衡，解读的针对性还不够。",
    "改进措施|重点工作||||对逾期未完成的事项逐项列出责任单位和完成时间，按季度通报；对更新滞后的镇街开展上门指导。",
    "其他事项|公开专区|13|处|11|依托政务服务大厅、图书馆设立政务公开专区{数值}处（上年{上年}处）。",
  ]

  private static let figures: [(String, String, Int, String)] = [
    ("entries.total", "公开事项记录", 16_208, "条"), ("entries.disclosure", "信息公开", 9_870, "条"),
    ("entries.interpretation", "政策解读", 2_615, "条"), ("entries.response", "回应关切", 702, "条"),
    ("entries.consultation", "意见征集", 17, "条"), ("entries.open_meeting", "会议公开", 430, "条"),
    ("entries.training", "培训", 588, "条"), ("entries.by_website", "政府网站发布", 12_340, "条"),
    ("entries.by_new_media", "政务新媒体发布", 3_120, "条"), ("entries.by_gazette", "政府公报发布", 31, "条"),
    ("documents.issued.total", "本年制发文件", 261, "件"), ("letters.received", "本年来件", 540, "件"),
    ("problems.found", "日常检查发现问题", 278, "个"),
  ]
}
