package relay.domain.warmup;

import java.time.LocalDate;

/**
 * What was counted of one day, to be added to what others counted.
 *
 * @param date the day
 * @param sent recipients of first attempts
 * @param hour of the day's window, from 0
 * @param sentInHour of {@code sent}
 */
record WarmUpCount(LocalDate date, long sent, int hour, long sentInHour, WarmUpHealth health) {
  static WarmUpCount none(LocalDate date) {
    return new WarmUpCount(date, 0, 0, 0, WarmUpHealth.NONE);
  }

  /** Of a mail that is about to go, or comes back with a number below 0. */
  static WarmUpCount sent(LocalDate date, int hour, long recipients) {
    return new WarmUpCount(date, recipients, hour, recipients, WarmUpHealth.NONE);
  }

  static WarmUpCount heard(LocalDate date, WarmUpHealth health) {
    return new WarmUpCount(date, 0, 0, 0, health);
  }

  /** With what was counted later; of a later day only that. */
  WarmUpCount plus(WarmUpCount later) {
    if (!later.date.equals(date)) {
      return later.date.isAfter(date) ? later : this;
    }
    return new WarmUpCount(
        date,
        sent + later.sent,
        Math.max(hour, later.hour),
        inHour(hour, sentInHour, later),
        health.plus(later.health));
  }

  /** What was sent in the later of two hours. */
  static long inHour(int hour, long sentInHour, WarmUpCount other) {
    if (other.hour == hour) {
      return sentInHour + other.sentInHour;
    }
    return other.hour > hour ? other.sentInHour : sentInHour;
  }
}
