package relay.domain.feedback.review;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Replies of one kind that no rule knew, of one week.
 *
 * @param week its Monday, UTC
 * @param text what they have in common, see {@link ReplySkeleton}
 * @param provider whose servers said it; empty when it is none that has rules of its own
 * @param host of one that said it; empty when not known
 * @param permanent whether the recipient was given up
 */
public record UnknownReply(
    LocalDate week,
    String text,
    String provider,
    String host,
    boolean permanent,
    long count,
    Instant first,
    Instant last) {

  /** What tells it from others of its week. */
  public String key() {
    return (permanent ? "5 " : "4 ") + provider + " " + text;
  }

  /** Both counted together. */
  UnknownReply and(UnknownReply other) {
    return new UnknownReply(
        week,
        text,
        provider,
        host.isEmpty() ? other.host : host,
        permanent,
        count + other.count,
        first.isBefore(other.first) ? first : other.first,
        last.isAfter(other.last) ? last : other.last);
  }
}
