package relay.domain.reception;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.secret.PasswordHash;
import relay.domain.smtp.SmtpReply;

/**
 * Answers logins of every door. Takes the same time whether a user exists or not (as long as the
 * hashes of users have the cost of the settings), tells nobody which of name and password was
 * wrong, and lets guessers neither hurry nor burn our processors. Thread-safe; one for the whole
 * node.
 */
public final class LoginDesk {
  private static final int NAME_CHARS_MAX = 256;
  private static final SmtpReply WRONG =
      SmtpReply.local(535, "5.7.8", "Wrong user name or password; check both and try again");
  private static final SmtpReply BUSY =
      SmtpReply.local(454, "4.7.0", "Too many logins at this moment; try again in a minute");
  private static final SmtpReply UNAVAILABLE =
      SmtpReply.local(454, "4.7.0", "Logins cannot be checked now; try again later");

  private final Accounts accounts;
  private final Semaphore verifiers;
  private final Duration verifierWait;
  private final LoginThrottle throttle;
  private final LoginMemory memory;
  private final PasswordHash nobody;

  /**
   * @param verifiers permits for verifications at a time; may be shared with other users of
   *     password hashes
   * @param random a secure one
   */
  public LoginDesk(
      Accounts accounts, AccountSettings settings, Semaphore verifiers, RandomGenerator random) {
    this.accounts = accounts;
    this.verifiers = verifiers;
    this.verifierWait = settings.verifierWait();
    this.throttle = new LoginThrottle(settings);
    this.memory = new LoginMemory(settings, random);
    this.nobody = PasswordHash.of("nobody", settings.hashCost(), random);
  }

  /**
   * @param event to be written to the journal; a locked-out guesser's further tries and repetitions
   *     of one wrong password give none, so nobody fills the disk by failing
   */
  public record Answer(LoginVerdict verdict, Optional<MailEvent> event) {
    private static Answer denied(SmtpReply reply) {
      return new Answer(new LoginVerdict.Denied(reply), Optional.empty());
    }
  }

  /**
   * Judges one attempt. Waits for a free verifier at most as long as the settings say, then
   * computes for some 50 ms.
   */
  public Answer login(LoginAttempt attempt, Instant now) {
    if (attempt.user().length() > NAME_CHARS_MAX
        || attempt.password().length() > PasswordHash.PASSWORD_OCTETS_MAX) {
      return Answer.denied(WRONG);
    }
    String name = Account.folded(attempt.user());
    try {
      Optional<Account> account = accounts.find(name);
      Optional<Boolean> known = memory.recall(attempt, name, account.map(Account::password), now);
      if (known.isPresent()) {
        return known.get() ? granted(account) : Answer.denied(WRONG);
      }
      return verified(attempt, name, account, now);
    } catch (AccountsUnavailable e) {
      return Answer.denied(UNAVAILABLE);
    }
  }

  private Answer verified(
      LoginAttempt attempt, String name, Optional<Account> account, Instant now) {
    if (mustWait(attempt.address(), name, now) || !acquired()) {
      return tooEarlyOrBusy(attempt.address(), name, now);
    }
    try {
      // Asked again inside: while this one waited for a verifier, others of its kind failed.
      if (mustWait(attempt.address(), name, now)) {
        return tooEarlyOrBusy(attempt.address(), name, now);
      }
      PasswordHash hash = account.map(Account::password).orElse(nobody);
      boolean right = hash.verify(attempt.password()) && account.isPresent();
      memory.remember(attempt, name, account.map(Account::password), right, now);
      if (right) {
        throttle.succeeded(name);
        return granted(account);
      }
      boolean lockedOut = throttle.failed(attempt.address(), name, now);
      return new Answer(
          new LoginVerdict.Denied(WRONG), Optional.of(failure(attempt, lockedOut, now)));
    } finally {
      verifiers.release();
    }
  }

  private boolean mustWait(InetAddress address, String name, Instant now) {
    return !throttle.waitOf(address, name, now).isZero();
  }

  private Answer tooEarlyOrBusy(InetAddress address, String name, Instant now) {
    Duration wait = throttle.waitOf(address, name, now);
    if (wait.isZero()) {
      return Answer.denied(BUSY);
    }
    long seconds = wait.plusMillis(999).toSeconds();
    return Answer.denied(
        SmtpReply.local(
            454, "4.7.0", "Too many failed logins; try again in " + seconds + " seconds"));
  }

  private boolean acquired() {
    try {
      return verifiers.tryAcquire(verifierWait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Answer granted(Optional<Account> account) {
    return new Answer(
        new LoginVerdict.Granted(account.orElseThrow().authenticated()), Optional.empty());
  }

  private static MailEvent failure(LoginAttempt attempt, boolean lockedOut, Instant now) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(EventField.USER, attempt.user());
    details.put(EventField.CLIENT, attempt.address().getHostAddress());
    details.put(EventField.REASON, lockedOut ? "locked-out" : "wrong-name-or-password");
    return new MailEvent(
        EventType.LOGIN_FAILED, now, Optional.empty(), 0, 0, Optional.empty(), details);
  }
}
