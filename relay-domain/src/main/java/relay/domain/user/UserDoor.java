package relay.domain.user;

import java.util.Optional;
import relay.domain.reception.LoginAttempt;
import relay.domain.smtp.SmtpReply;

/** Who administers, logged in by name and password (port). Thread-safe. */
public interface UserDoor {

  /** What became of a login. */
  sealed interface Outcome {
    /**
     * He is logged in; recorded.
     *
     * @param how what he showed, in words
     */
    record Opened(Session session, String how) implements Outcome {}

    /** The reply is temporary while he must wait. */
    record Denied(SmtpReply reply) implements Outcome {}
  }

  /**
   * Logs somebody in; a wrong try costs time, too many make him wait.
   *
   * @param code of his second factor, or a recovery code; empty text when none was given
   */
  Outcome login(LoginAttempt attempt, String code);

  /** The session of this token, which is in use now; empty when it has ended. */
  Optional<Session> session(String token);

  /**
   * Ends a session; recorded.
   *
   * @param origin address of whoever ends it
   */
  void logout(Session session, String origin);

  /** Ends all sessions of whoever has this one, on every node within two seconds; recorded. */
  void logoutEverywhere(Session session, String origin);
}
