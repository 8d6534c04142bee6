import Testing

@testable import Disclosure

@Suite struct UTF8IndexTests {
  private func value(_ index: UTF8Index, _ key: String) -> Int? {
    unsafe Array(key.utf8).withUnsafeBytes { unsafe index.value(for: $0) }
  }

  @Test func everyKeyIsFoundByItsBytesAndNoOther() {
    let short = ["", "a", "人", "人社局"].enumerated().map { ($1, $0) }
    let names = (0..<2_000).map { ("沂源县第\($0)街道办事处", $0 + 10) }
    let index = UTF8Index(short + names)
    for (key, number) in short + names { #expect(value(index, key) == number, "\(key)") }
    for key in ["b", "人社", "人社局 ", "沂源县第2000街道办事处", "沂源县第1街道办事", "第1街道办事处"] {
      #expect(value(index, key) == nil, "\(key)")
    }
    #expect(!index.looksAtAllBytes)
  }

  @Test func ofEqualKeysTheFirstStays() {
    let index = UTF8Index([("财政局", 1), ("财政局", 2), ("教育和体育局", 3), ("教育和体育局", 4)])
    #expect(value(index, "财政局") == 1)
    #expect(value(index, "教育和体育局") == 3)
  }

  @Test func keysThatAreAlikeInTheWordsLookedAtFirstAreFoundWithoutALongWay() {
    // They differ between the first and the middle word alone.
    let keys = (100..<900).map { "abcdefgh\($0)abcdefghijklmnopqrstuvwxyz" }
    let index = UTF8Index(keys.enumerated().map { ($1, $0) })
    #expect(index.looksAtAllBytes)
    for (number, key) in keys.enumerated() { #expect(value(index, key) == number) }
    #expect(value(index, "abcdefgh900abcdefghijklmnopqrstuvwxyz") == nil)
  }
}
