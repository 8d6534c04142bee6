package import Disclosure

/// A day of a test, written `yyyy-mm-dd`; a misspelt one is the year 1 and fails its test.
package func day(_ iso: String) -> PlainDate {
  PlainDate(iso: iso) ?? PlainDate(dayNumber: -719_162)
}
