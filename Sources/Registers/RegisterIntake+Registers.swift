import Diagnostics
package import Disclosure
package import Intake
package import Tables

extension RegisterIntake {
  /// Reads a register of information requests; `seen` holds the numbers of earlier files, by unit.
  package func requests(_ content: FileContent, file: String, seen: inout Set<String>)
    -> IntakeResult<InformationRequest>
  {
    var numbers = seen
    let result = read(.requests, content, file: file) { row -> InformationRequest? in
      let unit = row.requiredUnit("单位")
      let number = row.required("登记编号")
      let applicant = row.requiredChoice("申请人类型", ApplicantKind.self)
      let received = row.requiredDate("收到日期", missingYear: .refused)
      let correction = row.knownDate("补正通知日期", missingYear: .refused)
      let corrected = row.knownDate("补正收到日期", missingYear: .refused)
      let consultations = row.consultations()
      let extended = row.knownDate("延期告知日期", missingYear: .refused)
      let extensionDays = row.count("延长工作日")
      let feeNotified = row.knownDate("收费通知日期", missingYear: .refused)
      let feePaid = row.knownDate("缴费日期", missingYear: .refused)
      let amount = row.decimal("收费金额")
      let answered = row.date("答复日期", missingYear: .refused)
      let outcome = row.outcome()
      if row.cell("答复日期").isBlank != row.cell("答复结果").isBlank {
        let missing = row.cell("答复日期").isBlank ? "答复日期" : "答复结果"
        row.note(.answerIncomplete, missing, found: "“\(missing)”没有填写，另一项已填")
      }
      if let answered, let received, answered < received {
        row.note(
          .answerBeforeReceipt, "答复日期", found: "答复日期\(answered.iso)早于收到日期\(received.iso)")
      }
      guard let unit, let applicant, let received, !number.isEmpty, !row.isQuarantined else {
        return nil
      }
      guard numbers.insert("\(unit)/\(TextFolding.fold(number))").inserted else {
        row.noteRepeatedNumber("登记编号")
        return nil
      }
      let isKnown = answered.map { $0 <= context.asOf } ?? false
      if let answered, !isKnown {
        row.note(
          .dateAfterAsOf, "答复日期",
          found: "“答复日期”\(answered.iso)在截至日期\(context.asOf.iso)之后，按未答复计")
      }
      return InformationRequest(
        number: number, unit: unit, applicant: applicant, received: received,
        correctionNotified: correction, correctionReceived: corrected,
        consultations: consultations, extensionNotified: extended, extensionDays: extensionDays,
        feeNotified: feeNotified, feePaid: feePaid, feeAmount: amount,
        answered: isKnown ? answered : nil, outcome: isKnown ? outcome : nil,
        office: row.text("承办科室"), location: row.location)
    }
    seen = numbers
    return result
  }

  /// Reads a register of reviews and suits.
  package func disputes(_ content: FileContent, file: String) -> IntakeResult<Dispute> {
    let yearEnd = DayRange.year(context.year).last
    return read(.disputes, content, file: file) { row -> Dispute? in
      let unit = row.requiredUnit("单位")
      let kind = row.requiredChoice("类别", DisputeKind.self)
      let received = row.requiredDate("收案日期")
      var outcome = row.requiredChoice("结果", DisputeOutcome.self)
      let closed = row.date("审结日期")
      if let closed, let received, closed < received {
        row.note(.datesDisordered, "审结日期", found: "审结日期\(closed.iso)早于收案日期\(received.iso)")
      }
      var known = closed
      // A decision after as_of is not known yet, so its result cannot stand either.
      if let closed, closed > context.asOf, closed <= yearEnd {
        row.note(
          .dateAfterAsOf, "审结日期",
          found: "“审结日期”\(closed.iso)在截至日期\(context.asOf.iso)之后，按尚未审结计")
        known = nil
        outcome = .open
      }
      guard let unit, let kind, let received, let outcome else { return nil }
      return Dispute(
        unit: unit, kind: kind, number: row.text("登记编号"), received: received,
        outcome: outcome, closed: known, location: row.location)
    }
  }

