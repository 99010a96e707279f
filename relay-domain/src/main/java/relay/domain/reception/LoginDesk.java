package relay.domain.reception;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import relay.domain.authentication.TokenCheck;
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
  private static final SmtpReply BUSY =
      SmtpReply.local(454, "4.7.0", "Too many logins at this moment; try again in a minute");

  private final Accounts accounts;
  private final Semaphore verifiers;
  private final Duration verifierWait;
  private final LoginGate gate;
  private final ScramDesk scram;
  private final TokenDesk tokens;
  private final ApiTokenDesk apiTokens;
  private final CertificateDesk certificates;
  private final LoginMemory memory;
  private final PasswordHash nobody;

  /**
   * @param verifiers permits for verifications at a time; may be shared with other users of
   *     password hashes
   * @param secret of this installation, the same after each start: what users who do not exist are
   *     asked is made from it
   * @param check of tokens
   * @param random a secure one
   */
  public LoginDesk(
      Accounts accounts,
      AccountSettings settings,
      Semaphore verifiers,
      byte[] secret,
      TokenCheck check,
      RandomGenerator random) {
    this.accounts = accounts;
    this.verifiers = verifiers;
    this.verifierWait = settings.verifierWait();
    this.gate = new LoginGate(settings);
    this.scram = new ScramDesk(accounts, gate, secret, settings.scramIterations(), random);
    this.tokens = new TokenDesk(accounts, gate, check, settings.entriesMax());
    this.apiTokens = new ApiTokenDesk(accounts, gate, settings.entriesMax());
    this.certificates = new CertificateDesk(accounts, gate);
    this.memory = new LoginMemory(settings, random);
    this.nobody = PasswordHash.of("nobody", settings.hashCost(), random);
  }

  /**
   * @param events to be written to the journal; a locked-out guesser's further tries and
   *     repetitions of one wrong password give none, so nobody fills the disk by failing
   */
  public record Answer(LoginVerdict verdict, List<MailEvent> events) {
    private static Answer denied(SmtpReply reply) {
      return new Answer(new LoginVerdict.Denied(reply), List.of());
    }
  }

  /**
   * @param events to be written to the journal
   */
  public record StepAnswer(LoginStep step, List<MailEvent> events) {
    static StepAnswer of(LoginStep step) {
      return new StepAnswer(step, List.of());
    }

    static StepAnswer denied(SmtpReply reply) {
      return of(LoginStep.ended(new LoginVerdict.Denied(reply)));
    }
  }

  /**
   * Goes one step on in a login that is not by name and password; may wait for an issuer's keys.
   */
  public StepAnswer login(LoginMessage message, Instant now) {
    try {
      if (message instanceof LoginMessage.ScramOpening opening) {
        return scram.open(opening, now);
      } else if (message instanceof LoginMessage.ScramAnswer answer) {
        return scram.judge(answer, now);
      } else if (message instanceof LoginMessage.Token token) {
        return tokens.judge(token, now);
      } else if (message instanceof LoginMessage.ApiToken token) {
        return apiTokens.judge(token, now);
      }
      return certificates.judge((LoginMessage.Certificate) message, now);
    } catch (AccountsUnavailable e) {
      return StepAnswer.denied(LoginGate.UNAVAILABLE);
    }
  }

  /**
   * Judges one attempt. Waits for a free verifier at most as long as the settings say, then
   * computes for some 50 ms.
   */
  public Answer login(LoginAttempt attempt, Instant now) {
    if (attempt.user().length() > LoginGate.NAME_CHARS_MAX
        || attempt.password().length() > PasswordHash.PASSWORD_OCTETS_MAX) {
      return Answer.denied(LoginGate.WRONG);
    }
    String name = Account.folded(attempt.user());
    try {
      Optional<Account> account = accounts.find(name);
      Optional<Boolean> known =
          memory.recall(attempt, name, account.flatMap(Account::password), now);
      if (known.isPresent()) {
        return known.get() ? granted(account) : Answer.denied(LoginGate.WRONG);
      }
      return verified(attempt, name, account, now);
    } catch (AccountsUnavailable e) {
      return Answer.denied(LoginGate.UNAVAILABLE);
    }
  }

  private Answer verified(
      LoginAttempt attempt, String name, Optional<Account> account, Instant now) {
    if (gate.mustWait(attempt.address(), name, now) || !acquired()) {
      return Answer.denied(gate.tooEarlyOr(BUSY, attempt.address(), name, now));
    }
    try {
      // Asked again inside: while this one waited for a verifier, others of its kind failed.
      if (gate.mustWait(attempt.address(), name, now)) {
        return Answer.denied(gate.tooEarlyOr(BUSY, attempt.address(), name, now));
      }
      Optional<PasswordHash> hash = account.flatMap(Account::password);
      boolean right = hash.orElse(nobody).verify(attempt.password()) && hash.isPresent();
      memory.remember(attempt, name, hash, right, now);
      if (right) {
        gate.succeeded(name);
        return granted(account);
      }
      return new Answer(
          new LoginVerdict.Denied(LoginGate.WRONG),
          gate.failed("password", attempt.address(), name, attempt.user(), now));
    } finally {
      verifiers.release();
    }
  }

  /** Who must wait, for whoever tells other nodes. */
  public LoginThrottle throttle() {
    return gate.throttle();
  }

  /** All accounts and addresses that have to wait, the longest wait first. */
  public List<LockOut> waiting(Instant now) {
    return gate.throttle().waiting(now);
  }

  /** Forgets the failures of an account; false when it has none. */
  public boolean unlockAccount(String loginName) {
    return gate.throttle().unlock(Account.folded(loginName));
  }

  /** Forgets the failures of an address; false when it has none. */
  public boolean unlockAddress(InetAddress address) {
    return gate.throttle().unlock(address);
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
    return new Answer(new LoginVerdict.Granted(account.orElseThrow().authenticated()), List.of());
  }
}
