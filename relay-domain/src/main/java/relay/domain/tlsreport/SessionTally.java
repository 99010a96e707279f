package relay.domain.tlsreport;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import relay.domain.transport.AppliedPolicy;

/**
 * Counts sessions until somebody takes the counts away. Costs a comparison while it is off.
 * Bounded: while it is full, sessions of further kinds are left out. Thread-safe; no session waits
 * for another.
 */
public final class SessionTally {
  private final Supplier<TlsReportSettings> settings;
  private final InstantSource clock;
  private final Map<Kind, Long> counts = new ConcurrentHashMap<>();
  private final LongAdder leftOut = new LongAdder();

  private record Kind(
      LocalDate day, String domain, AppliedPolicy policy, Optional<TlsFailure> failure) {}

  /**
   * @param settings as they are now
   */
  public SessionTally(Supplier<TlsReportSettings> settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Whether anybody wants to know. */
  public boolean isOn() {
    return settings.get().isOn();
  }

  /**
   * One session.
   *
   * @param domain of the recipients
   * @param failure empty: it was as safe as it was to be
   */
  public void note(String domain, AppliedPolicy policy, Optional<TlsFailure> failure) {
    TlsReportSettings now = settings.get();
    if (now.isOn()) {
      LocalDate day = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
      add(new Kind(day, domain, policy, failure), 1, now.kindsMax());
    }
  }

  private void add(Kind kind, long sessions, int kindsMax) {
    if (counts.size() >= kindsMax && !counts.containsKey(kind)) {
      leftOut.add(sessions);
    } else {
      counts.merge(kind, sessions, Long::sum);
    }
  }

  /** What was counted since the last time; it counts from zero again. */
  public List<TalliedSessions> take() {
    List<TalliedSessions> taken = new ArrayList<>();
    for (Kind kind : counts.keySet()) {
      Long sessions = counts.remove(kind);
      if (sessions != null) {
        taken.add(tallied(kind, sessions));
      }
    }
    return taken;
  }

  /** The same, left where it is. */
  public List<TalliedSessions> look() {
    return counts.entrySet().stream().map(e -> tallied(e.getKey(), e.getValue())).toList();
  }

  /** How many sessions were left out since the start, for want of room. */
  public long leftOut() {
    return leftOut.sum();
  }

  private static TalliedSessions tallied(Kind kind, long sessions) {
    return new TalliedSessions(
        kind.day, kind.domain, ReportedPolicy.of(kind.policy), kind.failure, sessions);
  }
}
