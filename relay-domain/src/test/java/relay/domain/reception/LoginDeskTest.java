package relay.domain.reception;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.reception.AccountSettingsFixture.accounts;
import static relay.domain.reception.Clients.SOMEWHERE;
import static relay.domain.reception.Clients.address;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import relay.domain.authentication.TokenCheck;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.Lane;

class LoginDeskTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final InetAddress ELSEWHERE = address("203.0.113.9");

  private final ChangingAccounts users = new ChangingAccounts();
  private final Semaphore verifiers = new Semaphore(1);
  private final LoginDesk desk = desk(accounts());

  @Test
  void shouldGrantTheRightPasswordAndSayWhoItIs() {
    LoginDesk.Answer answer = desk.login(attempt("shop", "geheim"), NOON);

    assertThat(answer.verdict())
        .isEqualTo(new LoginVerdict.Granted(new AuthenticatedUser("shop", Optional.of(Lane.OTP))));
    assertThat(answer.events()).isEmpty();
  }

  @Test
  void shouldTakeTheUserNameInAnyCase() {
    assertThat(granted(desk.login(attempt("SHOP", "geheim"), NOON))).isTrue();
  }

  @Test
  void shouldDenyWrongPasswordAndUnknownUserAlike() {
    LoginDesk.Answer wrong = desk.login(attempt("shop", "falsch"), NOON);
    LoginDesk.Answer unknown = desk.login(attempt("nobody", "geheim"), NOON);

    assertThat(reply(wrong)).startsWith("535 5.7.8 ");
    assertThat(reply(unknown)).isEqualTo(reply(wrong));
  }

  @Test
  void shouldDenyThePasswordOfTheStandInForUnknownUsers() {
    assertThat(granted(desk.login(attempt("ghost", "nobody"), NOON))).isFalse();
    assertThat(granted(desk.login(attempt("ghost", "nobody"), NOON))).isFalse();
  }

  @Test
  void shouldTellTheJournalWhoFailedFromWhereButNotThePassword() {
    MailEvent event = desk.login(attempt("shop", "falsch"), NOON).events().get(0);

    assertThat(event.type()).isEqualTo(EventType.LOGIN_FAILED);
    assertThat(event.details())
        .containsEntry(EventField.USER, "shop")
        .containsEntry(EventField.CLIENT, "198.51.100.7");
    assertThat(event.toString()).doesNotContain("falsch");
  }

  @Test
  void shouldMakeAGuesserWaitLongerAndLongerUpToTheLockOut() {
    Instant now = NOON;
    String last = "";
    for (int guess = 0; guess < 40; guess++) {
      LoginDesk.Answer answer = desk.login(attempt("shop", "guess" + guess), now);
      if (reply(answer).startsWith("454")) {
        last = reply(answer);
        now = now.plus(waitIn(last));
        answer = desk.login(attempt("shop", "guess" + guess), now);
      }
      assertThat(reply(answer)).startsWith("535");
    }

    assertThat(last).isEqualTo("454 4.7.0 Too many failed logins; try again in 900 seconds");
    assertThat(Duration.between(NOON, now)).isGreaterThan(Duration.ofHours(5));
  }

  @Test
  void shouldNotVerifyAnythingForWhoHasToWait() {
    failTimes(desk, 5, SOMEWHERE);
    verifiers.drainPermits();

    assertThat(reply(desk.login(attempt("shop", "geheim"), NOON)))
        .startsWith("454 4.7.0 Too many failed logins");
  }

  @Test
  void shouldTellTheJournalOnceThatSomebodyIsLockedOut() {
    Instant now = NOON;
    int lockOuts = 0;
    for (int guess = 0; guess < 30; guess++) {
      LoginDesk.Answer answer = desk.login(attempt("u" + guess, "x"), now);
      lockOuts +=
          (int) answer.events().stream().filter(e -> e.type() == EventType.LOCKED_OUT).count();
      now = now.plus(Duration.ofMinutes(15));
    }

    assertThat(lockOuts).isEqualTo(1);
  }

  @Test
  void shouldLockTheAddressWhateverAccountsItTries() {
    for (int i = 0; i < 5; i++) {
      desk.login(attempt("user" + i, "x"), NOON);
    }

    assertThat(reply(desk.login(attempt("shop", "geheim"), NOON))).startsWith("454");
    assertThat(granted(desk.login(from(ELSEWHERE, "shop", "geheim"), NOON))).isTrue();
  }

  @Test
  void shouldLockTheAccountWhateverAddressesTryIt() {
    for (int i = 1; i <= 5; i++) {
      desk.login(from(address("203.0.113." + i), "shop", "guess" + i), NOON);
    }

    assertThat(reply(desk.login(attempt("shop", "geheim"), NOON))).startsWith("454");
    assertThat(granted(desk.login(attempt("news", "auch"), NOON))).isTrue();
  }

  @Test
  void shouldTakeTheAddressesOfOneIpv6SiteForOne() {
    for (int i = 1; i <= 5; i++) {
      desk.login(from(address("2001:db8:1:2::" + i), "user" + i, "x"), NOON);
    }

    assertThat(reply(desk.login(from(address("2001:db8:1:2:ffff::1"), "shop", "geheim"), NOON)))
        .startsWith("454");
    assertThat(granted(desk.login(from(address("2001:db8:1:3::1"), "shop", "geheim"), NOON)))
        .isTrue();
  }

  @Test
  void shouldForgiveTheAccountButNotTheAddressAfterASuccess() {
    failTimes(desk, 4, SOMEWHERE);

    assertThat(granted(desk.login(attempt("shop", "geheim"), NOON))).isTrue();

    assertThat(reply(desk.login(attempt("news", "falsch"), NOON))).startsWith("535");
    assertThat(reply(desk.login(attempt("news", "auch"), NOON))).startsWith("454");
    assertThat(granted(desk.login(from(ELSEWHERE, "shop", "geheim"), NOON))).isTrue();
  }

  @Test
  void shouldCountAnAccountsFailuresAnewAfterASuccess() {
    for (int i = 1; i <= 4; i++) {
      desk.login(from(address("203.0.113." + i), "shop", "guess" + i), NOON);
    }
    assertThat(granted(desk.login(attempt("shop", "geheim"), NOON))).isTrue();
    for (int i = 5; i <= 8; i++) {
      desk.login(from(address("203.0.113." + i), "shop", "guess" + i), NOON);
    }

    assertThat(granted(desk.login(from(address("203.0.113.9"), "shop", "geheim"), NOON))).isTrue();
  }

  @Test
  @Timeout(300)
  void shouldNotLetGuessesThroughThatWaitedForAVerifierTogether() throws Exception {
    LoginDesk patient =
        new LoginDesk(
            users,
            accounts().with("login.verifier-wait", "30s").build(),
            verifiers,
            new byte[32],
            TokenCheck.NONE,
            new Random(42));
    verifiers.drainPermits();
    ExecutorService guessers = Executors.newFixedThreadPool(20);
    try {
      List<Future<String>> replies = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        LoginAttempt guess = attempt("shop", "guess" + i);
        replies.add(guessers.submit(() -> reply(patient.login(guess, NOON))));
      }
      while (verifiers.getQueueLength() < 20) {
        Thread.onSpinWait();
      }
      verifiers.release();
      int verified = 0;
      for (Future<String> reply : replies) {
        verified += reply.get(120, TimeUnit.SECONDS).startsWith("535") ? 1 : 0;
      }
      assertThat(verified).isEqualTo(5);
    } finally {
      guessers.shutdownNow();
    }
  }

  @Test
  void shouldForgetOldFailures() {
    failTimes(desk, 4, SOMEWHERE);
    Instant later = NOON.plus(Duration.ofMinutes(61));

    for (int i = 0; i < 4; i++) {
      assertThat(reply(desk.login(attempt("shop", "later" + i), later))).startsWith("535");
    }
    assertThat(granted(desk.login(attempt("shop", "geheim"), later))).isTrue();
  }

  @Test
  void shouldCountTheSameWrongPasswordOnceAndReportItOnce() {
    int events = 0;
    for (int i = 0; i < 100; i++) {
      LoginDesk.Answer answer = desk.login(attempt("shop", "outdated"), NOON.plusSeconds(60L * i));
      assertThat(reply(answer)).startsWith("535");
      events += answer.events().size();
    }

    assertThat(events).isEqualTo(1);
    assertThat(granted(desk.login(attempt("shop", "geheim"), NOON.plusSeconds(6000)))).isTrue();
  }

  @Test
  void shouldRememberAGoodLoginWithoutAVerifierForItsAddressOnly() {
    desk.login(attempt("shop", "geheim"), NOON);
    verifiers.drainPermits();

    assertThat(granted(desk.login(attempt("shop", "geheim"), NOON.plusSeconds(299)))).isTrue();
    assertThat(granted(desk.login(attempt("shop", "geheim"), NOON.plusSeconds(598)))).isTrue();
    assertThat(granted(desk.login(attempt("shop", "geheim"), NOON.plusSeconds(898)))).isFalse();
    assertThat(reply(desk.login(from(ELSEWHERE, "shop", "geheim"), NOON)))
        .startsWith("454 4.7.0 Too many logins");
  }

  @Test
  void shouldKeepARememberedClientWorkingWhileOthersGuess() {
    desk.login(attempt("shop", "geheim"), NOON);
    failTimes(desk, 9, ELSEWHERE);

    assertThat(granted(desk.login(attempt("shop", "geheim"), NOON))).isTrue();
    assertThat(reply(desk.login(from(ELSEWHERE, "shop", "geheim"), NOON))).startsWith("454");
  }

  @Test
  void shouldForgetALoginWhenThePasswordChanges() {
    desk.login(attempt("shop", "geheim"), NOON);
    desk.login(attempt("shop", "neu"), NOON);
    users.put("shop", "neu");

    assertThat(granted(desk.login(attempt("shop", "geheim"), NOON))).isFalse();
    assertThat(granted(desk.login(attempt("shop", "neu"), NOON))).isTrue();
  }

  @Test
  void shouldForgetALoginWhenTheAccountGoes() {
    desk.login(attempt("shop", "geheim"), NOON);
    users.byName.clear();

    assertThat(granted(desk.login(attempt("shop", "geheim"), NOON))).isFalse();
  }

  @Test
  void shouldAskToComeBackWhenNoVerifierIsFree() {
    verifiers.drainPermits();

    LoginDesk.Answer answer = desk.login(attempt("shop", "geheim"), NOON);

    assertThat(reply(answer)).startsWith("454 4.7.0 Too many logins at this moment");
  }

  @Test
  void shouldGiveEveryVerifierBack() {
    failTimes(desk, 3, SOMEWHERE);
    desk.login(attempt("shop", "geheim"), NOON);

    assertThat(verifiers.availablePermits()).isEqualTo(1);
  }

  @Test
  void shouldAskToComeBackWhenAccountsCannotBeRead() {
    users.broken = true;

    assertThat(reply(desk.login(attempt("shop", "geheim"), NOON))).startsWith("454 4.7.0 ");
  }

  @Test
  void shouldDenyWhatIsTooLongWithoutAnyWork() {
    verifiers.drainPermits();

    assertThat(reply(desk.login(attempt("x".repeat(257), "geheim"), NOON))).startsWith("535");
    assertThat(reply(desk.login(attempt("shop", "x".repeat(1025)), NOON))).startsWith("535");
  }

  @Test
  void shouldStayBoundedWhateverNamesAreTried() {
    LoginDesk small = desk(accounts().with("login.entries-max", "100"));
    small.login(attempt("shop", "geheim"), NOON);

    for (int i = 0; i < 1000; i++) {
      small.login(from(address("10.0." + i / 250 + "." + i % 250), "user" + i, "x"), NOON);
    }

    verifiers.drainPermits();
    assertThat(granted(small.login(attempt("shop", "geheim"), NOON))).isTrue();
  }

  private LoginDesk desk(AccountSettingsFixture settings) {
    users.put("shop", "geheim");
    users.put("news", "auch");
    return new LoginDesk(
        users,
        settings.with("login.verifier-wait", "0s").build(),
        verifiers,
        new byte[32],
        TokenCheck.NONE,
        new Random(42));
  }

  private static void failTimes(LoginDesk desk, int times, InetAddress address) {
    for (int i = 0; i < times; i++) {
      desk.login(from(address, "shop", "wrong" + i), NOON);
    }
  }

  private static LoginAttempt attempt(String user, String password) {
    return from(SOMEWHERE, user, password);
  }

  private static LoginAttempt from(InetAddress address, String user, String password) {
    return new LoginAttempt(user, password, address);
  }

  private static boolean granted(LoginDesk.Answer answer) {
    return answer.verdict() instanceof LoginVerdict.Granted;
  }

  private static String reply(LoginDesk.Answer answer) {
    return answer.verdict() instanceof LoginVerdict.Denied denied
        ? denied.reply().toString()
        : "granted";
  }

  private static Duration waitIn(String reply) {
    return Duration.ofSeconds(Long.parseLong(reply.replaceAll(".* in (\\d+) seconds", "$1")));
  }
}