  /// Reads figures of table 2; `seen` holds the cells of earlier files.
  package func proactive(_ content: FileContent, file: String, seen: inout Set<String>)
    -> IntakeResult<ProactiveFigure>
  {
    var cells = seen
    let known = ProactiveCell.all.map {
      (
        content: TextFolding.foldHeaderWithoutRemarks($0.content),
        measure: TextFolding.foldHeaderWithoutRemarks($0.measure), cell: $0
      )
    }
    let result = read(.proactive, content, file: file) { row -> ProactiveFigure? in
      let unit = row.requiredUnit("单位")
      let information = row.required("信息内容")
      let measure = row.required("指标")
      let value = row.requiredDecimal("数值")
      let contentKey = TextFolding.foldHeaderWithoutRemarks(information)
      let measureKey = TextFolding.foldHeaderWithoutRemarks(measure)
      let match = known.first { $0.content == contentKey && $0.measure == measureKey }?.cell
      if match == nil, !information.isEmpty, !measure.isEmpty {
        let allowed = known.filter { $0.content == contentKey }.map(\.cell.measure)
        row.note(
          .proactiveCellUnknown, "指标", found: "“\(information)”的“\(measure)”不是表1的栏目",
          expected: allowed.isEmpty ? nil : "“\(information)”只有：\(allowed.joined(separator: "、"))")
      }
      if let value, let match {
        if value.isNegative {
          row.note(.numberNegative, "数值", found: "“数值”填的是\(value.text)")
        } else if value.integer == nil, match.content != "行政事业性收费" {
          row.note(.numberNotWhole, "数值", found: "“数值”填的是\(value.text)，件数应为整数")
        }
      }
      guard let unit, let match, let value, !row.isQuarantined else { return nil }
      guard cells.insert("\(unit)/\(match.key)").inserted else {
        row.note(.proactiveCellRepeated, "指标", found: "“\(match.key)”本单位已填过一次")
        return nil
      }
      return ProactiveFigure(
        unit: unit, content: match.content, measure: match.measure, value: value,
        location: row.location)
    }
    seen = cells
    return result
  }

  /// Reads a directory of documents.
  package func documents(_ content: FileContent, file: String) -> IntakeResult<DisclosedDocument> {
    read(.documents, content, file: file) { row -> DisclosedDocument? in
      let title = row.required("标题")
      let unit = row.requiredUnit("单位")
      let kind = row.requiredChoice("类别", DocumentKind.self)
      let issued = row.requiredDate("成文日期")
      let published = row.knownDate("公开日期")
      let attribute = row.choice("公开属性", DisclosureAttribute.self)
      let validity = row.choice("有效性", DocumentValidity.self)
      let repealed = row.knownDate("废止日期")
      let interpreted = row.knownDate("解读日期")
      guard let unit, let kind, let issued, !title.isEmpty else { return nil }
      return DisclosedDocument(
        number: row.text("文号"), title: title, unit: unit, kind: kind, issued: issued,
        published: published, attribute: attribute, validity: validity, repealed: repealed,
        interpreted: interpreted, location: row.location)
    }
  }

  /// Reads citizens' letters.
  package func letters(_ content: FileContent, file: String) -> IntakeResult<Letter> {
    read(.letters, content, file: file) { row -> Letter? in
      let unit = row.requiredUnit("单位")
      let received = row.requiredDate("来件日期")
      let answered = row.knownDate("答复日期")
      let isPublic = row.yesNo("是否公开")
      guard let unit, let received else { return nil }
      return Letter(
        unit: unit, received: received, channel: row.text("渠道"), category: row.text("类别"),
        answered: answered, isPublic: isPublic, location: row.location)
    }
  }

  /// Reads proposals of deputies and committee members.
  package func proposals(_ content: FileContent, file: String) -> IntakeResult<Proposal> {
    read(.proposals, content, file: file) { row -> Proposal? in
      let unit = row.requiredUnit("单位")
      let number = row.required("编号")
      let kind = row.requiredChoice("类别", Proposal.Kind.self)
      let result = TextFolding.fold(row.text("办理结果")).uppercased().replacing("类", with: "")
      if !result.isEmpty, !["A", "B", "C", "D"].contains(result) {
        row.note(
          .wordOutsideList, "办理结果", found: "“办理结果”填的是“\(row.text("办理结果"))”", expected: "只能填：A、B、C、D"
        )
      }
      let answered = row.knownDate("答复日期")
      let isPublic = row.yesNo("是否公开")
      guard let unit, let kind, !number.isEmpty else { return nil }
      return Proposal(
        unit: unit, number: number, kind: kind, result: result, answered: answered,
        isPublic: isPublic, location: row.location)
    }
  }

