package relay.domain.user;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import relay.domain.access.Identity;
import relay.domain.tenancy.Tokens;

/**
 * The sessions of all nodes, as far as this one knows them. No token is in here, only hashes.
 * Bounded, thread-safe; never waits for anything.
 *
 * <p>What happens here can be told to other nodes ({@link #news}, one thread at a time), and theirs
 * heard ({@link #learn}). Each node finds out by itself when a session was idle too long.
 */
public final class SessionBook {
  private static final String CSRF = "csrf";

  /** A use is told when what others know of is older than this part of the time it may idle. */
  private static final int USES_TOLD_OF_IDLE = 20;

  private final Supplier<SessionSettings> settings;
  private final RandomGenerator random;

  /** By the hash of the token, so that its comparison tells nothing; idle longest first. */
  private final Map<String, Entry> sessions = new LinkedHashMap<>(16, 0.75f, true);

  private final Map<String, SessionNote> untold = new LinkedHashMap<>();

  /**
   * @param told when it was used last as far as others know; empty: they do not know it
   */
  private record Entry(
      Identity identity,
      long userVersion,
      Instant openedAt,
      Instant usedAt,
      Optional<Instant> told) {

    boolean isOver(SessionSettings rules, Instant now) {
      return !now.isBefore(usedAt.plus(rules.idle())) || !now.isBefore(openedAt.plus(rules.life()));
    }

    Session session(String token) {
      return new Session(token, Tokens.derivedFrom(token, CSRF), identity, userVersion, openedAt);
    }

    Entry usedAt(Instant at) {
      return new Entry(identity, userVersion, openedAt, at, told);
    }

    Entry told(Instant at) {
      return new Entry(identity, userVersion, openedAt, usedAt, Optional.of(at));
    }

    SessionNote note(SessionNote.What what, String hash) {
      return new SessionNote(what, hash, identity, userVersion, openedAt, usedAt);
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
    // others may have used them, and say so yet: nobody is told that they are over
    sessions.values().removeIf(entry -> entry.isOver(rules, now));
    idlest(rules.mostOfUser() - 1, e -> e.identity.name().equals(identity.name()))
        .forEach(this::end);
    idlest(rules.most() - 1, e -> true).forEach(this::end);
    // whole milliseconds, as all nodes have them
    Instant openedAt = now.truncatedTo(ChronoUnit.MILLIS);
    String token = Tokens.next(random);
    String hash = Tokens.hashOf(token);
    Entry entry = new Entry(identity, userVersion, openedAt, openedAt, Optional.empty());
    sessions.put(hash, entry);
    tell(entry.note(SessionNote.What.OPENED, hash));
    return entry.session(token);
  }

  /** The hashes of those that were idle longest, as many as are more than may stay. */
  private List<String> idlest(int left, Predicate<Entry> counts) {
    List<Map.Entry<String, Entry>> counted = new ArrayList<>();
    for (Map.Entry<String, Entry> each : sessions.entrySet()) {
      if (counts.test(each.getValue())) {
        counted.add(each);
      }
    }
    int surplus = counted.size() - left;
    return surplus <= 0
        ? List.of()
        : counted.stream()
            .sorted(Comparator.comparing(each -> each.getValue().usedAt))
            .limit(surplus)
            .map(Map.Entry::getKey)
            .toList();
  }

  /** The session of this token, which is in use now; empty when it has ended. */
  synchronized Optional<Session> use(String token, Instant now) {
    String hash = Tokens.hashOf(token);
    SessionSettings rules = settings.get();
    Entry entry = sessions.get(hash);
    if (entry == null) {
      return Optional.empty();
    }
    if (entry.isOver(rules, now)) {
      sessions.remove(hash);
      return Optional.empty();
    }
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    Entry used = at.isAfter(entry.usedAt) ? entry.usedAt(at) : entry;
    sessions.put(hash, used);
    Duration share = rules.idle().dividedBy(USES_TOLD_OF_IDLE);
    if (used.told.filter(told -> told.plus(share).isBefore(at)).isPresent()) {
      tell(used.note(SessionNote.What.USED, hash));
    }
    return Optional.of(used.session(token));
  }

  /** Ends a session, on all nodes. */
  synchronized void close(String token) {
    end(Tokens.hashOf(token));
  }

  /** Knows a session no more, which others may go on with. */
  synchronized void forget(String token) {
    sessions.remove(Tokens.hashOf(token));
  }

  private void end(String hash) {
    Entry entry = sessions.remove(hash);
    if (entry != null) {
      tell(entry.note(SessionNote.What.ENDED, hash));
    }
  }

  private void tell(SessionNote note) {
    if (note.identity().name().chars().anyMatch(Character::isISOControl)) {
      // not every database takes what an issuer might say; it stays a session of this node
      return;
    }
    untold.remove(note.tokenHash());
    untold.put(note.tokenHash(), note);
    if (untold.size() > 2 * settings.get().most()) {
      untold.remove(untold.keySet().iterator().next());
    }
  }

  synchronized int size() {
    return sessions.size();
  }

  /** What other nodes are to be told, of each session the newest; told by {@link #keep} again. */
  public synchronized List<SessionNote> news(int most) {
    List<SessionNote> news = new ArrayList<>();
    Iterator<SessionNote> notes = untold.values().iterator();
    while (notes.hasNext() && news.size() < most) {
      news.add(notes.next());
      notes.remove();
    }
    return news;
  }

  /** The others know these now. */
  public synchronized void told(Collection<SessionNote> news) {
    for (SessionNote note : news) {
      sessions.computeIfPresent(note.tokenHash(), (hash, entry) -> entry.told(note.usedAt()));
    }
  }

  /** They could not be told: these are news again, unless there are newer ones. */
  public synchronized void keep(Collection<SessionNote> news) {
    for (SessionNote note : news) {
      if (!untold.containsKey(note.tokenHash())) {
        tell(note);
      }
    }
  }

  /**
   * Hears what all nodes know.
   *
   * @param isAll whether these are all; sessions that others were told of and that are not among
   *     them have ended
   */
  public synchronized void learn(Collection<SessionNote> notes, boolean isAll) {
    if (isAll) {
      Set<String> there = new HashSet<>();
      notes.forEach(note -> there.add(note.tokenHash()));
      sessions
          .entrySet()
          .removeIf(e -> e.getValue().told.isPresent() && !there.contains(e.getKey()));
    }
    notes.forEach(this::learn);
    idlest(settings.get().most(), e -> true).forEach(sessions::remove);
  }

  private void learn(SessionNote note) {
    String hash = note.tokenHash();
    SessionNote ours = untold.get(hash);
    if (note.what() == SessionNote.What.ENDED) {
      sessions.remove(hash);
      untold.remove(hash);
    } else if (ours == null || ours.what() != SessionNote.What.ENDED) {
      Entry before = sessions.get(hash);
      Instant used =
          before == null || before.usedAt.isBefore(note.usedAt()) ? note.usedAt() : before.usedAt;
      Entry heard =
          new Entry(
              note.identity(),
              note.userVersion(),
              note.openedAt(),
              used,
              Optional.of(note.usedAt()));
      sessions.put(hash, heard);
    }
  }
}
