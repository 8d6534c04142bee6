package import Diagnostics

/// What could make the whole report wrong: each is checked as a whole, and what blocks can be waived with its basis.
extension DiagnosticRule {
  /// In the order of the catalogue.
  package static let guardRules: [DiagnosticRule] = [
    waiverScopeUnknown, inputUnmatched, inputNotCollected, setupRowQuarantined, yearSuspect,
    inputGap, inputVanished, rowsSuspect, groupSuspect, inputsNotSet, fileTruncated, inputShrunk,
    rowsRepeated, jurisdictionSuspect, aliasSuspect, unitClosedBefore,
  ]

  /// A waiver that names nothing of the pipeline.
  package static let waiverScopeUnknown = DiagnosticRule(
    "waiver-scope-unknown", 3204, .warning, title: "豁免的范围对不上",
    expected: "scope 是单位、文件、种类或问题清单里写明的范围", remedy: "照问题清单改正 scope；改正以前这条豁免不起作用",
    example: .situation("豁免的 scope 把“县供销合作社”写成“县供消合作社”"))
  /// A file below inputs/ that nothing reads.
  package static let inputUnmatched = DiagnosticRule(
    "input-unmatched", 3023, .warning, title: "有文件没有读",
    expected: "inputs 文件夹里的文件都合乎 pipeline.yaml 的一种写法",
    remedy: "应当读的，改正文件位置或 inputs 的写法；用不着的移到 inputs 外面",
    example: .situation("inputs 里有“依申请公开补充”文件夹，而 pipeline.yaml 没有写它"))
  /// A kind that inputs does not name.
  package static let inputNotCollected = DiagnosticRule(
    "input-not-collected", 3024, .info, title: "没有收集这类材料",
    expected: "inputs 写明各类材料，或写 none", remedy: "要用这类材料的，在 pipeline.yaml 的 inputs 里写上；确实没有的写 none",
    example: .situation("pipeline.yaml 的 inputs 里没有 proposals"))
  /// Rows of a unit that was no more.
  package static let unitClosedBefore = DiagnosticRule(
    "unit-closed-before", 3028, .warning, title: "停用以后还有登记",
    expected: "单位停用、并入别的单位以后，登记写后来单位的名称", remedy: "核对停用日期；应当记在后来单位的，改正“单位”一列",
    example: .situation("单位名录写县甲局2021年9月30日停用，而日志里有它12月的公开事项"))
  /// A row of units or plan that is not used.
  package static let setupRowQuarantined = DiagnosticRule(
    "setup-row-quarantined", 3025, .error, blocks: true, title: "名录或任务分解表有不能用的行",
    expected: "单位名录和任务分解表的每一行都能用，少一行就少一个单位或一项任务", remedy: "改正这一行",
    example: .situation("任务分解表有一行的“时限核定”读不出，整项任务没有了"))
  /// Most rows are of another year.
  package static let yearSuspect = DiagnosticRule(
    "year-suspect", 3031, .error, blocks: true, title: "大多数日期不在本年度",
    expected: "进展日志、登记簿的日期大多在 pipeline.yaml 写的年度之内",
    remedy: "核对 pipeline.yaml 的 year 和 as_of，以及放进来的是不是当年的文件",
    example: .situation("year 写成 2023，而材料都是 2022 年的"))
  /// A stretch without any row.
  package static let inputGap = DiagnosticRule(
    "input-gap", 3032, .error, blocks: true, title: "有一段时间一条也没有",
    expected: "平时很多的材料，不会整月、整季没有",
    remedy: "多半是漏放了一个文件，请补上；确实没有的由县政府办公室在 waivers.yaml 里写明依据（scope 写种类）",
    example: .situation("漏放了第三季度的进展日志"))
  /// An input of the standing output is gone.
  package static let inputVanished = DiagnosticRule(
    "input-vanished", 3033, .warning, title: "上次有的文件这次没有了",
    expected: "上次运行读过的文件仍在原处", remedy: "核对文件是改了名、移走了，还是误删了",
    example: .situation("上次运行读过 inputs/台账/县财政局.xlsx，这次没有"))
  /// Many rows sent back for one cause.
  package static let rowsSuspect = DiagnosticRule(
    "rows-suspect", 3036, .error, blocks: true, title: "许多行因同一个原因退回",
    expected: "退回的只是个别行，原因各不相同",
    remedy: "多半是名录漏了单位、任务分解表漏了任务或改了编号，请先核对这两张表；确实不计的由县政府办公室在 waivers.yaml 里写明依据（scope 写种类）",
    example: .situation("任务分解表漏了一项任务，各单位报来的这项任务全部退回"))
  /// A group of one unit whose name is nearly that of another group.
  package static let groupSuspect = DiagnosticRule(
    "group-suspect", 3037, .error, blocks: true, title: "分组像是写错了",
    expected: "同一分组的写法一致", remedy: "改正名录里这个单位的“分组”；确是另一分组的由县政府办公室在 waivers.yaml 里写明依据",
    example: .situation("名录里一个单位的分组写成“镇衔”，其余写“镇街”"))
  /// A pipeline to which nothing has been handed in yet.
  package static let inputsNotSet = DiagnosticRule(
    "inputs-not-set", 3046, .info, title: "还没有材料",
    expected: "单位名录、任务分解表、指标都读得出；材料收到后在 inputs 里写明位置",
    remedy: "先核定列出的各处；收到材料后在 pipeline.yaml 写 inputs，再运行",
    example: .situation("刚由通知生成的流水线，inputs 还没有写"))
  /// A text table whose last line is not whole.
  package static let fileTruncated = DiagnosticRule(
    "file-truncated", 3038, .error, blocks: true, title: "文件像是没有传完",
    expected: "最后一行与其他各行一样完整", remedy: "向原单位要回完整的文件；确实完整的，补全最后一行或在末尾加一个换行",
    example: .situation("进展日志.csv 传到一半断了，最后一行只有前几格"))
  /// Much less of an input than the standing output was made from.
  package static let inputShrunk = DiagnosticRule(
    "input-shrunk", 3039, .warning, title: "文件比上次少了许多行",
    expected: "材料只增不减，或减少得不多", remedy: "核对文件是不是被截短了，或放错了版本",
    example: .situation("上次运行时登记簿有300行，这次只有150行"))
  /// Rows of a register that stand there twice.
  package static let rowsRepeated = DiagnosticRule(
    "rows-repeated", 3040, .error, blocks: true, title: "同样的行登记了两次",
    expected: "一件事登记一行", remedy: "多半是同一批数据粘贴了两遍，或新旧两个文件都放了进来，请删去重复的；确是不同的事，在备注或编号里写明区别",
    example: .situation("案件台账和它的副本都放在“复议诉讼”文件夹里，副本只改了一行"))
  /// Units of another county.
  package static let jurisdictionSuspect = DiagnosticRule(
    "jurisdiction-suspect", 3041, .error, blocks: true, title: "辖区与单位名录对不上",
    expected: "名录里的单位属于 pipeline.yaml 写的辖区", remedy: "改正 jurisdiction，或换成本辖区的单位名录",
    example: .situation("jurisdiction 写“沂南县”，名录里都是“沂源县”的单位"))
  /// A unit's other name that is another unit's.
  package static let aliasSuspect = DiagnosticRule(
    "alias-suspect", 3042, .error, blocks: true, title: "别名像是别的单位的",
    expected: "别名是本单位的简称或原名", remedy: "核对名录里这两个单位的名称和别名有没有换位；确是本单位的由县政府办公室在 waivers.yaml 里写明依据",
    example: .situation("名录里县财政局和县民政局的名称换了位，别名没有换"))
}
