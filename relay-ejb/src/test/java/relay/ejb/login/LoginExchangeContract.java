package relay.ejb.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import relay.domain.reception.LockOut;
import relay.domain.reception.LoginAttempt;
import relay.domain.user.Session;
import relay.domain.user.UserDoor;
import relay.domain.user.Users;
import relay.ejb.database.Database;
import relay.ejb.user.UserDoors;

/** What several nodes over one database know of each other's logins. */
interface LoginExchangeContract {
  Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  InetAddress HERE = InetAddress.getLoopbackAddress();
  String PASSWORD = UserDoors.PASSWORD;
  String MAIL = "mail";

  /** Open, with empty tables. */
  Database database();

  /** Makes the database usable again after it was closed. */
  void openAgain();

  LoginWorld world();

  default LoginNode node() {
    return new LoginNode(database(), world());
  }

  @Test
  default void shouldKnowASessionOfAnotherNodeAtOnce() {
    LoginNode a = node();
    LoginNode b = node();

    Session session = a.login();

    assertThat(b.knows(session)).isTrue();
    assertThat(b.door.session(session.csrfToken())).isEmpty();
  }

  @Test
  default void shouldKeepNoTokenInTheDatabase() {
    Session session = node().login();

    assertThat(text("select * from login_session"))
        .contains("olga")
        .doesNotContain(session.token(), session.csrfToken())
        .doesNotContain(session.token().substring(6), session.csrfToken().substring(6));
  }

