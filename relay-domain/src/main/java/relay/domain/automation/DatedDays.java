package relay.domain.automation;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;

/** Which values of an attribute have their day today. */
final class DatedDays {
  /** Nobody is older. */
  private static final int YEARS_BACK = 130;

  private static final MonthDay LEAP_DAY = MonthDay.of(2, 29);

  private DatedDays() {}

  /**
   * Those that a trigger means.
   *
   * @param today of the contact
   */
  static List<LocalDate> of(Trigger.Dated dated, LocalDate today) {
    LocalDate day = today.minusDays(dated.days());
    if (!dated.yearly()) {
      return List.of(day);
    }
    List<LocalDate> days = new ArrayList<>();
    for (int year = day.getYear(); year >= day.getYear() - YEARS_BACK; year--) {
      MonthDay same = MonthDay.from(day);
      if (same.isValidYear(year)) {
        days.add(same.atYear(year));
      }
      boolean stands = day.getMonthValue() == 2 && day.getDayOfMonth() == 28 && !day.isLeapYear();
      if (stands && Year.isLeap(year)) {
        days.add(LEAP_DAY.atYear(year));
      }
    }
    return days;
  }
}
