package relay.domain.mail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Points in time as header fields write them (RFC 5322 3.3), always in universal time. */
public final class MailDate {
  private static final String ZONE_OF_RFC_1123 = "GMT";

  private MailDate() {}

  /** {@code Thu, 1 Jan 2026 12:00:00 +0000}. */
  public static String of(Instant instant) {
    // The JDK's constant needs no locale data, which would write Sept in some locales.
    String text = DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    return text.substring(0, text.length() - ZONE_OF_RFC_1123.length()) + "+0000";
  }
}
