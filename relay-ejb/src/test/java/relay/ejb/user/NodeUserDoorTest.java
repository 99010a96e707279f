package relay.ejb.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.audit.AuditEntry;
import relay.domain.audit.InMemoryAuditLog;
import relay.domain.control.InMemoryControlStore;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.reception.LoginAttempt;
import relay.domain.user.Session;
import relay.domain.user.UserDoor;
import relay.domain.user.Users;

class NodeUserDoorTest {
  private static final String PASSWORD = UserDoors.PASSWORD;
  private final InMemoryControlStore store = new InMemoryControlStore();
  private final List<MailEvent> written = new ArrayList<>();
  private final InMemoryAuditLog audit = new InMemoryAuditLog();
  private NodeUserDoor door;

  @BeforeEach
  void open() {
    new Users(store)
        .made(
            "",
            "olga",
            "{\"role\":\"operator\",\"second_factor\":\"none\",\"password\":\"" + PASSWORD + "\"}");
    door = UserDoors.over(store, audit, Map.of(), written);
  }

  @Test
  void shouldAuditEveryLoginAndLogoutOfAUser() {
    Session session = opened(login("olga", PASSWORD));
    door.logout(session, "203.0.113.9");
    door.logoutEverywhere(opened(login("olga", PASSWORD)), "203.0.113.9");

    assertThat(audited())
        .containsExactly(
            "olga 127.0.0.1 login password",
            "olga 203.0.113.9 logout ",
            "olga 127.0.0.1 login password",
            "olga 203.0.113.9 logout everywhere");
    assertThat(door.session(session.token())).isEmpty();
  }

  @Test
  void shouldLetTheAdministratorOfTheFirstStartHaveASession() {
    Session session = opened(login("admin", PASSWORD));

    assertThat(session.identity().roles())
        .extracting(r -> r.word())
        .containsExactly("platform-administrator");
    assertThat(door.session(session.token())).contains(session);
    assertThat(audited()).containsExactly("admin 127.0.0.1 login password");
    assertThat(login("admin", "guess")).isInstanceOf(UserDoor.Outcome.Denied.class);
  }

  @Test
  void shouldWriteGuessesToTheJournalAndNotToTheAudit() {
    assertThat(login("olga", "a wrong password")).isInstanceOf(UserDoor.Outcome.Denied.class);

    assertThat(written).extracting(MailEvent::type).containsExactly(EventType.LOGIN_FAILED);
    assertThat(audited()).isEmpty();
  }

  @Test
  void shouldLetPeopleInWhoComeToMendTheDatabase() {
    audit.setDown(true);

    Session session = opened(login("olga", PASSWORD));

    assertThat(door.session(session.token())).isPresent();
  }

  @Test
  void shouldObeyTheSettingsOfSessionsAsTheyAreNow() {
    door = UserDoors.over(store, audit, Map.of("session.max-per-user", "1"), written);

    Session first = opened(login("olga", PASSWORD));
    Session second = opened(login("olga", PASSWORD));

    assertThat(door.session(first.token())).isEmpty();
    assertThat(door.session(second.token())).isPresent();
  }

  private UserDoor.Outcome login(String user, String password) {
    return door.login(new LoginAttempt(user, password, InetAddress.getLoopbackAddress()), "");
  }

  private static Session opened(UserDoor.Outcome outcome) {
    assertThat(outcome).isInstanceOf(UserDoor.Outcome.Opened.class);
    return ((UserDoor.Outcome.Opened) outcome).session();
  }

  private List<String> audited() {
    return audit.from(0, 100).stream()
        .map(AuditEntry::event)
        .map(e -> e.actor().name() + " " + e.actor().origin() + " " + e.action() + " " + e.after())
        .toList();
  }
}
