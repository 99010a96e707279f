package relay.ejb.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.audit.InMemoryAuditLog;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.reception.LockOut;
import relay.domain.reception.LoginAttempt;
import relay.domain.reception.SecondProofDesk;
import relay.domain.user.Session;
import relay.domain.user.UserDoor;
import relay.ejb.database.Database;
import relay.ejb.user.DatabaseMarks;
import relay.ejb.user.NodeUserDoor;
import relay.ejb.user.UserDoors;

/** The beans of one node. */
final class LoginNode {
  final LoginExchange exchange;
  final NodeUserDoor door;
  final SecondProofDesk mail;
  private final InstantSource clock;

  LoginNode(Database database, LoginWorld world) {
    RelayConfiguration configuration = RelayConfiguration.of(world.settings, Map.of());
    clock = () -> world.now();
    exchange = new LoginExchange(database, () -> configuration, clock);
    mail = new SecondProofDesk(configuration.accounts());
    exchange.join(LoginExchangeContract.MAIL, mail.throttle());
    door =
        UserDoors.over(
            world.store,
            new InMemoryAuditLog(),
            world.settings,
            new ArrayList<>(),
            new UserDoors.Node(new DatabaseMarks(database, clock), exchange, clock));
  }

  Session login() {
    UserDoor.Outcome outcome =
        door.login(
            new LoginAttempt("olga", LoginExchangeContract.PASSWORD, LoginExchangeContract.HERE),
            "");
    assertThat(outcome).isInstanceOf(UserDoor.Outcome.Opened.class);
    return ((UserDoor.Outcome.Opened) outcome).session();
  }

  boolean knows(Session session) {
    Optional<Session> known = door.session(session.token());
    known.ifPresent(k -> assertThat(k).isEqualTo(session));
    return known.isPresent();
  }

  void failMail(String user, int times) {
    for (int i = 0; i < times; i++) {
      mail.failed(new LoginAttempt(user, "guess" + i, LoginExchangeContract.HERE), clock.instant());
    }
  }

  boolean mustWait(String user) {
    return mail.tooEarly(new LoginAttempt(user, "any", LoginExchangeContract.HERE), clock.instant())
        .isPresent();
  }

  List<LockOut> waiting() {
    return mail.waiting(clock.instant());
  }
}
