/// 事项类型 of a progress entry.
package enum EntryKind: String, ClosedList, Sendable, Hashable, CaseIterable {
  case disclosure = "信息公开"
  case interpretation = "政策解读"
  case response = "回应关切"
  case consultation = "意见征集"
  case openMeeting = "会议公开"
  case training = "培训"
  case briefing = "听取汇报"
  case interaction = "互动答复"
  case other = "其他"
}
