import Testing

@testable import Diagnostics

@Suite("Order")
struct OrderingTests {
  /// Pairs whose first part repeats often, by a generator that gives the same ones each time.
  private static func pairs(_ count: Int, seed: UInt64) -> [(key: Int, place: Int)] {
    var state = seed
    return (0..<count).map { place in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (Int(state >> 33) % max(1, count / 4), place)
    }
  }

  @Test(
    "Elements come in order, and those that are alike stay as they stood",
    arguments: [0, 1, 2, 3, 40, 999])
  func stable(count: Int) {
    for seed in UInt64(1)...20 {
      let pairs = Self.pairs(count, seed: seed)
      let ordered = pairs.ordered { $0.key < $1.key }
      #expect(ordered.count == count)
      for (left, right) in zip(ordered, ordered.dropFirst()) {
        #expect((left.key, left.place) < (right.key, right.place))
      }
      var inPlace = pairs
      inPlace.order { $0.key < $1.key }
      #expect(inPlace.map(\.place) == ordered.map(\.place))
    }
  }

  @Test("Numbers, texts and whatever can be compared are ordered as the standard library does")
  func sameAsStandard() {
    let numbers = Self.pairs(300, seed: 7).map(\.key)
    #expect(numbers.ordered() == numbers.sorted())
    let texts = numbers.map { "单位\($0)" }
    #expect(texts.ordered() == texts.sorted())
    #expect(Set(texts).ordered() == Set(texts).sorted())
    let shares = numbers.map { Double($0) / 7 }
    #expect(shares.ordered() == shares.sorted())
    #expect(numbers[10..<20].ordered(by: >) == numbers[10..<20].sorted(by: >))
  }

  @Test("A dictionary's entries come in the order of their keys, each with its own value")
  func byKey() {
    let table = Dictionary(uniqueKeysWithValues: (0..<200).map { ("键\($0)", $0) })
    let ordered = table.inKeyOrder()
    #expect(ordered.map(\.key) == table.keys.sorted())
    #expect(ordered.allSatisfy { table[$0.key] == $0.value })
  }

  @Test(
    "Texts are compared by their bytes",
    arguments: [
      ("a", "b", true), ("b", "a", false), ("甲", "甲", false), ("甲", "甲乙", true), ("", "a", true),
      ("é", "e\u{301}", false),
    ])
  func bytes(left: String, right: String, comesFirst: Bool) {
    #expect(left.precedesInBytes(right) == comesFirst)
  }
}