  private String text(String query) {
    return database()
        .inTransaction(
            connection -> {
              StringBuilder text = new StringBuilder();
              try (var statement = connection.createStatement();
                  var rows = statement.executeQuery(query)) {
                while (rows.next()) {
                  for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    text.append(rows.getString(i)).append(' ');
                  }
                }
              }
              return text.toString();
            });
  }

  @Test
  default void shouldEndEverywhereByLogout() {
    LoginNode a = node();
    LoginNode b = node();
    Session session = a.login();
    assertThat(b.knows(session)).isTrue();

    b.door.logout(session, "203.0.113.9");
    a.exchange.exchange();

    assertThat(a.knows(session)).isFalse();
    assertThat(b.knows(session)).isFalse();
    assertThat(node().knows(session)).isFalse();
  }

  @Test
  default void shouldEndAllSessionsOfAPersonOnEveryNode() {
    LoginNode a = node();
    LoginNode b = node();
    Session one = a.login();
    Session other = b.login();
    assertThat(b.knows(one)).isTrue();

    a.door.logoutEverywhere(one, "203.0.113.9");
    world().forward(Duration.ofSeconds(2));

    assertThat(List.of(a, b)).noneMatch(node -> node.knows(one)).noneMatch(n -> n.knows(other));
  }

  @Test
  default void shouldEndEverywhereWhenTheUserIsChanged() {
    LoginNode a = node();
    LoginNode b = node();
    Session session = a.login();
    assertThat(b.knows(session)).isTrue();

    new Users(world().store).changed("", "olga", "{\"state\":\"disabled\"}");

    assertThat(b.knows(session)).isFalse();
    assertThat(a.knows(session)).isFalse();
    assertThat(node().knows(session)).isFalse();
  }

  @Test
  default void shouldEndEverywhereWhenItIsIdleTooLongAndStayWhileItIsUsedAnywhere() {
    LoginNode a = node();
    LoginNode b = node();
    Session session = a.login();
    for (int i = 0; i < 6; i++) {
      world().forward(Duration.ofMinutes(20));
      assertThat(b.knows(session)).isTrue();
      b.exchange.exchange();
      a.exchange.exchange();
    }
    assertThat(a.knows(session)).isTrue();

    world().forward(Duration.ofMinutes(32));

    assertThat(List.of(a, b, node())).noneMatch(node -> node.knows(session));
  }

  @Test
  default void shouldOutliveARestartOfItsNode() {
    Session session = node().login();

    assertThat(node().knows(session)).isTrue();
  }

  @Test
  default void shouldObeyTheMostSessionsOfOneUserOverAllNodes() {
    world().settings.put("session.max-per-user", "2");
    LoginNode a = node();
    LoginNode b = node();
    Session first = a.login();
    world().forward(Duration.ofSeconds(1));
    b.exchange.exchange();
    Session second = b.login();
    world().forward(Duration.ofSeconds(1));
    a.exchange.exchange();

    Session third = a.login();
    b.exchange.exchange();

    assertThat(b.knows(first)).isFalse();
    assertThat(b.knows(second)).isTrue();
    assertThat(b.knows(third)).isTrue();
  }

  @Test
  default void shouldGoOnWithoutTheDatabaseAndHandOverWhatCameMeanwhile() {
    LoginNode a = node();
    LoginNode b = node();
    Session before = a.login();
    Session ended = a.login();
    b.exchange.exchange();
    database().close();

    Session meanwhile = a.login();
    a.door.logout(ended, "203.0.113.9");
    a.failMail("shop", 20);
    assertThat(a.exchange.exchange()).isFalse();
    assertThat(a.knows(before)).isTrue();
    assertThat(b.knows(before)).isTrue();
    assertThat(b.knows(meanwhile)).isFalse();
    assertThat(a.knows(ended)).isFalse();
    assertThat(a.mustWait("shop")).isTrue();
    openAgain();
    assertThat(a.exchange.exchange()).isTrue();
    assertThat(b.exchange.exchange()).isTrue();

    assertThat(b.knows(before)).isTrue();
    assertThat(b.knows(meanwhile)).isTrue();
    assertThat(b.knows(ended)).isFalse();
    assertThat(b.mustWait("shop")).isTrue();
    assertThat(b.waiting()).isEqualTo(a.waiting());
  }

  @Test
  default void shouldCountFailuresOfAllNodesTogetherAfterOneRoundOfEach() {
    LoginNode a = node();
    LoginNode b = node();
    a.failMail("shop", 3);
    b.failMail("SHOP", 2);
    assertThat(a.mustWait("shop")).isFalse();

    a.exchange.exchange();
    b.exchange.exchange();
    a.exchange.exchange();

    assertThat(a.mustWait("shop")).isTrue();
    assertThat(b.mustWait("shop")).isTrue();
    assertThat(a.waiting()).extracting(LockOut::failures).containsExactly(5, 5);
    assertThat(node().waiting()).isEmpty();
    LoginNode late = node();
    late.exchange.exchange();
    assertThat(late.waiting()).isEqualTo(a.waiting());
  }

  @Test
  default void shouldUnlockOnAllNodesWhatOneUnlocks() {
    LoginNode a = node();
    LoginNode b = node();
    a.failMail("shop", 20);
    a.exchange.exchange();
    b.exchange.exchange();
    assertThat(b.mustWait("shop")).isTrue();

    assertThat(b.mail.unlockAccount("shop")).isTrue();
    assertThat(b.mail.unlockAddress(HERE)).isTrue();
    b.exchange.tellNow();
    a.exchange.exchange();

    assertThat(a.mustWait("shop")).isFalse();
    assertThat(b.waiting()).isEmpty();
    assertThat(a.waiting()).isEmpty();
  }

  @Test
  default void shouldKeepTheFailuresOfPeopleApartFromThoseOfMail() {
    LoginNode a = node();
    LoginNode b = node();
    for (int i = 0; i < 9; i++) {
      a.door.login(new LoginAttempt("olga", "wrong password " + i, HERE), "");
    }
    a.exchange.exchange();
    b.exchange.exchange();

    assertThat(b.mustWait("olga")).isFalse();
    UserDoor.Outcome outcome = b.door.login(new LoginAttempt("olga", PASSWORD, HERE), "");
    assertThat(outcome).isInstanceOf(UserDoor.Outcome.Denied.class);
    assertThat(((UserDoor.Outcome.Denied) outcome).reply().toString()).startsWith("454");
  }

  @Test
  default void shouldBearWhateverGuessersCallThemselves() {
    LoginNode a = node();
    LoginNode b = node();
    for (String name :
        List.of("", "a\u0000b", "\uD800", "'; drop table login_failure; --", "x".repeat(4_000))) {
      a.failMail(name, 9);
    }
    a.failMail("ann", 9);

    assertThat(a.exchange.exchange()).isTrue();
    b.exchange.exchange();

    assertThat(b.waiting())
        .extracting(LockOut::name)
        .containsExactlyInAnyOrder("127.0.0.1", "", "'; drop table login_failure; --", "ann");
    assertThat(a.mustWait("a\u0000b")).isTrue();
  }

  @Test
  default void shouldForgetWhatNobodyNeedsAndKeepNoMoreThanItsBound() throws Exception {
    world().settings.put("login.entries-max", "100");
    LoginNode a = node();
    a.login();
    for (int round = 0; round < 12; round++) {
      for (int i = 0; i < 50; i++) {
        a.mail.failed(attempt(round * 50 + i), NOON);
      }
      world().forward(Duration.ofMinutes(2));
      a.exchange.exchange();
      a.exchange.exchange();
    }
    assertThat(text("select count(*) from login_failure").trim())
        .satisfies(count -> assertThat(Integer.parseInt(count)).isBetween(300, 400));

    world().forward(Duration.ofHours(13));
    a.exchange.exchange();

    assertThat(text("select count(*) from login_failure").trim()).isEqualTo("0");
    assertThat(text("select count(*) from login_session").trim()).isEqualTo("0");
  }

  private static LoginAttempt attempt(int i) throws UnknownHostException {
    byte[] octets = {10, 0, (byte) (i / 250), (byte) (i % 250)};
    return new LoginAttempt("user" + i, "guess", InetAddress.getByAddress(octets));
  }

  @Test
  default void shouldAskTheDatabaseForMadeUpTokensNowAndThenOnly() {
    LoginNode a = node();
    LoginNode b = node();
    Session session = a.login();
    String madeUp = session.token().substring(0, 10);
    for (int i = 0; i < 100; i++) {
      String token = madeUp + String.format(java.util.Locale.ROOT, "%036d", i);
      assertThat(b.door.session(token)).isEmpty();
    }

    assertThat(b.knows(session)).as("no look-up is left until the next round").isFalse();
    b.exchange.exchange();

    assertThat(b.knows(session)).isTrue();
  }

  /** Two nodes that tell at the same time lose nothing of each other. */
  @Test
  default void shouldLoseNoFailureWhenAllNodesTellAtOnce() throws Exception {
    world().settings.put("login.failures-free", "1000");
    List<LoginNode> nodes = IntStream.range(0, 3).mapToObj(i -> node()).toList();
    var threads = Executors.newFixedThreadPool(nodes.size());
    try {
      List<Callable<Void>> work = new ArrayList<>();
      for (LoginNode node : nodes) {
        work.add(
            () -> {
              for (int i = 0; i < 20; i++) {
                node.failMail("shop", 2);
                assertThat(node.exchange.exchange()).isTrue();
              }
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(work)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(text("select failures from login_failure").trim().split(" +"))
        .containsExactly("120", "120");
  }
}
