package relay.domain.smtp;

import java.util.Optional;
import java.util.regex.Pattern;

/** An enhanced status code of RFC 3463: class 2, 4 or 5, subject and detail 0 to 999. */
public record EnhancedStatus(int statusClass, int subject, int detail) {
  private static final Pattern FORM = Pattern.compile("([245])\\.(\\d{1,3})\\.(\\d{1,3})");

  public EnhancedStatus {
    boolean known = statusClass == 2 || statusClass == 4 || statusClass == 5;
    if (!known || subject < 0 || subject > 999 || detail < 0 || detail > 999) {
      throw new IllegalArgumentException("not an enhanced status code");
    }
  }

  /** Reads a whole text like {@code 5.1.1}. */
  public static Optional<EnhancedStatus> parse(String text) {
    var m = FORM.matcher(text);
    return m.matches()
        ? Optional.of(
            new EnhancedStatus(
                Integer.parseInt(m.group(1)),
                Integer.parseInt(m.group(2)),
                Integer.parseInt(m.group(3))))
        : Optional.empty();
  }

  public static EnhancedStatus of(String text) {
    return parse(text)
        .orElseThrow(() -> new IllegalArgumentException("not an enhanced status code: " + text));
  }

  @Override
  public String toString() {
    return statusClass + "." + subject + "." + detail;
  }
}
