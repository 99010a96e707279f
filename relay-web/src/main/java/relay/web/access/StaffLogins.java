package relay.web.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import relay.domain.access.Identity;
import relay.domain.access.Role;
import relay.domain.audit.Actor;
import relay.domain.audit.AuditPen;

/**
 * Writes to the audit who administers without a session, showing password or token with each
 * request: the first time from an address, and again when an hour has gone by. Thread-safe.
 */
@ApplicationScoped
public class StaffLogins {
  private static final Duration AGAIN_AFTER = Duration.ofHours(1);
  private static final int MOST = 10_000;
  @Inject AuditPen audit;
  @Inject InstantSource clock;

  private final Map<Seen, Instant> told =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Seen, Instant> eldest) {
          return size() > MOST;
        }
      };

  private record Seen(String name, String address, String how) {}

  /**
   * Hears of everybody who has proven who he is; whoever only hands in mail is of no interest.
   *
   * @param how what he showed
   */
  void loggedIn(Identity who, Caller caller, String how) {
    boolean isStaff = who.roles().stream().anyMatch(role -> role != Role.SENDER);
    String address = caller.address().getHostAddress();
    if (isStaff && isNew(new Seen(who.name(), address, how))) {
      audit.write(
          new Actor(who.name(), address),
          "login",
          who.tenant().orElse(""),
          "user " + who.name(),
          how + ", with each request");
    }
  }

  private boolean isNew(Seen seen) {
    Instant now = clock.instant();
    synchronized (told) {
      Instant last = told.get(seen);
      if (last != null && now.isBefore(last.plus(AGAIN_AFTER))) {
        return false;
      }
      told.put(seen, now);
      return true;
    }
  }
}
