package relay.domain.suppression;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Which entries are meant; all that is given must hold, nothing given is all.
 *
 * @param tenant whose entries; empty: everybody's and the global ones
 * @param domain domain of the subject
 * @param from made at this time or later
 * @param to made before this time
 */
public record SuppressionFilter(
    Optional<String> tenant,
    Optional<String> stream,
    Optional<SuppressionSubject> subject,
    Optional<String> domain,
    Optional<SuppressionReason> reason,
    Optional<String> replyClass,
    Optional<String> provider,
    Optional<Instant> from,
    Optional<Instant> to) {

  /** Classes are written in large letters where they are told, and in small ones in events. */
  public SuppressionFilter {
    replyClass = replyClass.map(word -> word.toLowerCase(Locale.ROOT));
  }

  public static final SuppressionFilter ALL =
      new SuppressionFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** All entries of an address or domain, whosever they are. */
  public static SuppressionFilter of(SuppressionSubject subject) {
    return new SuppressionFilter(
        ALL.tenant,
        ALL.stream,
        Optional.of(subject),
        ALL.domain,
        ALL.reason,
        ALL.replyClass,
        ALL.provider,
        ALL.from,
        ALL.to);
  }

  /** The same, of one tenant only. */
  public SuppressionFilter of(String only) {
    return new SuppressionFilter(
        Optional.of(only), stream, subject, domain, reason, replyClass, provider, from, to);
  }

  /** Whether it says anything but whose entries they are. */
  public boolean isNarrow() {
    return !equals(tenant.map(ALL::of).orElse(ALL));
  }
}
