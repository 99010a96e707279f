package relay.domain.reception;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import relay.domain.journal.MailEvent;
import relay.domain.smtp.SmtpReply;

/**
 * Makes those wait who guess at the second proof of a login. Its failures are counted apart from
 * those of the password: whoever knows that, and gives it right each time, must not forgive himself
 * the codes he guesses. Thread-safe.
 */
public final class SecondProofDesk {
  private static final String WAY = "second-factor";
  private final LoginGate gate;

  public SecondProofDesk(AccountSettings settings) {
    this.gate = new LoginGate(settings);
  }

  /** What somebody is told who comes too early, whatever he shows; empty: he may try. */
  public Optional<SmtpReply> tooEarly(LoginAttempt attempt, Instant now) {
    String name = Account.folded(attempt.user());
    return gate.mustWait(attempt.address(), name, now)
        ? Optional.of(gate.tooEarlyOr(LoginGate.WRONG, attempt.address(), name, now))
        : Optional.empty();
  }

  /**
   * Counts a proof that was wrong, of somebody whose password was right.
   *
   * @return what the journal is told
   */
  public List<MailEvent> failed(LoginAttempt attempt, Instant now) {
    String name = Account.folded(attempt.user());
    return gate.failed(WAY, attempt.address(), name, attempt.user(), now);
  }

  /** Forgets the failures of somebody whose proof was right. */
  public void succeeded(LoginAttempt attempt) {
    gate.succeeded(Account.folded(attempt.user()));
  }

  /** Reads as if name or password were wrong. */
  public static SmtpReply wrong() {
    return LoginGate.WRONG;
  }

  /** For a proof that nobody can judge now. */
  public static SmtpReply unavailable() {
    return LoginGate.UNAVAILABLE;
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
}
