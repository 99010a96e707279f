package relay.ejb.user;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import relay.domain.access.Identity;
import relay.domain.access.Role;
import relay.domain.audit.Actor;
import relay.domain.audit.AuditEvent;
import relay.domain.audit.AuditLog;
import relay.domain.audit.AuditUnavailable;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;
import relay.domain.http.Administrator;
import relay.domain.journal.Journal;
import relay.domain.reception.LoginAttempt;
import relay.domain.reception.LoginVerdict;
import relay.domain.secret.SecretVault;
import relay.domain.user.LoginMarks;
import relay.domain.user.SecondFactors;
import relay.domain.user.Session;
import relay.domain.user.UserDesk;
import relay.domain.user.UserDoor;

/** The administrator of the first start and the local users, and the sessions of this node. */
@ApplicationScoped
public class NodeUserDoor implements UserDoor {
  private static final Logger LOG = System.getLogger(NodeUserDoor.class.getName());
  @Inject CurrentConfiguration configuration;
  @Inject ControlSource source;
  @Inject ControlStore store;
  @Inject SecretVault vault;
  @Inject LoginMarks marks;
  @Inject Administrator administrator;
  @Inject Journal journal;
  @Inject AuditLog audit;
  @Inject InstantSource clock;
  private UserDesk desk;

  @PostConstruct
  void open() {
    desk =
        new UserDesk(
            source,
            new SecondFactors(store, vault, marks),
            marks,
            configuration.get().accounts(),
            () -> configuration.get().session(),
            new SecureRandom());
  }

  /** For whoever shows and frees those who must wait. */
  public UserDesk desk() {
    return desk;
  }

  @Override
  public Outcome login(LoginAttempt attempt, String code) {
    String origin = attempt.address().getHostAddress();
    if (attempt.user().equals(Administrator.NAME)) {
      return administratorLogin(attempt, origin);
    }
    UserDesk.Answer answer = desk.login(attempt, code, clock.instant());
    if (!answer.events().isEmpty()) {
      journal.write(answer.events());
    }
    if (answer.outcome() instanceof Outcome.Opened opened) {
      record("login", opened.session(), origin, opened.how());
    }
    return answer.outcome();
  }

  private Outcome administratorLogin(LoginAttempt attempt, String origin) {
    if (administrator.login(attempt) instanceof LoginVerdict.Denied denied) {
      return new Outcome.Denied(denied.reply());
    }
    Identity admin = Identity.ofPlatform(Administrator.NAME, Role.PLATFORM_ADMINISTRATOR);
    return new Outcome.Opened(open(admin, origin, "password"), "password");
  }

  /**
   * A session for somebody who has proven who he is in another way; recorded.
   *
   * @param how what he showed, in words
   */
  public Session open(Identity identity, String origin, String how) {
    Session session = desk.open(identity, clock.instant());
    record("login", session, origin, how);
    return session;
  }

  @Override
  public Optional<Session> session(String token) {
    return desk.session(token, clock.instant());
  }

  @Override
  public void logout(Session session, String origin) {
    desk.logout(session);
    record("logout", session, origin, "");
  }

  @Override
  public void logoutEverywhere(Session session, String origin) {
    desk.logoutEverywhere(session.identity(), clock.instant());
    record("logout", session, origin, "everywhere");
  }

  /** A database that is gone must not lock out those who come to mend it. */
  private void record(String action, Session session, String origin, String how) {
    String name = session.identity().name();
    try {
      audit.record(
          new AuditEvent(
              clock.instant(),
              new Actor(name, origin),
              action,
              session.identity().tenant().orElse(""),
              "user " + name,
              "",
              how));
    } catch (AuditUnavailable e) {
      LOG.log(
          Logger.Level.WARNING,
          "{0} of {1} from {2} is not in the audit: {3}",
          action,
          name,
          origin,
          e.getMessage());
    }
  }
}
