package relay.domain.user;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import relay.domain.access.Identity;
import relay.domain.tenancy.Tokens;

/** The sessions of a node, in memory only: a restart ends them. Bounded, thread-safe. */
final class SessionBook {
  private final Supplier<SessionSettings> settings;
  private final RandomGenerator random;

  /** By the hash of the token, so that its comparison tells nothing; idle longest first. */
  private final Map<String, Entry> sessions = new LinkedHashMap<>(16, 0.75f, true);

  private record Entry(Session session, Instant usedAt) {
    boolean isOver(SessionSettings rules, Instant now) {
      return !now.isBefore(usedAt.plus(rules.idle()))
          || !now.isBefore(session.openedAt().plus(rules.life()));
    }

    boolean isOf(String name) {
      return session.identity().name().equals(name);
    }
  }

  /**
   * @param settings as they hold now
   * @param random a secure one
   */
  SessionBook(Supplier<SessionSettings> settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  synchronized Session open(Identity identity, long userVersion, Instant now) {
    SessionSettings rules = settings.get();
    sessions.values().removeIf(entry -> entry.isOver(rules, now));
    endIdlest(rules.mostOfUser() - 1, identity.name());
    endIdlest(rules.most() - 1, "");
    // whole milliseconds, as the marks of all nodes have them
    Instant openedAt = now.truncatedTo(ChronoUnit.MILLIS);
    Session session =
        new Session(Tokens.next(random), Tokens.next(random), identity, userVersion, openedAt);
    sessions.put(Tokens.hashOf(session.token()), new Entry(session, now));
    return session;
  }

  /**
   * @param left how many may stay
   * @param name of whom; empty text: of anybody
   */
  private void endIdlest(int left, String name) {
    Predicate<Entry> counts = entry -> name.isEmpty() || entry.isOf(name);
    long surplus = sessions.values().stream().filter(counts).count() - left;
    Iterator<Entry> idlest = sessions.values().iterator();
    while (surplus > 0 && idlest.hasNext()) {
      if (counts.test(idlest.next())) {
        idlest.remove();
        surplus--;
      }
    }
  }

  /** The session of this token, which is in use now; empty when it has ended. */
  synchronized Optional<Session> use(String token, Instant now) {
    String hash = Tokens.hashOf(token);
    Entry entry = sessions.get(hash);
    if (entry == null) {
      return Optional.empty();
    }
    if (entry.isOver(settings.get(), now)) {
      sessions.remove(hash);
      return Optional.empty();
    }
    sessions.put(hash, new Entry(entry.session, now));
    return Optional.of(entry.session);
  }

  synchronized void close(String token) {
    sessions.remove(Tokens.hashOf(token));
  }

  synchronized int size() {
    return sessions.size();
  }
}
