import Configuration
import Diagnostics
import Disclosure

/// Units of one group to which the same nodes apply; one of them stands for all.
private struct UnitsAlike {
  let group: String
  /// The unit that is looked at.
  let example: ReportingUnit
  /// All of them; empty for a group that no unit belongs to yet.
  var members: [String]
}

/// A wrong sum, the same for all units it concerns.
private struct SumFault: Hashable {
  let sum: Exact
  let wanted: Exact
  let parts: String
}

extension IndicatorDecoder {
  /// The applicable children must add up to their parent for each unit, the first level to the full mark, unless `partial`.
  mutating func checkSums(
    _ drafts: [IndicatorDraft], full: Exact, fullByGroup: [String: Exact], partial: Bool,
    at node: ConfigNode
  ) {
    let conditions = Set(drafts.flatMap(\.all).compactMap(\.appliesTo))
    let everyone = profiles(telling: Array(conditions))
    if !partial {
      compare(drafts, for: everyone, name: "第一层", at: node) { fullByGroup[$0] ?? full }
    }
    descend(drafts, everyone)
  }

  /// Every unit once, and one stand-in for each group without units, told apart by group and by the conditions they meet.
  private func profiles(telling conditions: [Applicability]) -> [UnitsAlike] {
    struct Key: Hashable {
      let group: String
      let met: [Bool]
    }
    var indices: [Key: Int] = [:]
    var result: [UnitsAlike] = []
    for unit in vocabulary.units {
      let key = Key(group: unit.group, met: conditions.map { $0.includes(unit) })
      if let index = indices[key] {
        result[index].members.append(unit.name)
      } else {
        indices[key] = result.count
        result.append(UnitsAlike(group: unit.group, example: unit, members: [unit.name]))
      }
    }
    let inhabited = Set(vocabulary.units.flatMap(\.allGroups))
    let empty = vocabulary.groups.filter { !inhabited.contains($0) }
    for group in result.isEmpty && empty.isEmpty ? [""] : empty {
      result.append(
        UnitsAlike(group: group, example: ReportingUnit(name: "", group: group), members: []))
    }
    return result
  }

  private mutating func descend(_ drafts: [IndicatorDraft], _ profiles: [UnitsAlike]) {
    for draft in drafts {
      guard case .children(let children) = draft.body else { continue }
      let here = profiles.filter { draft.appliesTo?.includes($0.example) ?? true }
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
    _ children: [IndicatorDraft], for profiles: [UnitsAlike], name: String, at node: ConfigNode,
    wanted: (_ group: String) -> Exact
  ) {
    guard children.allSatisfy({ $0.points != nil }) else { return }
    var order: [SumFault] = []
    var concerned: [SumFault: [UnitsAlike]] = [:]
    for profile in profiles {
      let applicable = children.filter { $0.appliesTo?.includes(profile.example) ?? true }
      let sum = applicable.reduce(Exact.zero) { $0 + ($1.points ?? .zero) }
      let target = wanted(profile.group)
      guard sum != target else { continue }
      let parts = applicable.map { "\($0.id) \($0.points?.text ?? "")" }.joined(separator: " + ")
      let fault = SumFault(
        sum: sum, wanted: target, parts: parts.isEmpty ? "没有适用的下级" : parts)
      if concerned[fault] == nil { order.append(fault) }
      concerned[fault, default: []].append(profile)
    }
    for fault in order {
      let who = described(concerned[fault] ?? [], among: profiles)
      reader.report(
        .indicatorPointsSum, node,
        found:
          "\(name)：\(who)适用的下级合计 \(fault.sum.text) 分（\(fault.parts)），应为 \(fault.wanted.text) 分")
    }
  }

  private func described(_ profiles: [UnitsAlike], among all: [UnitsAlike]) -> String {
    if profiles.count == all.count { return "" }
    var names: [String] = []
    for group in vocabulary.groups {
      let here = profiles.filter { $0.group == group }
      if here.isEmpty { continue }
      if here.count == all.count(where: { $0.group == group }) {
        names.append(group)
      } else {
        let members = here.flatMap(\.members)
        names += members.prefix(3)
        if members.count > 3 { names.append("等 \(members.count) 个单位") }
      }
    }
    return names.joined(separator: "、") + " "
  }
}
