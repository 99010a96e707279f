package relay.domain.tlsreport;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Sessions of a day (UTC) that ended alike.
 *
 * @param domain of the recipients
 * @param failure empty: they were as safe as they were to be
 */
public record TalliedSessions(
    LocalDate day,
    String domain,
    ReportedPolicy policy,
    Optional<TlsFailure> failure,
    long sessions) {

  /** Told by the type of failure alone. */
  public TalliedSessions inShort() {
    return new TalliedSessions(day, domain, policy, failure.map(TlsFailure::inShort), sessions);
  }

  /** What tells them from others of their day and domain. */
  public String kind() {
    return policy.text() + failure.map(TlsFailure::text).orElse("");
  }
}
