package relay.domain.user;

import java.net.InetAddress;
import java.util.List;

/**
 * What people change of their own logins (port). Thread-safe. Each change needs the present
 * password and second factor, counts wrong ones as the login does, is in the audit, and ends all
 * sessions of the person on every node within two seconds; a new one takes the place of the one it
 * was made in.
 *
 * <p>Every method throws {@link relay.domain.control.ControlUnavailable} while the database cannot
 * be used.
 */
public interface OwnLogin {

  /** What became of it. */
  sealed interface Outcome {
    /**
     * It is changed.
     *
     * @param session takes the place of the one that asked
     * @param recoveryCodes new ones, to be shown once; empty when the old ones still hold
     */
    record Changed(Session session, List<String> recoveryCodes) implements Outcome {
      public Changed {
        recoveryCodes = List.copyOf(recoveryCodes);
      }
    }

    /**
     * A new second factor waits for a code that proves it.
     *
     * @param session the one that asked, or the one in its place where a recovery code was used up
     */
    record Begun(Session session, Enrolment enrolment) implements Outcome {}

    /** Password or code are wrong; or, where it is temporary, he must wait. */
    record Denied(boolean isTemporary, String why) implements Outcome {}

    /** What was asked for breaks a rule. */
    record Invalid(String field, String rule) implements Outcome {}

    /** Somebody else changed the person meanwhile, or something stands in the way. */
    record Conflict(String why) implements Outcome {}

    /** This session is of nobody whose login is kept here: the administrator, or an issuer's. */
    record KeptElsewhere() implements Outcome {}
  }

  /** Gives himself a new password, which must be as strong as one of an administrator. */
  Outcome changePassword(Session session, LoginProof proof, String wanted, InetAddress origin);

  /** Makes a new key of codes; it counts only once {@link #confirmSecondFactor} has seen a code. */
  Outcome beginSecondFactor(Session session, LoginProof proof, InetAddress origin);

  /**
   * Puts the new key in force, with new recovery codes; the old ones end.
   *
   * @param enrolment what {@link #beginSecondFactor} gave, sealed
   * @param code of the new key
   */
  Outcome confirmSecondFactor(Session session, String enrolment, String code, InetAddress origin);
}
