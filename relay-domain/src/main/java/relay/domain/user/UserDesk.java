package relay.domain.user;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import relay.domain.access.Identity;
import relay.domain.authentication.TokenCheck;
import relay.domain.control.ControlSource;
import relay.domain.journal.MailEvent;
import relay.domain.reception.Account;
import relay.domain.reception.AccountSettings;
import relay.domain.reception.LockOut;
import relay.domain.reception.LoginAttempt;
import relay.domain.reception.LoginDesk;
import relay.domain.reception.LoginThrottle;
import relay.domain.reception.LoginVerdict;
import relay.domain.reception.SecondProofDesk;
import relay.domain.smtp.SmtpReply;

/**
 * Logs people in and knows their sessions. Tells nobody which of name, password and code was wrong,
 * and makes guessers of any of them wait longer and longer. Thread-safe; one for the whole node.
 */
public final class UserDesk {
  /** Within it every node knows what changed. */
  private static final Duration NEWS_TRAVEL = Duration.ofSeconds(2);

  private final UserAccounts accounts;
  private final SecondFactors factors;
  private final LoginMarks marks;
  private final LoginDesk passwords;
  private final SecondProofDesk seconds;
  private final SessionBook sessions;
  private final Duration patience;

  /** One code is judged at a time: many at once would all be judged before the first counts. */
  private final Semaphore judging = new Semaphore(1);

  /**
   * @param settings of sessions, as they hold now
   * @param random a secure one
   */
  public UserDesk(
      ControlSource source,
      SecondFactors factors,
      LoginMarks marks,
      AccountSettings logins,
      Supplier<SessionSettings> settings,
      RandomGenerator random) {
    this.accounts = new UserAccounts(source);
    this.factors = factors;
    this.marks = marks;
    this.sessions = new SessionBook(settings, random);
    this.seconds = new SecondProofDesk(logins);
    this.patience = logins.verifierWait();
    this.passwords =
        new LoginDesk(
            accounts,
            logins,
            new Semaphore(logins.verifiers()),
            // no mechanism that needs it is offered to people
            new byte[32],
            TokenCheck.NONE,
            random);
  }

  /**
   * What became of a login.
   *
   * @param outcome how the session was proven, or why there is none
   * @param events to be written to the journal
   */
  public record Answer(UserDoor.Outcome outcome, List<MailEvent> events) {
    static Answer denied(SmtpReply reply, List<MailEvent> events) {
      return new Answer(new UserDoor.Outcome.Denied(reply), events);
    }
  }

  /**
   * Judges a login; may wait for other logins to be judged, and for the database.
   *
   * @param code of the authenticator app, or a recovery code; empty text when none was given
   */
  public Answer login(LoginAttempt attempt, String code, Instant now) {
    Proof proof = prove(attempt, code, now);
    return proof instanceof Proof.Right right
        ? opened(right.user(), right.how(), now)
        : Answer.denied(((Proof.Wrong) proof).reply(), ((Proof.Wrong) proof).events());
  }

  /** What showing password and code came to. */
  public sealed interface Proof {
    /**
     * @param user as he is now: without the recovery code he used
     * @param how what was shown, for the audit
     */
    record Right(LocalUser user, String how) implements Proof {}

    /**
     * @param reply temporary while he must wait
     * @param events to be written to the journal
     */
    record Wrong(SmtpReply reply, List<MailEvent> events) implements Proof {}
  }

  /**
   * Judges whether somebody is who he says; wrong tries count, and right codes are used up. May
   * wait for others to be judged, and for the database.
   */
  public Proof prove(LoginAttempt attempt, String code, Instant now) {
    Optional<SmtpReply> early = seconds.tooEarly(attempt, now);
    if (early.isPresent()) {
      return new Proof.Wrong(early.get(), List.of());
    }
    LoginDesk.Answer first = passwords.login(attempt, now);
    if (first.verdict() instanceof LoginVerdict.Denied denied) {
      return new Proof.Wrong(denied.reply(), first.events());
    }
    Optional<LocalUser> user = accounts.user(Account.folded(attempt.user()));
    if (user.isEmpty()) {
      return new Proof.Wrong(SecondProofDesk.wrong(), List.of());
    }
    return user.get().secondFactor() == SecondFactor.NONE
        ? new Proof.Right(user.get(), "password")
        : withCode(user.get(), attempt, code, now);
  }

