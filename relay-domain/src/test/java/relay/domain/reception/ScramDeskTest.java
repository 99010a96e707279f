package relay.domain.reception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static relay.domain.reception.AccountSettingsFixture.accounts;
import static relay.domain.reception.Clients.SOMEWHERE;
import static relay.domain.reception.Clients.address;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import relay.domain.authentication.ScramFirst;
import relay.domain.authentication.TokenCheck;

/** Logins by SCRAM, and what lock-outs mean to them. */
class ScramDeskTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final InetAddress ELSEWHERE = address("203.0.113.9");

  private final ChangingAccounts users = new ChangingAccounts();
  private final LoginDesk desk =
      new LoginDesk(
          users,
          accounts().with("login.scram-iterations", "4096").build(),
          new Semaphore(1),
          new byte[32],
          TokenCheck.NONE,
          new Random(42));

  ScramDeskTest() {
    users.put("shop", "geheim");
  }

  @Test
  void shouldListWhoHasToWaitAndLetGo() {
    failTimes(desk, 7, SOMEWHERE);

    List<LockOut> waiting = desk.waiting(NOON);

    assertThat(waiting)
        .extracting(LockOut::kind, LockOut::name, LockOut::failures)
        .containsExactlyInAnyOrder(
            tuple(LockOut.Kind.ACCOUNT, "shop", 5), tuple(LockOut.Kind.ADDRESS, "198.51.100.7", 5));
    assertThat(desk.unlockAccount("SHOP")).isTrue();
    assertThat(desk.unlockAddress(SOMEWHERE)).isTrue();
    assertThat(desk.unlockAddress(SOMEWHERE)).isFalse();
    assertThat(desk.waiting(NOON)).isEmpty();
    assertThat(granted(desk.login(new LoginAttempt("shop", "geheim", SOMEWHERE), NOON))).isTrue();
  }

  @Test
  void shouldListAnIpv6SiteAsWhatItIs() {
    failTimes(desk, 5, address("2001:db8:1:2::7"));

    assertThat(desk.waiting(NOON))
        .extracting(LockOut::name)
        .contains("2001:db8:1:2:0:0:0:0/64", "shop");
  }

  @Test
  void shouldCountGuessesOverScramLikeAnyOther() {
    for (int i = 0; i < 5; i++) {
      assertThat(scram("shop", "guess" + i, SOMEWHERE).verdict())
          .isInstanceOf(LoginVerdict.Denied.class);
    }

    assertThat(reply(desk.login(new LoginAttempt("shop", "geheim", SOMEWHERE), NOON)))
        .startsWith("454 4.7.0 Too many failed logins");
    var opening = new LoginMessage.ScramOpening(first("shop"), SOMEWHERE);
    assertThat(desk.login(opening, NOON).step()).isInstanceOf(LoginStep.Ended.class);
  }

  @Test
  void shouldLetAScramClientInThatOthersLockOut() {
    users.scram("shop", "geheim");
    assertThat(scram("shop", "geheim", ELSEWHERE).verdict())
        .isInstanceOf(LoginVerdict.Granted.class);
    for (int i = 1; i <= 6; i++) {
      desk.login(new LoginAttempt("shop", "guess" + i, address("203.0.113.1" + i)), NOON);
    }

    assertThat(scram("shop", "geheim", ELSEWHERE).verdict())
        .isInstanceOf(LoginVerdict.Granted.class);
  }

  @Test
  void shouldNotLogInWithAChallengeThatIsOlderThanThePassword() {
    users.scram("shop", "geheim");
    var opening = new LoginMessage.ScramOpening(first("shop"), SOMEWHERE);
    var asked = (LoginStep.Challenge) desk.login(opening, NOON).step();
    String answer = ScramAnswers.to(asked.challenge(), "shop", "geheim");
    users.scram("shop", "neu");

    var step = desk.login(answer(asked, answer), NOON).step();

    assertThat(((LoginStep.Ended) step).verdict()).isInstanceOf(LoginVerdict.Denied.class);
  }

  @Test
  void shouldAskForPatienceWhenAccountsCannotBeReadForScram() {
    users.broken = true;

    var step = desk.login(new LoginMessage.ScramOpening(first("shop"), SOMEWHERE), NOON).step();

    assertThat(((LoginVerdict.Denied) ((LoginStep.Ended) step).verdict()).reply().code())
        .isEqualTo(454);
  }

  private LoginStep.Ended scram(String user, String password, InetAddress address) {
    var asked =
        (LoginStep.Challenge)
            desk.login(new LoginMessage.ScramOpening(first(user), address), NOON).step();
    String answer = ScramAnswers.to(asked.challenge(), user, password);
    return (LoginStep.Ended)
        desk.login(new LoginMessage.ScramAnswer(asked.challenge(), answer, address), NOON).step();
  }

  private static LoginMessage answer(LoginStep.Challenge asked, String answer) {
    return new LoginMessage.ScramAnswer(asked.challenge(), answer, SOMEWHERE);
  }

  private static ScramFirst first(String user) {
    return ScramFirst.read("n,,n=" + user + ",r=abc").orElseThrow();
  }

  private static void failTimes(LoginDesk desk, int times, InetAddress address) {
    for (int i = 0; i < times; i++) {
      desk.login(new LoginAttempt("shop", "wrong" + i, address), NOON);
    }
  }

  private static boolean granted(LoginDesk.Answer answer) {
    return answer.verdict() instanceof LoginVerdict.Granted;
  }

  private static String reply(LoginDesk.Answer answer) {
    return ((LoginVerdict.Denied) answer.verdict()).reply().toString();
  }
}
