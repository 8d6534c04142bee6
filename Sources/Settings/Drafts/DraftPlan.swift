import Disclosure
import Notices
import PlanFiles
import WorkPlan

/// plan.csv: one row a task, everything as published, the 核定 columns for a person.
enum DraftPlan {
  static let columns = ["任务编号", "主题", "二级主题", "工作任务", "简称", "责任单位", "时限要求", "权重", "责任单位核定", "时限核定"]

  static func csv(_ notice: Notice, settled: ReviewDecisions) -> String {
    CSVText.text(
      [columns]
        + notice.tasks.map { task in
          [
            task.id, task.theme, task.subtheme ?? "", task.body.isEmpty ? task.text : task.body,
            task.shortName, task.units.phrase,
            task.deadlinePhrases.joined(separator: "；"), "", settled.units(of: task) ?? "",
            settled.deadline(of: task) ?? "",
          ]
        })
  }
}
