import Disclosure

/// A total on its way from the sum of the indicators to the score, with every step that changed it.
struct RunningTotal {
  private(set) var total: Exact
  private(set) var steps: [ScoreStep]
  /// The steps as points lost or gained.
  private(set) var adjustments: [LostPoint] = []
  private let roundingStep: String

  /// `roundingStep`: the name of the step that only rounds.
  init(earned: Exact, roundingStep: String) {
    total = earned
    steps = [ScoreStep(name: "指标得分合计", change: earned, result: earned, reason: "")]
    self.roundingStep = roundingStep
  }

  /// Takes the total to a value; nothing is noted where it is there already.
  mutating func step(
    _ name: String, to value: Exact, reason: String, source: LostPointSource = .none
  ) {
    let change = value - total
    guard !change.isZero else { return }
    total = value
    steps.append(ScoreStep(name: name, change: change, result: value, reason: reason))
    adjustments.append(
      LostPoint(
        amount: -change, reason: name + "：" + reason, source: source,
        role: name == roundingStep ? .rounding : .cause))
  }

  /// Notes a step that leaves the total as it is.
  mutating func note(_ name: String, reason: String) {
    steps.append(ScoreStep(name: name, change: .zero, result: total, reason: reason))
  }
}
