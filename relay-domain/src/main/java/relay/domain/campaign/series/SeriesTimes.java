package relay.domain.campaign.series;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import relay.domain.campaign.care.CampaignHours;

/**
 * When a series is due. A time that a change of the clock leaves out counts as the same number of
 * minutes after that change, one that comes twice as the first of the two, as of windows; a day
 * that a zone leaves out altogether (Samoa, 30 December 2011) has none.
 *
 * @param time of the day
 * @param zone by whose clock
 * @param isLocal by the clock of each recipient instead: it begins where the day begins first, and
 *     {@code zone} is of recipients without one
 * @param first day on which it may be due; empty: any
 * @param last day on which it may be due; empty: any
 */
public record SeriesTimes(
    Recurrence days,
    LocalTime time,
    ZoneId zone,
    boolean isLocal,
    Optional<LocalDate> first,
    Optional<LocalDate> last) {
  private static final Duration DAY = Duration.ofDays(1);

  /** The first occurrence on a day after this one; empty when the series has come to its end. */
  public Optional<Occurrence> after(LocalDate day) {
    LocalDate from = first.map(date -> date.minusDays(1)).filter(day::isBefore).orElse(day);
    Optional<LocalDate> next = days.after(from);
    while (next.isPresent() && !isBehind(next.get())) {
      Optional<Instant> at = at(next.get());
      if (at.isPresent()) {
        return Optional.of(new Occurrence(next.get(), at.get()));
      }
      next = days.after(next.get());
    }
    return Optional.empty();
  }

  /**
   * The first occurrence on a day after this one that is not before a time. The day before that
   * time is looked at, too: by clocks in the east it is over, by others it is not.
   */
  public Optional<Occurrence> after(Optional<LocalDate> day, Instant notBefore) {
    LocalDate near = notBefore.atZone(zone).toLocalDate().minusDays(2);
    Optional<Occurrence> next = after(day.filter(near::isBefore).orElse(near));
    while (next.isPresent() && next.get().at().isBefore(notBefore)) {
      next = after(next.get().date());
    }
    return next;
  }

  private boolean isBehind(LocalDate day) {
    return last.filter(day::isAfter).isPresent();
  }

  private Optional<Instant> at(LocalDate day) {
    LocalDateTime local = day.atTime(time);
    if (isLocal) {
      return new CampaignHours(Optional.of(local), zone, Optional.empty()).first();
    }
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    boolean isLeftOut =
        change != null && change.isGap() && change.getDuration().compareTo(DAY) >= 0;
    return isLeftOut ? Optional.empty() : Optional.of(local.atZone(zone).toInstant());
  }
}
