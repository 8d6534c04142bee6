import Assessment
import Diagnostics
import Disclosure

extension IndicatorDecoder {
  /// For whom the sums are checked: every unit, and one unit of each group that has none.
  private var profiles: [ReportingUnit] {
    let empty = vocabulary.groups.filter { group in
      !vocabulary.units.contains { $0.group == group }
    }
    let stand = empty.map { ReportingUnit(name: "", group: $0) }
    let all = vocabulary.units + stand
    return all.isEmpty ? [ReportingUnit(name: "", group: "")] : all
  }

  /// The applicable children must add up to their parent for each unit, the first level to the full mark, unless `partial`.
  mutating func checkSums(
    _ drafts: [IndicatorDraft], full: Exact, fullByGroup: [String: Exact], partial: Bool,
    at node: ConfigNode
  ) {
    let everyone = profiles
    if !partial {
      compare(drafts, for: everyone, name: "第一层", at: node) { fullByGroup[$0.group] ?? full }
    }
    descend(drafts, everyone)
  }

  private mutating func descend(_ drafts: [IndicatorDraft], _ units: [ReportingUnit]) {
    for draft in drafts {
      guard case .children(let children) = draft.body else { continue }
      let here = units.filter { draft.appliesTo?.includes($0) ?? true }
      if !draft.partial, let points = draft.points {
        compare(children, for: here, name: "\(draft.id)（\(draft.name)）", at: draft.source) { _ in
          points
        }
      }
      descend(children, here)
    }
  }

  /// One finding for each wrong sum, naming the groups, or the units where only some of a group have it.
  private mutating func compare(
    _ children: [IndicatorDraft], for units: [ReportingUnit], name: String, at node: ConfigNode,
    wanted: (ReportingUnit) -> Exact
  ) {
    guard children.allSatisfy({ $0.points != nil }) else { return }
    struct Fault: Hashable {
      let sum: Exact
      let wanted: Exact
      let parts: String
    }
    var order: [Fault] = []
    var concerned: [Fault: [ReportingUnit]] = [:]
    for unit in units {
      let applicable = children.filter { $0.appliesTo?.includes(unit) ?? true }
      let sum = applicable.reduce(Exact.zero) { $0 + ($1.points ?? .zero) }
      let target = wanted(unit)
      guard sum != target else { continue }
      let parts = applicable.map { "\($0.id) \($0.points?.text ?? "")" }.joined(separator: " + ")
      let fault = Fault(sum: sum, wanted: target, parts: parts.isEmpty ? "没有适用的下级" : parts)
      if concerned[fault] == nil { order.append(fault) }
      concerned[fault, default: []].append(unit)
    }
    for fault in order {
      let who = described(concerned[fault] ?? [], among: units)
      reader.report(
        .indicatorPointsSum, node,
        found: "\(name)：\(who)适用的下级合计 \(fault.sum.text) 分（\(fault.parts)），应为 \(fault.wanted.text) 分"
      )
    }
  }

  private func described(_ units: [ReportingUnit], among all: [ReportingUnit]) -> String {
    if units.count == all.count { return "" }
    var names: [String] = []
    for group in vocabulary.groups {
      let here = units.filter { $0.group == group }
      if here.isEmpty { continue }
      if here.count == all.count(where: { $0.group == group }) {
        names.append(group)
      } else {
        names += here.prefix(3).map(\.name)
        if here.count > 3 { names.append("等 \(here.count) 个单位") }
      }
    }
    return names.joined(separator: "、") + " "
  }
}
