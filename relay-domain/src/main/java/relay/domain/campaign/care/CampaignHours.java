package relay.domain.campaign.care;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import relay.domain.control.Fields;
import relay.domain.tenancy.SendWindow;
import relay.domain.text.GivenTime;

/**
 * At which hours recipients get a campaign, by the clock where each of them is.
 *
 * @param localStart from when on he may have it, by his own clock; empty: from its start
 * @param zone whose clock holds for a recipient of whom none is known
 * @param window the hours of the day outside of which nobody gets it; empty: at any
 */
public record CampaignHours(
    Optional<LocalDateTime> localStart, ZoneId zone, Optional<SendWindow> window) {
  /** At any hour. */
  public static final CampaignHours ANY =
      new CampaignHours(Optional.empty(), ZoneOffset.UTC, Optional.empty());

  /** Where a day begins first. */
  private static final ZoneOffset EAST = ZoneOffset.ofHours(14);

  /** The fields {@code local_start}, {@code zone} and {@code window} of a campaign. */
  public static CampaignHours read(Fields fields) {
    Optional<ZoneId> zone =
        fields.value("zone", "must be a time zone such as Europe/Berlin", SendWindow::zone);
    return new CampaignHours(
        fields.value(
            "local_start",
            "must be a date and a time such as 2026-03-01T09:00",
            GivenTime::dateTime),
        zone.orElse(ZoneOffset.UTC),
        SendWindow.read(fields.within("window")));
  }

  /** When a recipient may get it who would have it now: now, or later. */
  public Instant from(Instant now, Optional<ZoneId> recipient) {
    Instant start =
        localStart.map(time -> time.atZone(recipient.orElse(zone)).toInstant()).orElse(now);
    Instant earliest = start.isAfter(now) ? start : now;
    return window.map(hours -> hours.opening(earliest, recipient)).orElse(earliest);
  }

  /** When the first recipient on earth may get it; empty where nothing is said. */
  public Optional<Instant> first() {
    return localStart.map(time -> time.toInstant(EAST));
  }
}
