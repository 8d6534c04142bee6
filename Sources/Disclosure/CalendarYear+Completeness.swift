/// Whether a year's file was cut off: holidays whose days the law fixes stand in every year's.
extension CalendarYear {
  private static let fixed: [(name: String, month: Int, days: ClosedRange<Int>)] = [
    ("元旦", 1, 1...1), ("清明节", 4, 4...6), ("劳动节", 5, 1...1), ("国庆节", 10, 1...3),
  ]

  /// The holidays up to a day of which the file says nothing.
  package func missingHolidays(through day: PlainDate) -> [String] {
    Self.fixed.compactMap { holiday in
      let days = holiday.days.compactMap { PlainDate(year: year, month: holiday.month, day: $0) }
      guard let last = days.last, last <= day,
        !days.contains(where: { exceptions[$0] == .holiday })
      else { return nil }
      return holiday.name
    }
  }
}
