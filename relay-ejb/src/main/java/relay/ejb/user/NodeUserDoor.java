package relay.ejb.user;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import relay.domain.access.Identity;
import relay.domain.access.Role;
import relay.domain.audit.Actor;
import relay.domain.audit.AuditLog;
import relay.domain.audit.AuditPen;
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
import relay.ejb.login.LoginExchange;

/** The administrator of the first start and the local users, and the sessions of all nodes. */
@ApplicationScoped
public class NodeUserDoor implements UserDoor {
  @Inject CurrentConfiguration configuration;
  @Inject ControlSource source;
  @Inject ControlStore store;
  @Inject SecretVault vault;
  @Inject LoginMarks marks;
  @Inject Administrator administrator;
  @Inject Journal journal;
  @Inject AuditLog audit;
  @Inject InstantSource clock;
  @Inject LoginExchange exchange;
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
    exchange.join("people", desk.passwordThrottle());
    exchange.join("codes", desk.codeThrottle());
    exchange.join(desk.sessions());
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
      exchange.tellNow();
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
    exchange.tellNow();
    record("login", session, origin, how);
    return session;
  }

  @Override
  public Optional<Session> session(String token) {
    Optional<Session> known = desk.session(token, clock.instant());
    return known.isEmpty() && exchange.fetch(token) ? desk.session(token, clock.instant()) : known;
  }

  @Override
  public void logout(Session session, String origin) {
    desk.logout(session);
    exchange.tellNow();
    record("logout", session, origin, "");
  }

  @Override
  public void logoutEverywhere(Session session, String origin) {
    desk.logoutEverywhere(session.identity(), clock.instant());
    record("logout", session, origin, "everywhere");
  }

  private void record(String action, Session session, String origin, String how) {
    String name = session.identity().name();
    new AuditPen(audit, clock)
        .write(
            new Actor(name, origin),
            action,
            session.identity().tenant().orElse(""),
            "user " + name,
            how);
  }
}
