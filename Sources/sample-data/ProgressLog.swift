import Disclosure

/// Makes the year's entries, unit by unit and task by task.
struct ProgressLog {
  /// About how many entries the county makes.
  static let size = 17_635

  let county: SampleCounty
  private(set) var rows: [ProgressRow] = []

  /// Makes the whole log, in the order of days.
  init(_ county: SampleCounty) {
    self.county = county
    let volumes = county.units.map(\.volume)
    let total = volumes.reduce(0, +)
    for unit in county.units.indices {
      makeEntries(of: unit, about: Self.size * volumes[unit] / total)
    }
    rows.sort { ($0.date, $0.unit, $0.serial) < ($1.date, $1.unit, $1.serial) }
  }

  private mutating func makeEntries(of index: Int, about budget: Int) {
    let unit = county.units[index]
    var random = county.random("progress/\(unit.short)")
    // Days on which the unit posts what has piled up.
    var batches = (0..<26).map { _ in random.pick(county.calendar.days, or: SampleCounty.asOf) }
    // A unit that works badly posts on the last working day of the quarter.
    if unit.isHasty {
      batches = (0..<4).compactMap {
        county.calendar.days(in: PeriodLength.quarter.period($0, of: 2022)).last
      }
    }
    let topics = county.topics(of: unit)
    let open = topics.filter { $0.rhythm.takesMany }
    let shares = open.map(\.volume)
    let sum = max(1, shares.reduce(0, +))
    let few = topics.count - open.count
    for topic in topics {
      let count =
        topic.rhythm.takesMany
        ? max(1, (budget - few) * topic.volume / sum) : (topic.volume > 4 ? budget / 6 : 1)
      makeEntries(topic, unit: index, count: count, batches: batches, random: &random)
    }
  }

  private mutating func makeEntries(
    _ topic: TaskTopic, unit index: Int, count: Int, batches: [PlainDate],
    random: inout SplitMix64
  ) {
    let unit = county.units[index]
    let fault = 1000 - unit.quality
    switch topic.rhythm {
    case .by(let due):
      makeOnce(topic, unit: index, due: due, count: count, random: &random)
    case .lasting:
      makeConsultations(topic, unit: index, random: &random)
    case .continuous, .after, .interpreted, .housing:
      let kept = (0..<4).map { quarter in
        // The first quarter lies before the plan: nothing was asked of it yet.
        quarter == 0 ? random.chance(900) : !random.chance(fault * 9 / 10)
      }
      let quarters = (0..<4).filter { kept[$0] }
      var wanted: [Int] = quarters.filter { $0 > 0 }
      while wanted.count < count, !quarters.isEmpty { wanted.append(random.pick(quarters, or: 1)) }
      for quarter in wanted {
        let range = PeriodLength.quarter.period(quarter, of: 2022)
        let within = county.calendar.days(in: range)
        let batch = batches.filter { range.contains($0) }
        let date =
          random.chance(350)
          ? random.pick(batch, or: random.pick(within, or: range.last))
          : random.pick(within, or: range.last)
        add(topic, unit: index, on: date, random: &random)
      }
      if topic.rhythm == .housing { makeMonthly(topic, unit: index, random: &random) }
    }
  }

  /// A task done once by a day: in time, late, or not at all.
  private mutating func makeOnce(
    _ topic: TaskTopic, unit index: Int, due: PlainDate, count: Int, random: inout SplitMix64
  ) {
    let fault = 1000 - county.units[index].quality
    let isMissed = random.chance(fault * 7 / 10)
    let isLate = random.chance(fault)
    if isMissed { return }
    let year = DayRange.year(2022)
    let opening = due.month == 6 ? SampleCounty.day(4, 11) : SampleCounty.day(3, 1)
    let early = county.calendar.days(in: DayRange(first: opening, last: due))
    let late = county.calendar.days(
      in: DayRange(first: due.adding(days: 1), last: due.adding(days: 70)))
    let isAfter = isLate && due < year.last
    for _ in 0..<max(1, count + random.below(2)) {
      var date = random.pick(isAfter ? late : early, or: due)
      // What is asked for at the year's end is mostly done in its last months.
      if !isAfter, due == year.last, date.month < 9, random.chance(700) {
        date = random.pick(
          county.calendar.days(in: DayRange(first: SampleCounty.day(10, 8), last: due)), or: date)
      }
      add(topic, unit: index, on: date, random: &random)
    }
  }

