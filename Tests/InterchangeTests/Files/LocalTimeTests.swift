import Glibc
import Testing

@testable import Interchange

@Suite struct LocalTimeTests {
  /// The seconds that `mktime`, the C library's inverse, gives for a moment at this place.
  private func seconds(
    _ year: CInt, _ month: CInt, _ day: CInt, _ hour: CInt, _ minute: CInt
  ) -> Int {
    var fields = tm()
    fields.tm_year = year - 1900
    fields.tm_mon = month - 1
    fields.tm_mday = day
    fields.tm_hour = hour
    fields.tm_min = minute
    fields.tm_sec = 7
    fields.tm_isdst = -1
    return mktime(&fields)
  }

  @Test func aMomentIsWrittenInDigits() {
    #expect(LocalTime.text(seconds(2026, 11, 24, 10, 31)) == "2026-11-24 10:31")
    #expect(LocalTime.text(seconds(2027, 1, 2, 3, 4)) == "2027-01-02 03:04")
    #expect(LocalTime.name(seconds(2026, 11, 24, 10, 31)) == "20261124-103107")
  }

  @Test func aMomentBeyondTheCalendarHasNoText() {
    #expect(LocalTime.text(.max) == nil)
  }
}
