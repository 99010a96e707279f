package relay.web.html;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Values as people read them. */
public final class Words {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final long KB = 1024;

  private Words() {}

  public static String time(Instant at) {
    return TIME.format(at);
  }

  /** An instant as it stands in the journal, to the millisecond; as it is when it is none. */
  public static String time(String iso) {
    try {
      return Instant.parse(iso).truncatedTo(ChronoUnit.MILLIS).toString();
    } catch (DateTimeParseException e) {
      return iso;
    }
  }

  public static String size(long octets) {
    if (octets < KB) {
      return octets + " B";
    }
    return octets < KB * KB ? octets / KB + " KB" : octets / (KB * KB) + " MB";
  }

  public static String orElse(String text, String otherwise) {
    return text.isBlank() ? otherwise : text;
  }
}