  /// Reads findings of the daily checks.
  package func inspections(_ content: FileContent, file: String) -> IntakeResult<Inspection> {
    read(.inspections, content, file: file) { row -> Inspection? in
      let date = row.requiredDate("检查日期")
      let unit = row.requiredUnit("单位")
      let category = row.required("问题类别")
      let severity = row.choice("严重程度", InspectionSeverity.self)
      let problem = row.required("问题描述")
      let limit = row.date("整改期限")
      let done = row.knownDate("整改日期")
      if let date, let done, done < date {
        row.note(.datesDisordered, "整改日期", found: "整改日期\(done.iso)早于检查日期\(date.iso)")
      }
      guard let date, let unit, !category.isEmpty, !problem.isEmpty else { return nil }
      return Inspection(
        date: date, unit: unit, category: category, severity: severity ?? .minor,
        problem: problem, rectifyBy: limit, rectified: done, url: row.text("网址"),
        location: row.location)
    }
  }

  /// Reads last year's open tasks.
  package func carryover(_ content: FileContent, file: String) -> IntakeResult<CarriedTask> {
    read(.carryover, content, file: file) { row -> CarriedTask? in
      let year = row.requiredYear("年度")
      let unit = row.requiredUnit("单位")
      let task = row.required("任务编号")
      let done = row.knownDate("整改日期")
      guard let year, let unit, !task.isEmpty else { return nil }
      return CarriedTask(
        year: year, unit: unit, task: TextFolding.foldTaskNumber(task), title: row.text("工作任务"),
        rectified: done, location: row.location)
    }
  }

  /// Reads a ledger: the unit from 责任单位, else from the line above the header.
  package func ledger(_ content: FileContent, file: String) -> IntakeResult<LedgerFiling> {
    var preambles: [String: Preamble] = [:]
    let merged: Set = ["序号", "工作任务", "时限要求", "责任单位", "单位分管领导", "责任科室"]
    return read(
      .ledgers, content, file: file, fillDown: merged,
      sheet: { table, header, _ in
        preambles[table.sheet ?? ""] = Preamble(table: table, above: header.firstRow)
      },
      parse: { row -> LedgerFiling? in
        let preamble = preambles[row.sheetName ?? ""]
        let task = row.ledgerTask()
        let measure = row.required("工作举措")
        var unit = row.unit("责任单位")
        if unit == nil, row.text("责任单位").isEmpty {
          unit = row.ledgerUnit(lines: preamble?.unit)
        }
        let completed = row.date("完成日期")
        let filed = preamble?.date.flatMap { DateParser.parse($0, year: context.year)?.day }
        guard let unit, let task, !measure.isEmpty else { return nil }
        return LedgerFiling(
          entry: LedgerEntry(
            unit: unit, task: task, measure: measure, deadlineText: row.text("时限要求"),
            leader: row.text("单位分管领导"), office: row.text("责任科室"), status: row.text("完成情况"),
            completed: completed, evidence: row.text("佐证网址"), remark: row.text("备注"),
            location: row.location),
          filed: filed)
      })
  }

  /// Reads scores of higher levels and third parties.
  package func externalScores(_ content: FileContent, file: String) -> IntakeResult<ExternalScore> {
    read(.externalScores, content, file: file) { row -> ExternalScore? in
      let indicator = row.required("指标")
      let unit = row.requiredUnit("单位")
      let score = row.requiredDecimal("得分")
      let full = row.requiredDecimal("满分")
      let key = TextFolding.fold(indicator)
      let bound = context.indicators.first {
        TextFolding.fold($0.id) == key || TextFolding.fold($0.name) == key
      }
      if bound == nil, !indicator.isEmpty {
        row.note(.indicatorUnknown, "指标", found: "“指标”填的是“\(indicator)”")
      }
      if let full, !(full > .zero) {
        row.note(.fullMarkNotPositive, "满分", found: "“满分”填的是\(full.text)")
      } else if let score, let full, score.isNegative || score > full {
        row.note(
          .scoreOutOfRange, "得分", found: "“得分”填的是\(score.text)", expected: "0至\(full.text)之间的数")
      }
      guard let bound, let unit, let score, let full, !row.isQuarantined else { return nil }
      return ExternalScore(
        level: row.text("级别"), indicator: bound.id, unit: unit, score: score, full: full,
        location: row.location)
    }
  }

