package relay.web.access;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import relay.domain.access.Identity;
import relay.domain.access.Role;
import relay.domain.reception.LoginAttempt;
import relay.domain.smtp.SmtpReply;
import relay.domain.user.Session;
import relay.domain.user.UserDoor;

/** Knows olga, a platform administrator, and otto, an operator. */
public final class FakeUserDoor implements UserDoor {
  public static final String PASSWORD = "a good password";
  public static final String CODE = "123456";
  private final Map<String, Session> sessions = new HashMap<>();
  public boolean mustWait;

  @Override
  public Outcome login(LoginAttempt attempt, String code) {
    if (mustWait) {
      return new Outcome.Denied(SmtpReply.local(454, "4.7.0", "later"));
    }
    boolean right =
        attempt.user().equals("olga") && attempt.password().equals(PASSWORD) && code.equals(CODE);
    return right
        ? new Outcome.Opened(open("olga", Role.PLATFORM_ADMINISTRATOR), "password and code")
        : new Outcome.Denied(SmtpReply.local(535, "5.7.8", "wrong"));
  }

  /** As if somebody of the platform had logged in. */
  public Session open(String name, Role role) {
    int number = sessions.size();
    Session session =
        new Session(
            "token" + number, "csrf" + number, Identity.ofPlatform(name, role), 1, Instant.EPOCH);
    sessions.put(session.token(), session);
    return session;
  }

  @Override
  public Optional<Session> session(String token) {
    return Optional.ofNullable(sessions.get(token));
  }

  @Override
  public void logoutEverywhere(Session session, String origin) {
    sessions.values().removeIf(s -> s.identity().equals(session.identity()));
  }

  @Override
  public void logout(Session session, String origin) {
    sessions.remove(session.token());
  }
}
