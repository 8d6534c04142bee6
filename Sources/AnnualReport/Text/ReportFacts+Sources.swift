import Disclosure
import ProgressLog
import Registers
import Statutory

extension ReportFacts {
  /// A count of something, or 不适用 where it is not given.
  static func figure(
    _ name: String, _ label: String, _ value: Int?, _ measure: String = "项"
  ) -> NamedFigure {
    NamedFigure(name, label, value.map { .number(Exact($0)) } ?? .notApplicable, measure: measure)
  }

  // MARK: entries

  /// The log by kind and by channel; the parts of each list add up to the whole.
  mutating func add(_ entries: EntryCounts?) {
    add(Self.figure("entries.total", "公开事项记录", entries?.total, "条"))
    let kinds: [(EntryKind, String)] = [
      (.disclosure, "disclosure"), (.interpretation, "interpretation"), (.response, "response"),
      (.consultation, "consultation"), (.openMeeting, "open_meeting"), (.training, "training"),
      (.briefing, "briefing"), (.interaction, "interaction"), (.other, "other"),
    ]
    for (kind, name) in kinds {
      add(Self.figure("entries.\(name)", kind.rawValue, entries?.kind(kind), "条"))
    }
    setParts("entries.by_kind", kinds.map { (name: "entries.\($0.1)", label: $0.0.rawValue) })
    let channels: [(EntryChannel, String, String)] = [
      (.website, "website", "政府网站"), (.newMedia, "new_media", "政务新媒体"),
      (.gazette, "gazette", "政府公报"), (.other, "other", "其他渠道"), (.unstated, "unstated", "未注明渠道"),
    ]
    for (channel, name, _) in channels {
      add(
        Self.figure(
          "entries.by_\(name)", channel.rawValue + "发布", entries?.channel(channel), "条"))
    }
    setParts("entries.by_channel", channels.map { (name: "entries.by_\($0.1)", label: $0.2) })
  }

  /// A list of figures already named, without those that are zero or not given.
  private mutating func setParts(_ name: String, _ parts: [(name: String, label: String)]) {
    let items = parts.compactMap { part -> Fact? in
      guard let count = fact(at: part.name), !count.isNull else { return nil }
      return Fact(
        kind: .group,
        children: [
          "label": .words(part.label), "count": count,
          "compared": count.children["compared"] ?? Fact(kind: .phrase("")),
        ])
    }
    setList(name, items, sample: ["label", "count", "compared"])
  }

  // MARK: requests

  /// How long requests took; only where the register counts as many as the table does.
  mutating func add(_ ages: RequestAges?) {
    let whole = figure("requests.answered")?.value.number
    let left = figure("requests.carried_out")?.value.number
    let agrees = ages.map { Exact($0.answered) == whole && Exact($0.open) == left } ?? false
    let own = agrees ? ages : nil
    set("requests.durations_known", .flag((own?.answered ?? 0) + (own?.open ?? 0) > 0))
    add(Self.figure("requests.answered_in_time", "期限内办结的申请", own?.answeredInTime, "件"))
    add(Self.figure("requests.answered_late", "超过期限办结的申请", own?.answeredLate, "件"))
    add(Self.figure("requests.open_overdue", "年底已超过期限的结转申请", own?.openOverdue, "件"))
    for (name, label, bands) in [
      ("requests.by_duration", "办结用时", own?.durations ?? []),
      ("requests.open_by_age", "结转申请已经过", own?.ages ?? []),
    ] {
      let items = bands.enumerated().map { index, band in
        Fact(
          kind: .group,
          children: [
            "label": .words(band.label),
            "count": register(
              Self.figure("\(name).item_\(index + 1)", label + band.label, band.count, "件")),
          ])
      }
      setList(name, items, sample: ["label", "count"])
    }
  }

  // MARK: last year

  /// What last year left open, and what became of it.
  mutating func add(_ lookBack: LookBack?) {
    add(Self.figure("lookback.total", "上年遗留事项", lookBack?.total))
    add(Self.figure("lookback.closed", "已整改的上年遗留事项", lookBack?.closed))
    add(Self.figure("lookback.open", "尚未整改的上年遗留事项", lookBack?.open))
    let items = (lookBack?.openTasks ?? []).prefix(3).enumerated().map { index, task in
      Fact(
        kind: .group,
        children: [
          "title": .words(task.title),
          "units": register(
            Self.figure("lookback.open_\(index + 1).units", task.title + "涉及单位", task.units, "个")),
        ])
    }
    setList("lookback.open_tasks", items, sample: ["title", "units"])
  }

  // MARK: narrative

  /// What no register holds: each section's items as sentences, each value as a named figure.
  mutating func add(_ narrative: [NarrativeItem]) {
    let names: [(NarrativeSection, String)] = [
      (.overview, "overview"), (.disclosure, "disclosure"), (.requests, "requests"),
      (.management, "management"), (.platform, "platform"), (.supervision, "supervision"),
      (.lastProblems, "last_problems"), (.problems, "problems"), (.improvements, "improvements"),
      (.others, "others"),
    ]
    for (section, name) in names {
      let items = narrative.filter { $0.section == section }.map { item(of: $0) }
      setList("sections.\(name)", items, sample: ["label", "sentence", "source"])
    }
  }

  private mutating func item(of item: NarrativeItem) -> Fact {
    var name = "narrative." + item.label.filter { !$0.isWhitespace && !".{}#^/&!>".contains($0) }
    while figure(name) != nil { name += "_2" }
    var sentence = FactMark.cleaned(item.words)
    if let value = item.value {
      var lastYear: Fact?
      let figure = NamedFigure(
        name, item.label, .number(value), measure: item.measure, decimals: nil)
      let fact = add(figure, lastYear: item.previous)
      lastYear = fact.children["previous"]
      if item.words.isEmpty {
        sentence = FactMark.marked(item.label, figure: nil) + fact.renderText + item.measure
        if let compared = fact.children["compared"], !compared.isNull {
          sentence += "，" + compared.renderText
        }
      } else {
        sentence = Self.sentence(
          item.words, value: fact.renderText, previous: lastYear?.renderText ?? "")
      }
    } else {
      sentence = FactMark.marked(item.words, figure: nil)
    }
    return Fact(
      kind: .group,
      children: [
        "label": .words(item.label), "source": .words(item.source),
        "sentence": Fact(kind: .phrase(Self.ended(sentence, item.words))),
      ])
  }

  /// The words with the two values in their places; what is between them is quoted from its source.
  private static func sentence(_ words: String, value: String, previous: String) -> String {
    var result = ""
    var rest = words[...]
    func quote(_ part: Substring) {
      if !part.isEmpty { result += FactMark.marked(String(part), figure: nil) }
    }
    while let open = rest.firstIndex(of: "{") {
      quote(rest[..<open])
      rest = rest[open...]
      if rest.hasPrefix(NarrativeItem.valueMark) {
        result += value
        rest = rest.dropFirst(NarrativeItem.valueMark.count)
      } else if rest.hasPrefix(NarrativeItem.previousMark) {
        result += previous
        rest = rest.dropFirst(NarrativeItem.previousMark.count)
      } else {
        quote(rest.prefix(1))
        rest = rest.dropFirst()
      }
    }
    quote(rest)
    return result
  }

  /// A sentence with its full stop.
  private static func ended(_ sentence: String, _ words: String) -> String {
    let isEnded = words.last.map { "。！？；".contains($0) } ?? false
    return isEnded ? sentence : sentence + "。"
  }
}
