/// A sheet that draws what another sheet lists, so that no chart is cut when printed; both the county's and the city's are so.
enum ChartPage {
  /// More bars than this are not read on one page.
  static let bars = 45

  /// The lines under its title: where the figures stand, and of each list that is longer than the charts how much is drawn.
  ///
  /// `lists`: the name of whoever is compared, how many there are, and what they are called (个单位, 个成员).
  static func notes(
    of sheet: String, lists: [(name: String, count: Int, called: String)], drawn: Int
  ) -> [String] {
    ["数据见“\(sheet)”，那里改动后这里随之改变。"]
      + lists.filter { $0.count > drawn }.map {
        "\($0.name)有\($0.count)\($0.called)，只画前\(drawn)个，其余的见“\(sheet)”。"
      }
  }
}
