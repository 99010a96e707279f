package relay.ejb.login;

import java.lang.System.Logger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.reception.FailureCount;
import relay.domain.reception.FailureKey;
import relay.domain.reception.LoginThrottle;
import relay.domain.tenancy.Tokens;
import relay.domain.user.SessionBook;
import relay.domain.user.SessionNote;
import relay.domain.view.ViewUnavailable;
import relay.ejb.database.Database;

/**
 * Tells the other nodes what this one knows of sessions and failed logins, and hears what they
 * know. Thread-safe. While the database cannot be reached everybody goes on with what he knows, and
 * what is told then is told later.
 */
public final class LoginExchange {
  private static final Logger LOG = System.getLogger(LoginExchange.class.getName());
  private static final int MOST_AT_ONCE = 500;
  private static final int LOOK_UPS_BETWEEN_ROUNDS = 100;
  private static final int FAILURES_KEPT_OF_ENTRIES = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration PRUNE_EVERY = Duration.ofMinutes(1);

  /** Longer than a node that does not hear of an end goes without reading everything anew. */
  private static final Duration ENDS_KEPT = Duration.ofMinutes(10);

  private static final Duration ALL_ANEW_AFTER = Duration.ofMinutes(5);

  private final Database database;
  private final Supplier<RelayConfiguration> configuration;
  private final InstantSource clock;
  private final Map<String, LoginThrottle> throttles = new ConcurrentHashMap<>();
  private volatile Optional<SessionBook> book = Optional.empty();
  private final AtomicInteger lookUps = new AtomicInteger();

  /** Held by whoever tells and hears; guards all below. */
  private final ReentrantLock turn = new ReentrantLock();

  private volatile boolean allAnew = true;
  private long revision;
  private Instant heardAt = Instant.EPOCH;
  private Instant prunedAt = Instant.EPOCH;

  public LoginExchange(
      Database database, Supplier<RelayConfiguration> configuration, InstantSource clock) {
    this.database = database;
    this.configuration = configuration;
    this.clock = clock;
  }

  /**
   * Lets the failures of a desk count on all nodes.
   *
   * @param desk the same word on each
   */
  public void join(String desk, LoginThrottle throttle) {
    throttles.put(desk, throttle);
    allAnew = true;
  }

  /** Lets these sessions be those of all nodes. */
  public void join(SessionBook sessions) {
    book = Optional.of(sessions);
    allAnew = true;
  }

  private record Hearing(
      long revision, boolean isAll, List<SessionNote> sessions, List<Heard> failures) {}

  private record Heard(String desk, FailureKey key, FailureCount count) {}

  /** Tells and hears once; false when the database cannot be asked now. */
  public boolean exchange() {
    turn.lock();
    try {
      return exchange(false);
    } finally {
      turn.unlock();
    }
  }

  /**
   * The same now, durably, for what must not wait for the next round; waits a short time for its
   * turn, and else leaves it to the round.
   */
  public void tellNow() {
    inTurn(() -> exchange(true));
  }

  /** False, too, when it is not our turn in time, or there is no database now. */
  private boolean inTurn(BooleanSupplier work) {
    boolean isOurs = false;
    try {
      isOurs =
          database.trouble().isEmpty() && turn.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return isOurs && work.getAsBoolean();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      if (isOurs) {
        turn.unlock();
      }
    }
  }

  private boolean exchange(boolean durably) {
    lookUps.set(0);
    Instant now = clock.instant();
    boolean isAll = allAnew || heardAt.plus(ALL_ANEW_AFTER).isBefore(now);
    allAnew = false;
    LoginNews news = new LoginNews(throttles, book, MOST_AT_ONCE);
    boolean done = false;
    try {
      Database.Work<Hearing> work = connection -> exchange(connection, news, isAll, now);
      Hearing hearing =
          durably && !news.isNone() ? database.durably(work) : database.inTransaction(work);
      done = true;
      news.told();
      hear(hearing);
      heardAt = now;
    } catch (ViewUnavailable e) {
      LOG.log(Logger.Level.DEBUG, "sessions and failed logins are as this node knows them", e);
    } finally {
      if (!done) {
        allAnew = true;
        news.keep();
      }
    }
    return done;
  }

  private Hearing exchange(Connection connection, LoginNews news, boolean isAll, Instant now)
      throws SQLException {
    boolean prunes = !prunedAt.plus(PRUNE_EVERY).isAfter(now);
    if (prunes || !news.isNone()) {
      LoginVersion version = LoginVersion.lock(connection);
      news.write(connection, now, version);
      version.write();
      if (prunes) {
        prune(connection, version.last(), now);
        prunedAt = now;
      }
    }
    long current = LoginVersion.now(connection);
    boolean all = isAll || current < revision;
    long since = all ? -1 : revision;
    if (current == since) {
      return new Hearing(current, false, List.of(), List.of());
    }
    List<Heard> failures = new ArrayList<>();
    new FailureRows(connection)
        .read(since, current, (desk, key, count) -> failures.add(new Heard(desk, key, count)));
    return new Hearing(current, all, new SessionRows(connection).read(since, current), failures);
  }

  private void prune(Connection connection, long current, Instant now) throws SQLException {
    var session = configuration.get().session();
    var accounts = configuration.get().accounts();
    new SessionRows(connection)
        .prune(
            now.minus(session.life()),
            now.minus(session.idle().multipliedBy(2)),
            now.minus(ENDS_KEPT));
    new FailureRows(connection)
        .prune(
            now.minus(accounts.forgetAfter()).minus(accounts.lockOut()),
            current - (long) FAILURES_KEPT_OF_ENTRIES * accounts.entriesMax());
  }

  private void hear(Hearing hearing) {
    for (Heard heard : hearing.failures()) {
      LoginThrottle throttle = throttles.get(heard.desk());
      if (throttle != null) {
        throttle.learn(heard.key(), heard.count());
      }
    }
    if (hearing.isAll() || !hearing.sessions().isEmpty()) {
      book.ifPresent(b -> b.learn(hearing.sessions(), hearing.isAll()));
    }
    revision = hearing.revision();
  }

  /**
   * Looks for a session that another node opened a moment ago. No more often than {@value
   * #LOOK_UPS_BETWEEN_ROUNDS} times between two rounds: whoever sends made-up tokens must not keep
   * the database busy.
   *
   * @return whether the session book knows it now
   */
  public boolean fetch(String token) {
    return Tokens.isToken(token)
        && lookUps.incrementAndGet() <= LOOK_UPS_BETWEEN_ROUNDS
        // in turn: what is read here must not be older than what was heard
        && inTurn(() -> find(Tokens.hashOf(token)));
  }

  private boolean find(String tokenHash) {
    try {
      Optional<SessionNote> note =
          database.inTransaction(connection -> new SessionRows(connection).find(tokenHash));
      book.ifPresent(b -> b.learn(note.stream().toList(), false));
      return note.filter(n -> n.what() != SessionNote.What.ENDED).isPresent();
    } catch (ViewUnavailable e) {
      LOG.log(Logger.Level.DEBUG, "sessions of other nodes are as this node knows them", e);
      return false;
    }
  }
}
