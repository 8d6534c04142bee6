import Foundation

/// The places of a crowd over a box of weights, bounded for all its units at once.
///
/// To compare each of some thousand units with each other costs the square of them. Here the directions that the weights
/// can take are cut into cells; over a cell every unit's score lies in a range, and all ranges are counted against one
/// another in one go. The smaller a cell, the less the ranges say too much.
struct RankGrid {
  /// So many cells there are about, whatever the number of weights.
  private static let cells = 512.0
  /// Ranges are counted by equal steps from the lowest score to the highest: so many, and so many for each unit at most.
  private static let steps = (most: 1 << 14, perUnit: 16)

  /// Some directions of the weights: each between two bounds, where the first weight is 1.
  private struct Cell {
    var least: [Double]
    var most: [Double]
  }

  private let weights: Int
  /// How much the most that a weight can be is of the least.
  private let spread: Double
  /// Unit by unit, indicator by indicator.
  private let earned: [Double]
  private let points: [Double]
  /// Unit by unit.
  private let full: [Double]
  private let fixed: [Double]
  /// How many units have the very same figures, itself among them: none of these is ever above another.
  private let alike: [Int]
  /// No score here is wrong by as much.
  private let slack: Double

  /// A field of units whose weights may each take any value of a range.
  init<Number>(_ field: RankField<Number>, over range: ClosedRange<Int>) {
    let weights = field.weights
    self.weights = weights
    spread = Double(range.upperBound) / Double(range.lowerBound)
    earned = field.earned.map { Double($0) }
    points = field.points.map { Double($0) }
    full = field.full.map { Double($0) }
    fixed = field.fixed.map { Double($0) }
    let figures = field.full.indices.map { unit in
      let own = unit * weights..<(unit + 1) * weights
      return Array(field.earned[own]) + field.points[own] + [field.full[unit], field.fixed[unit]]
    }
    let counts = figures.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    alike = figures.map { counts[$0] ?? 1 }
    // A score is a hundred steps of doubles at most, each exact to one in 10^15.
    let spread = self.spread
    let rates = field.full.indices.map { unit in
      let own = unit * weights..<(unit + 1) * weights
      let sums = [field.earned, field.points].map { figures in
        figures[own].reduce(0.0) { $0 + abs(Double($1)) }
      }
      return sums[0] / sums[1] * spread * spread
    }
    slack = ((full.max() ?? 0) * (rates.max() ?? 0) + (fixed.lazy.map(abs).max() ?? 0)) * 1e-12
  }

  /// How many units are above each at least and at most, whatever the weights.
  func countsAbove() -> [ClosedRange<Int>] {
    var least = [Int](repeating: .max, count: full.count)
    var most = [Int](repeating: 0, count: full.count)
    let steps = min(Self.steps.most, max(1, full.count) * Self.steps.perUnit)
    for cell in cells() {
      let ranges = scores(over: cell)
      let lowest = ranges.reduce(Double.infinity) { min($0, $1.low) }
      let highest = ranges.reduce(-Double.infinity) { max($0, $1.high) }
      let scale = highest > lowest ? Double(steps - 1) / (highest - lowest) : 0
      func step(_ score: Double) -> Int { Int((score - lowest) * scale) }
      // How many ranges begin, and end, at a step or below it.
      var begun = [Int](repeating: 0, count: steps)
      var ended = begun
      for range in ranges {
        begun[step(range.low)] += 1
        ended[step(range.high)] += 1
      }
      for step in 1..<steps {
        begun[step] += begun[step - 1]
        ended[step] += ended[step - 1]
      }
      for (unit, range) in ranges.enumerated() {
        let low = step(range.low)
        let below = low > 0 ? ended[low - 1] : 0
        least[unit] = min(least[unit], ranges.count - begun[step(range.high)])
        most[unit] = max(most[unit], ranges.count - below - alike[unit])
      }
    }
    return zip(least, most).map { min($0, $1)...$1 }
  }

  /// The cells that hold a direction: no weight is more than the spread times another.
  private func cells() -> [Cell] {
    // A score does not change where all weights grow alike, so that the first may stay 1.
    var cells = [Cell(least: [1], most: [1])]
    var left = Self.cells
    for weight in 1..<max(weights, 1) {
      let parts = max(1, Int(pow(left, 1 / Double(weights - weight)) + 1e-9))
      left /= Double(parts)
      let bounds = (0...parts).map { pow(spread, 2 * Double($0) / Double(parts) - 1) }
      cells = cells.flatMap { cell in
        zip(bounds, bounds.dropFirst()).compactMap { least, most in
          // Cells overlap a little, so that rounding leaves nothing between them.
          let (least, most) = (least * (1 - 1e-12), most * (1 + 1e-12))
          guard cell.most.allSatisfy({ least <= $0 * spread }),
            cell.least.allSatisfy({ $0 <= most * spread })
          else { return nil }
          return Cell(least: cell.least + [least], most: cell.most + [most])
        }
      }
    }
    return cells
  }

  /// The range of every unit's score over a cell, all of them less one and the same function of the weights.
  ///
  /// Let a cell's middle be c, and a unit's rate there r = Σ c·earned ÷ Σ c·points. At c + d the rate is
  /// r + Σ d·(earned − r·points) ÷ Σ (c + d)·points, and that sum's bounds are known. What most units gain or lose by d alike
  /// says nothing about who is above, so that the mean of these slopes is taken from all.
  private func scores(over cell: Cell) -> [(low: Double, high: Double)] {
    let middle = zip(cell.least, cell.most).map { ($0 + $1) / 2 }
    let reach = zip(cell.least, cell.most).map { ($1 - $0) / 2 }
    func sum(_ weights: [Double], _ figures: [Double], of unit: Int) -> Double {
      var sum = 0.0
      for (i, weight) in weights.enumerated() { sum += weight * figures[unit * self.weights + i] }
      return sum
    }
    let rates = full.indices.map { unit in
      let points = sum(middle, self.points, of: unit)
      return (rate: sum(middle, earned, of: unit) / points, points: points)
    }
    var mean = [Double](repeating: 0, count: weights)
    for unit in full.indices {
      let factor = full[unit] / rates[unit].points / Double(full.count)
      for i in 0..<weights { mean[i] += factor * slope(unit, i, rates[unit].rate) }
    }
    return full.indices.map { unit in
      let (rate, points) = rates[unit]
      let away = sum(reach, self.points, of: unit)
      let (steep, flat) = (full[unit] / (points - away), full[unit] / (points + away))
      var width = slack
      for i in 0..<weights {
        let slope = slope(unit, i, rate)
        width += reach[i] * max(abs(slope * steep - mean[i]), abs(slope * flat - mean[i]))
      }
      let score = fixed[unit] + full[unit] * rate
      return (score - width, score + width)
    }
  }

  @inline(__always)
  private func slope(_ unit: Int, _ weight: Int, _ rate: Double) -> Double {
    earned[unit * weights + weight] - rate * points[unit * weights + weight]
  }
}
