package relay.domain.delivery;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import relay.domain.smtp.SmtpReply;

/** The time after which a server asks us to come again, when its text names one. */
final class RetryHint {
  private static final int TEXT_CHARS_MAX = 1000;
  // A number alone proves nothing ("timed out after 300 seconds"): the reply must ask to come
  // again.
  private static final Pattern ASKS =
      Pattern.compile("again|retry|gr[ea]y-?list|come back|wait|later|resubmit|resend");
  // Not within a word, nor after a dash that is not one of numbers: ids such as 1tA5m-0004Xy-3s.
  private static final Pattern TIME =
      Pattern.compile(
          "(?<![\\w.:]|[a-z]-)(\\d{1,5})"
              + " ?(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?)(?![\\w-])");
  private static final Pattern CLOCK =
      Pattern.compile("(?<![\\d:])(\\d\\d):(\\d\\d):(\\d\\d)(?![\\d:])");

  private RetryHint() {}

  /** Empty for local and permanent replies and for texts without a time. */
  static Optional<Duration> in(SmtpReply reply) {
    if (reply.local() || !reply.isTemporary()) {
      return Optional.empty();
    }
    String joined = String.join(" ", reply.lines());
    String text =
        joined.substring(0, Math.min(joined.length(), TEXT_CHARS_MAX)).toLowerCase(Locale.ROOT);
    if (!ASKS.matcher(text).find()) {
      return Optional.empty();
    }
    Matcher time = TIME.matcher(text);
    if (time.find()) {
      return Optional.of(duration(Long.parseLong(time.group(1)), time.group(2).charAt(0)));
    }
    // Postgrey and others: "Greylisted for 00:05:00".
    Matcher clock = CLOCK.matcher(text);
    return clock.find()
        ? Optional.of(
            Duration.ofHours(Long.parseLong(clock.group(1)))
                .plusMinutes(Long.parseLong(clock.group(2)))
                .plusSeconds(Long.parseLong(clock.group(3))))
        : Optional.empty();
  }

  private static Duration duration(long amount, char unit) {
    return switch (unit) {
      case 's' -> Duration.ofSeconds(amount);
      case 'm' -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }
}
