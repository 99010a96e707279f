package relay.domain.user;

import java.net.InetAddress;
import java.time.Instant;
import java.util.OptionalLong;
import relay.domain.audit.Actor;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlOutcome;
import relay.domain.control.ControlStore;
import relay.domain.control.ControlUnavailable;
import relay.domain.secret.SecretUnreadable;
import relay.domain.secret.SecretVault;

/**
 * Judges what people show beside the password. A code counts once, on all nodes together; a
 * recovery code is gone from the user, durably, before it opens anything. Thread-safe.
 */
public final class SecondFactors {
  private static final System.Logger LOG = System.getLogger(SecondFactors.class.getName());
  private final ControlStore store;
  private final SecretVault vault;
  private final LoginMarks marks;

  public SecondFactors(ControlStore store, SecretVault vault, LoginMarks marks) {
    this.store = store;
    this.vault = vault;
    this.marks = marks;
  }

  /** What a proof is worth. */
  sealed interface Verdict {
    /**
     * @param user as he is now: without the recovery code he used
     * @param how what it was, for the audit
     */
    record Right(LocalUser user, String how) implements Verdict {}

    /** Neither a code of now that is unused, nor a recovery code. */
    record Wrong() implements Verdict {}

    /** Nobody can tell now. */
    record Unknown() implements Verdict {}
  }

  Verdict judge(LocalUser user, String code, InetAddress origin, Instant now) {
    if (user.sealedTotp().isEmpty() || code.isEmpty()) {
      return new Verdict.Wrong();
    }
    String hash = RecoveryCodes.hashOf(user.key(), code);
    if (user.recoveryHashes().contains(hash)) {
      return usedUp(user, hash, origin);
    }
    try {
      byte[] key = vault.box().open(user.sealedTotp().get(), LocalUser.totpPlace(user.key()));
      OptionalLong step = Totp.match(key, code, now);
      return step.isPresent() && marks.takeStep(user.id(), step.getAsLong())
          ? new Verdict.Right(user, "code")
          : new Verdict.Wrong();
    } catch (SecretUnreadable e) {
      LOG.log(
          System.Logger.Level.ERROR,
          "nobody can log in as " + user.id() + " with a code, a recovery code helps",
          e);
      return new Verdict.Unknown();
    }
  }

  private Verdict usedUp(LocalUser user, String hash, InetAddress origin) {
    Actor actor = new Actor(user.id(), origin.getHostAddress());
    try {
      ControlOutcome outcome =
          store.apply(new ControlChange.Replace(user.withoutRecovery(hash)), actor);
      if (outcome instanceof ControlOutcome.Done done) {
        LocalUser left = (LocalUser) done.object();
        int more = left.recoveryHashes().size();
        return new Verdict.Right(left, "recovery code, " + more + " left");
      }
      // somebody changed the user meanwhile, perhaps with this very code
      return new Verdict.Unknown();
    } catch (ControlUnavailable e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "a recovery code of " + user.id() + " was not taken: " + e.getMessage());
      return new Verdict.Unknown();
    }
  }
}
