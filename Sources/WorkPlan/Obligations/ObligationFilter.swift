/// `where:` of a leaf; an empty part does not restrict.
package struct ObligationFilter: Sendable, Hashable {
  package let themes: Set<String>
  /// Task ids, folded.
  package let tasks: Set<String>
  /// Clause kinds; `each` covers `each_by`.
  package let clauses: Set<DeadlineClause.Kind>
  package init(
    themes: Set<String> = [], tasks: Set<String> = [], clauses: Set<DeadlineClause.Kind> = []
  ) {
    self.themes = themes
    self.tasks = tasks
    self.clauses = clauses
  }
  /// True where the task passes.
  package func accepts(_ task: WorkTask) -> Bool {
    (themes.isEmpty || themes.contains(task.theme)) && (tasks.isEmpty || tasks.contains(task.id))
  }
  /// True where the clause passes.
  package func accepts(_ kind: DeadlineClause.Kind) -> Bool {
    clauses.isEmpty || clauses.contains(kind) || (kind == .eachBy && clauses.contains(.each))
  }
}
