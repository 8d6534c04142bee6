/// 信息处理费 in yuan, by piece or by page (domain.md, "信息处理费").
package enum ProcessingFee {
  /// The fee for the pieces one applicant asked for in one calendar month.
  package static func byPiece(_ pieces: Int) -> Int {
    guard pieces > 10 else { return 0 }
    guard pieces > 30 else { return (pieces - 10) * 100 }
    // Every further ten costs 100 yuan more a piece; the last ten may be begun.
    let tens = (pieces - 30) / 10
    let begun = (pieces - 30) % 10
    return 2000 + 1000 * (tens * (tens + 3) / 2) + begun * 100 * (tens + 2)
  }

  /// The fee for the pages of one request.
  package static func byPage(_ pages: Int) -> Int {
    let first = max(0, min(pages, 100) - 30) * 10
    let second = max(0, min(pages, 200) - 100) * 20
    return first + second + max(0, pages - 200) * 40
  }
}
