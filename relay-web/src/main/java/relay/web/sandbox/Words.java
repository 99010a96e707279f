package relay.web.sandbox;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Values as people read them. */
final class Words {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final long KB = 1024;

  private Words() {}

  static String time(Instant at) {
    return TIME.format(at);
  }

  /** An instant as it stands in the journal, to the millisecond; as it is when it is none. */
  static String time(String iso) {
    try {
      return Instant.parse(iso).truncatedTo(ChronoUnit.MILLIS).toString();
    } catch (DateTimeParseException e) {
      return iso;
    }
  }

  static String size(long octets) {
    if (octets < KB) {
      return octets + " B";
    }
    return octets < KB * KB ? octets / KB + " KB" : octets / (KB * KB) + " MB";
  }

  static String orElse(String text, String otherwise) {
    return text.isBlank() ? otherwise : text;
  }
}