  private mutating func makeConsultations(
    _ topic: TaskTopic, unit index: Int, random: inout SplitMix64
  ) {
    let fault = 1000 - county.units[index].quality
    guard random.chance(450) else { return }
    for _ in 0...random.below(2) {
      let days = county.calendar.days(
        in: DayRange(first: SampleCounty.day(2, 8), last: SampleCounty.day(11, 25)))
      let date = random.pick(days, or: SampleCounty.day(6, 1))
      let length = random.chance(fault + 40) ? random.from(12, 28) : random.from(30, 34)
      add(topic, unit: index, on: date, random: &random)
      let isOpen = random.chance(40)
      if !rows.isEmpty { rows[rows.count - 1].until = isOpen ? nil : date.adding(days: length) }
    }
  }

  /// The housing task's monthly progress: due ten working days after each month, January included.
  private mutating func makeMonthly(
    _ topic: TaskTopic, unit index: Int, random: inout SplitMix64
  ) {
    for month in 0..<12 {
      let end = PeriodLength.month.period(month, of: 2022).last
      let isLate = random.chance(120)
      let date = county.calendar.later(end, isLate ? random.from(11, 14) : random.from(2, 10))
      guard date <= SampleCounty.asOf else { continue }
      add(topic, unit: index, on: date, random: &random)
      guard !rows.isEmpty else { continue }
      rows[rows.count - 1].title = "\(month + 1)月份保障性安居工程年度计划完成进度（示例）"
      rows[rows.count - 1].formed = end
      rows[rows.count - 1].trigger = "月度进度"
    }
  }

  private mutating func add(
    _ topic: TaskTopic, unit index: Int, on date: PlainDate, random: inout SplitMix64
  ) {
    let unit = county.units[index]
    let serial = rows.count + 1
    let subject = random.pick(topic.subjects.isEmpty ? unit.topics : topic.subjects, or: "信息公开")
    let form = random.pick(topic.templates, or: (.disclosure, "{s}"))
    let title = county.fill(
      form.title, unit: unit, subject: subject, day: date, number: random.from(1, 24))
    var row = ProgressRow(
      date: date, unit: index, task: topic.id, kind: form.kind, title: title + "（示例）", url: "",
      serial: serial)
    setChannel(of: &row, random: &random)
    setTrigger(of: &row, topic: topic, subject: subject, random: &random)
    // And it puts one address under several tasks.
    if unit.isHasty, random.chance(90), let other = rows.dropLast(30).last, other.unit == index,
      other.task != row.task
    {
      row.url = other.url
    }
    rows.append(row)
  }

  private func setChannel(of row: inout ProgressRow, random: inout SplitMix64) {
    let draw = random.below(100)
    let parts = row.date.parts
    row.channel = row.task == "56" ? "政府公报" : draw < 74 ? "政府网站" : draw < 96 ? "政务新媒体" : "其他"
    switch row.channel {
    case "政务新媒体": row.url = "http://www.example.gov.cn/xmt/\(1200 + row.unit)/\(row.serial)"
    case "其他" where random.chance(400): row.url = ""
    default:
      row.url =
        "http://www.example.gov.cn/art/\(parts.year)/\(parts.month)/\(parts.day)/art_\(1200 + row.unit)_\(row.serial).html"
    }
  }

  private func setTrigger(
    of row: inout ProgressRow, topic: TaskTopic, subject: String, random: inout SplitMix64
  ) {
    let fault = 1000 - county.units[row.unit].quality
    var limit: Int
    switch topic.rhythm {
    case .after(let workdays):
      limit = workdays
      if topic.id == "2", subject.contains("处罚") {
        limit = 7
        row.trigger = "处罚结果作出"
      } else if topic.id == "49" {
        row.trigger = "收到申请"
      } else {
        row.trigger = random.pick(["信息形成", "信息变更", "信息形成或者变更"], or: "信息形成")
      }
    case .interpreted(let workdays):
      limit = workdays
      row.trigger = "文件公开"
    case .housing:
      limit = 20
      row.trigger = random.pick(["方案、计划确定", "项目竣工", "分配结果确定"], or: "项目竣工")
    case .continuous, .by, .lasting:
      // Other entries now and then carry the day too; nothing is judged by it.
      if random.chance(120) { row.formed = county.calendar.earlier(row.date, random.below(8)) }
      return
    }
    if random.chance(6) { return }
    let isLate = random.chance(10 + fault * 8 / 10)
    let lag =
      isLate ? limit + random.from(1, 12) : min(random.below(limit + 1), random.below(limit + 1))
    row.formed = county.calendar.earlier(row.date, lag)
  }
}

extension TaskTopic.Rhythm {
  /// True where a unit publishes under the task all year round.
  var takesMany: Bool {
    switch self {
    case .continuous, .interpreted, .after, .housing: true
    case .by, .lasting: false
    }
  }
}