  /// Reads scores given by persons; `seen` holds unit and indicator of earlier rows, bonus items aside.
  package func manualScores(_ content: FileContent, file: String, seen: inout Set<String>)
    -> IntakeResult<ManualScore>
  {
    var rows = seen
    let result = read(.manualScores, content, file: file) { row -> ManualScore? in
      let unit = row.requiredUnit("单位")
      let indicator = row.required("指标编号")
      let score = row.requiredDecimal("得分")
      let basis = row.required("依据")
      let scorer = row.required("评分人")
      let reviewer = row.required("审核人")
      let date = row.date("日期")
      let key = TextFolding.fold(indicator)
      let bound = context.indicators.first { TextFolding.fold($0.id) == key }
      if bound == nil, !indicator.isEmpty {
        row.note(.indicatorUnknown, "指标编号", found: "“指标编号”填的是“\(indicator)”")
      }
      if let score, score.isNegative || bound?.most.map({ score > $0 }) ?? false {
        let most = bound?.most?.text
        row.note(
          .scoreOutOfRange, "得分", found: "“得分”填的是\(score.text)",
          expected: most.map { "0至\($0)之间的数" } ?? "不小于0的数")
      }
      guard let bound, let unit, let score, !row.isQuarantined else { return nil }
      // Bonus items add up; any other indicator takes one row for each unit.
      if bound.most != nil, !rows.insert("\(unit)/\(bound.id)").inserted {
        row.note(.manualScoreRepeated, "指标编号", found: "本单位的“\(bound.id)”已评过分")
        return nil
      }
      return ManualScore(
        unit: unit, indicator: bound.id, score: score, basis: basis, scorer: scorer,
        reviewer: reviewer, date: date, location: row.location)
    }
    seen = rows
    return result
  }
}

/// A ledger row and the day its ledger was handed in.
package struct LedgerFiling: Sendable {
  package let entry: LedgerEntry
  /// 填报日期; nil where the ledger has none.
  package let filed: PlainDate?
}

extension RowReader {
  /// Intervals of consultation; several dates in a cell are paired in order.
  fileprivate mutating func consultations() -> [ConsultationInterval] {
    let sent = dates("征求意见发出日期")
    let answered = dates("征求意见回复日期")
    func at(_ list: [PlainDate?], _ index: Int) -> PlainDate? {
      index < list.count ? list[index] : nil
    }
    if answered.indices.contains(where: { answered[$0] != nil && at(sent, $0) == nil }) {
      note(
        .consultationUnpaired, "征求意见回复日期",
        found: "发出日期\(sent.count { $0 != nil })个，回复日期\(answered.count { $0 != nil })个")
    }
    return sent.enumerated().compactMap { index, day in
      day.map { ConsultationInterval(sent: $0, answered: at(answered, index)) }
    }
  }

  /// Dates of one cell, separated by `；`; nil where one is missing or lies after the as-of day.
  private mutating func dates(_ name: String) -> [PlainDate?] {
    let parts = text(name).split(omittingEmptySubsequences: false) { $0 == "；" || $0 == ";" }
    guard parts.count > 1 else {
      return cell(name).isBlank ? [] : [knownDate(name, missingYear: .refused)]
    }
    var days: [PlainDate?] = []
    for part in parts {
      let written = part.trimmed
      var day: PlainDate?
      switch DateParser.answer(written, year: context.year) {
      case _ where written.isEmpty: break
      case .reading(.date(let known)) where known > context.asOf:
        note(
          .dateAfterAsOf, name, found: "“\(name)”\(known.iso)在截至日期\(context.asOf.iso)之后，按未填计")
      case .reading(.date(let known)): day = known
      case .reading(.dateWithAssumedYear):
        note(.dateWithoutYear, name, found: "“\(name)”里的“\(written)”没有年份")
      case .fault(let fault):
        note(.dateUnreadable, name, found: "“\(name)”里的“\(written)”\(fault.words)")
      }
      days.append(day)
    }
    return days
  }

  /// A whole number from 0; blank is nil.
  mutating func count(_ name: String) -> Int? {
    guard let value = decimal(name) else { return nil }
    if let whole = value.integer, whole >= 0 { return whole }
    note(.numberNotWhole, name, found: "“\(name)”填的是“\(text(name))”，应为不小于0的整数")
    return nil
  }

  /// A year of four digits, `2021` or `2021年`.
  fileprivate mutating func requiredYear(_ name: String) -> Int? {
    let written = required(name)
    guard !written.isEmpty else { return nil }
    let digits = TextFolding.foldTaskNumber(written).replacing("年度", with: "").replacing(
      "年", with: "")
    if let year = Int(digits), (1900...2999).contains(year) { return year }
    note(.numberUnreadable, name, found: "“\(name)”填的是“\(written)”，读不出年份")
    return nil
  }

  /// The leaf row of table 3, by code or label.
  fileprivate mutating func outcome() -> String? {
    let written = text("答复结果")
    guard !written.isEmpty else { return nil }
    if let row = RequestRow.match(written) { return row.code }
    note(.outcomeUnknown, "答复结果", found: "“答复结果”填的是“\(written)”")
    return nil
  }
}