  private Proof withCode(LocalUser user, LoginAttempt attempt, String code, Instant now) {
    if (!acquired()) {
      return new Proof.Wrong(SecondProofDesk.unavailable(), List.of());
    }
    try {
      // asked again inside: while this one waited, others of its kind failed
      Optional<SmtpReply> early = seconds.tooEarly(attempt, now);
      if (early.isPresent()) {
        return new Proof.Wrong(early.get(), List.of());
      }
      SecondFactors.Verdict verdict = factors.judge(user, code, attempt.address(), now);
      if (verdict instanceof SecondFactors.Verdict.Right right) {
        seconds.succeeded(attempt);
        return new Proof.Right(right.user(), "password and " + right.how());
      }
      return verdict instanceof SecondFactors.Verdict.Unknown
          ? new Proof.Wrong(SecondProofDesk.unavailable(), List.of())
          : new Proof.Wrong(SecondProofDesk.wrong(), seconds.failed(attempt, now));
    } finally {
      judging.release();
    }
  }

  private boolean acquired() {
    try {
      return judging.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Answer opened(LocalUser user, String how, Instant now) {
    Session session = sessions.open(user.identity(), user.version(), now);
    return new Answer(new UserDoor.Outcome.Opened(session, how), List.of());
  }

  /** A session for somebody whom another door has let in. */
  public Session open(Identity identity, Instant now) {
    return sessions.open(identity, 0, now);
  }

  /** The session of this token; empty when it has ended, or its user was changed since. */
  public Optional<Session> session(String token, Instant now) {
    Optional<Session> session = sessions.use(token, now);
    if (session.isEmpty()) {
      return session;
    }
    Standing standing = isEnded(session.get()) ? Standing.CHANGED : standing(session.get(), now);
    if (standing == Standing.CHANGED) {
      sessions.close(token);
    } else if (standing == Standing.UNCLEAR) {
      sessions.forget(token);
    }
    return session.filter(s -> standing == Standing.AS_HE_WAS);
  }

  /** What became of the user of a session, as this node knows him. */
  private enum Standing {
    AS_HE_WAS,
    CHANGED,
    /** Another node knows him as he will be known here in a moment, or he was made anew. */
    UNCLEAR
  }

  private Standing standing(Session session, Instant now) {
    if (session.userVersion() == 0) {
      return Standing.AS_HE_WAS;
    }
    boolean isNews = now.isBefore(session.openedAt().plus(NEWS_TRAVEL));
    Optional<LocalUser> user = accounts.user(session.identity().name());
    if (user.isEmpty()) {
      return isNews ? Standing.UNCLEAR : Standing.CHANGED;
    }
    long behind = session.userVersion() - user.get().version();
    if (behind == 0 || behind > 0 && isNews) {
      return Standing.AS_HE_WAS;
    }
    return behind > 0 ? Standing.UNCLEAR : Standing.CHANGED;
  }

  private boolean isEnded(Session session) {
    return marks
        .endedUntil(session.identity().name())
        .filter(until -> !session.openedAt().isAfter(until))
        .isPresent();
  }

  /** The user of a session as he is now; empty when it is of nobody who is kept here. */
  public Optional<LocalUser> userOf(Session session) {
    return session.userVersion() > 0 ? accounts.user(session.identity().name()) : Optional.empty();
  }

  /** Opens a session in the place of another, which ends: its user was changed by himself. */
  public Session renew(Session before, LocalUser user, Instant now) {
    sessions.close(before.token());
    return sessions.open(user.identity(), user.version(), now);
  }

  /** Makes the code of a step, and all before it, count no more. */
  public void spend(LocalUser user, long step) {
    marks.takeStep(user.id(), step);
  }

  public void logout(Session session) {
    sessions.close(session.token());
  }

  /** Ends all sessions that somebody has until now, on every node. */
  public void logoutEverywhere(Identity who, Instant now) {
    marks.endSessions(who.name(), now.truncatedTo(ChronoUnit.MILLIS));
  }

  /** The sessions, for whoever tells other nodes. */
  public SessionBook sessions() {
    return sessions;
  }

  /** Who must wait after wrong passwords, for whoever tells other nodes. */
  public LoginThrottle passwordThrottle() {
    return passwords.throttle();
  }

  /** Who must wait after wrong codes, for whoever tells other nodes. */
  public LoginThrottle codeThrottle() {
    return seconds.throttle();
  }

  /** All users and addresses that have to wait. */
  public List<LockOut> waiting(Instant now) {
    List<LockOut> all = new ArrayList<>(passwords.waiting(now));
    all.addAll(seconds.waiting(now));
    return all;
  }

  /** Forgets the failures of a user; false when he has none. */
  public boolean unlockAccount(String loginName) {
    return passwords.unlockAccount(loginName) | seconds.unlockAccount(loginName);
  }

  /** Forgets the failures of an address; false when it has none. */
  public boolean unlockAddress(InetAddress address) {
    return passwords.unlockAddress(address) | seconds.unlockAddress(address);
  }
}
