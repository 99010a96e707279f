package relay.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.access.Identity;
import relay.domain.access.Role;
import relay.domain.administration.ChangeResult;
import relay.domain.administration.ObjectDesks;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.control.InMemoryControlStore;
import relay.domain.journal.EventType;
import relay.domain.reception.LoginAttempt;
import relay.domain.secret.FixedVault;
import relay.domain.tenancy.Tokens;

class UserDeskTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final String PASSWORD = "a long enough one";
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private final InMemoryControlStore store = new InMemoryControlStore();
  private final Users users = new Users(store);
  private final RememberedMarks marks = new RememberedMarks();
  private final UserDesk desk = desk(ObjectDesks.VAULT);
  private byte[] key;
  private String[] recovery;

  private UserDesk desk(relay.domain.secret.SecretVault vault) {
    var settings = Map.of("login.hash-memory-kib", "64", "login.hash-passes", "1");
    return new UserDesk(
        store,
        new SecondFactors(store, vault, marks),
        marks,
        RelayConfiguration.of(settings, Map.of()).accounts(),
        () -> new SessionSettings(Duration.ofMinutes(30), Duration.ofHours(2), 100, 10),
        new Random(3));
  }

  @BeforeEach
  void make() {
    ChangeResult.Done made =
        users.made("", "olga", "{\"role\":\"operator\",\"password\":\"" + PASSWORD + "\"}");
    key = users.totpKey("", "olga");
    recovery = made.shownOnce().get("recovery_codes").split(" ");
  }

  @Test
  void shouldOpenASessionForPasswordAndCode() {
    UserDoor.Outcome.Opened opened = opened(desk.login(attempt(PASSWORD), code(NOON), NOON));
    Session session = opened.session();

    assertThat(session.identity()).isEqualTo(Identity.ofPlatform("olga", Role.OPERATOR));
    assertThat(opened.how()).isEqualTo("password and code");
    assertThat(desk.session(session.token(), NOON)).contains(session);
    desk.logout(session);
    assertThat(desk.session(session.token(), NOON)).isEmpty();
  }

  @Test
  void shouldTakeTheNameInAnyCase() {
    LoginAttempt attempt = new LoginAttempt("OLGA", PASSWORD, HERE);

    assertThat(opened(desk.login(attempt, code(NOON), NOON)).session().identity().name())
        .isEqualTo("olga");
  }

  @Test
  void shouldNotTellAWrongPasswordFromAWrongOrMissingCode() {
    UserDesk.Answer wrong = desk.login(attempt("another long one"), code(NOON), NOON);
    UserDesk.Answer without = desk.login(attempt(PASSWORD), "", NOON);
    UserDesk.Answer guessed = desk.login(attempt(PASSWORD), "000000", NOON);
    UserDesk.Answer nobody = desk.login(new LoginAttempt("nobody", PASSWORD, HERE), "", NOON);

    assertThat(reply(wrong)).startsWith("535");
    assertThat(reply(without)).isEqualTo(reply(wrong));
    assertThat(reply(guessed)).isEqualTo(reply(wrong));
    assertThat(reply(nobody)).isEqualTo(reply(wrong));
    assertThat(guessed.events()).extracting(e -> e.type()).contains(EventType.LOGIN_FAILED);
  }

  @Test
  void shouldTakeACodeOnceAndNoneBeforeIt() {
    desk.login(attempt(PASSWORD), code(NOON), NOON);

    assertDenied(desk.login(attempt(PASSWORD), code(NOON), NOON));
    assertDenied(desk.login(attempt(PASSWORD), code(NOON.minusSeconds(30)), NOON));
    assertDenied(desk.login(attempt(PASSWORD), code(NOON), NOON.plusSeconds(30)));
    Instant later = NOON.plusSeconds(60);
    opened(desk.login(attempt(PASSWORD), code(later), later));
  }

  @Test
  void shouldMakeAGuesserOfCodesWaitThoughThePasswordIsRightEachTime() throws Exception {
    for (int i = 1; i <= 5; i++) {
      InetAddress other = InetAddress.getByAddress(new byte[] {(byte) 203, 0, 113, (byte) i});
      desk.login(new LoginAttempt("olga", PASSWORD, other), "00000" + i, NOON);
    }

    UserDesk.Answer answer = desk.login(attempt(PASSWORD), code(NOON), NOON);

    assertThat(reply(answer)).startsWith("454 4.7.0 Too many");
    assertThat(desk.waiting(NOON)).extracting(l -> l.name()).contains("olga");
    Instant later = NOON.plus(Duration.ofHours(1));
    opened(desk.login(attempt(PASSWORD), code(later), later));
  }

  @Test
  void shouldLetWhoIsUnlockedTryAtOnce() {
    for (int i = 1; i <= 5; i++) {
      desk.login(attempt(PASSWORD), "00000" + i, NOON);
    }
    assertThat(reply(desk.login(attempt(PASSWORD), code(NOON), NOON))).startsWith("454");

    assertThat(desk.unlockAccount("olga")).isTrue();
    assertThat(desk.unlockAddress(HERE)).isTrue();

    assertThat(desk.unlockAccount("olga")).isFalse();
    opened(desk.login(attempt(PASSWORD), code(NOON), NOON));
  }

  @Test
  void shouldJudgeNoMoreCodesThanAreFreeHoweverManyComeAtOnce() {
    AtomicInteger judged = new AtomicInteger();

    IntStream.range(0, 40)
        .parallel()
        .forEach(
            i -> {
              UserDesk.Answer answer = desk.login(attempt(PASSWORD), "1000" + (10 + i), NOON);
              if (reply(answer).startsWith("535")) {
                judged.incrementAndGet();
              }
            });

    assertThat(judged.get()).isBetween(1, 5);
  }

  @Test
  void shouldTakeEachRecoveryCodeOnce() {
    UserDoor.Outcome.Opened first = opened(desk.login(attempt(PASSWORD), recovery[0], NOON));

    assertThat(first.how()).isEqualTo("password and recovery code, 9 left");
    assertThat(desk.session(first.session().token(), NOON)).isPresent();
    assertDenied(desk.login(attempt(PASSWORD), recovery[0], NOON));
    assertThat(opened(desk.login(attempt(PASSWORD), recovery[1].replace("-", " "), NOON)).how())
        .endsWith("8 left");
    assertThat(store.audit()).contains("olga replace user olga");
  }

  @Test
  void shouldTakeNoRecoveryCodeThatItCannotCrossOut() {
    store.setDown(true);

    assertThat(reply(desk.login(attempt(PASSWORD), recovery[0], NOON))).startsWith("454");
    opened(desk.login(attempt(PASSWORD), code(NOON), NOON));

    store.setDown(false);
    opened(desk.login(attempt(PASSWORD), recovery[0], NOON));
  }

  @Test
  void shouldLetInByRecoveryCodeWhenTheKeyOfTheCodesCannotBeOpened() {
    UserDesk withoutKeys = desk(new FixedVault(31));

    assertThat(reply(withoutKeys.login(attempt(PASSWORD), code(NOON), NOON))).startsWith("454");
    opened(withoutKeys.login(attempt(PASSWORD), recovery[0], NOON));
  }

  @Test
  void shouldEndTheSessionWithAnyChangeOfItsUser() {
    String token = opened(desk.login(attempt(PASSWORD), code(NOON), NOON)).session().token();

    users.changed("", "olga", "{\"role\":\"platform-administrator\"}");

    assertThat(desk.session(token, NOON)).isEmpty();
  }

  @Test
  void shouldEndTheSessionOfWhoIsDeletedAlsoWhenAnotherComesUnderHisName() {
    String token = opened(desk.login(attempt(PASSWORD), code(NOON), NOON)).session().token();
    users.deleted("", "olga");
    assertThat(desk.session(token, NOON)).isEmpty();

    users.made("", "olga", "{\"role\":\"operator\"}");

    assertThat(desk.session(token, NOON)).isEmpty();
  }

  /** Another node has opened it after a change that this one hears of in a moment. */
  @Test
  void shouldTrustASessionOfANewerUserForTwoSecondsAndThenWaitForTheNews() {
    users.changed("", "olga", "{\"name\":\"Olga\"}");
    LocalUser newer = users.find("", "olga").withVersion(9);
    Session session = sessionOf(newer);

    assertThat(desk.session(session.token(), NOON.plusMillis(1999))).contains(session);
    assertThat(desk.session(session.token(), NOON.plusMillis(2000))).isEmpty();
    assertThat(desk.sessions().news(10))
        .as("nobody is told that it ended: others may know him")
        .filteredOn(note -> note.tokenHash().equals(Tokens.hashOf(session.token())))
        .extracting(SessionNote::what)
        .containsExactly(SessionNote.What.OPENED);
  }

  @Test
  void shouldEndOnAllNodesTheSessionOfAUserWhoWasChanged() {
    Session session = opened(desk.login(attempt(PASSWORD), code(NOON), NOON)).session();
    users.changed("", "olga", "{\"state\":\"disabled\"}");

    assertThat(desk.session(session.token(), NOON)).isEmpty();

    assertThat(desk.sessions().news(10))
        .extracting(SessionNote::what)
        .containsExactly(SessionNote.What.ENDED);
  }

  @Test
  void shouldEndOnAllNodesTheSessionOfAUserWhoIsGone() {
    Session session = opened(desk.login(attempt(PASSWORD), code(NOON), NOON)).session();
    users.deleted("", "olga");

    assertThat(desk.session(session.token(), NOON.plusSeconds(2))).isEmpty();

    assertThat(desk.sessions().news(10))
        .extracting(SessionNote::what)
        .containsExactly(SessionNote.What.ENDED);
  }

  private Session sessionOf(LocalUser user) {
    return desk.renew(desk.open(user.identity(), NOON), user, NOON);
  }

  @Test
  void shouldEndAllSessionsOfOnePersonAndNobodyElses() {
    Session one = opened(desk.login(attempt(PASSWORD), recovery[0], NOON)).session();
    Session admin = desk.open(Identity.ofPlatform("admin", Role.PLATFORM_ADMINISTRATOR), NOON);
    Session two = desk.open(one.identity(), NOON);

    desk.logoutEverywhere(one.identity(), NOON.plusMillis(1));

    assertThat(desk.session(one.token(), NOON)).isEmpty();
    assertThat(desk.session(two.token(), NOON)).isEmpty();
    assertThat(desk.session(admin.token(), NOON)).isPresent();
    Session later = desk.open(one.identity(), NOON.plusMillis(2));
    assertThat(desk.session(later.token(), NOON.plusMillis(2))).isPresent();
  }

  @Test
  void shouldNotLetInWhoIsDisabled() {
    users.changed("", "olga", "{\"state\":\"disabled\"}");

    assertDenied(desk.login(attempt(PASSWORD), code(NOON), NOON));
  }

  @Test
  void shouldNeedNoCodeFromWhoHasNone() {
    users.changed("", "olga", "{\"second_factor\":\"none\"}");
    assertThat(opened(desk.login(attempt(PASSWORD), "", NOON)).how()).isEqualTo("password");
    assertDenied(desk.login(attempt("wrong one altogether"), "", NOON));

    var again = users.changed("", "olga", "{\"second_factor\":\"totp\"}");

    assertThat(again.shownOnce()).containsKeys("totp_secret", "recovery_codes");
    assertDenied(desk.login(attempt(PASSWORD), "", NOON));
  }

  @Test
  void shouldTakeNeitherOldCodesNorOldRecoveryCodesOnceThereAreNewOnes() {
    users.changed("", "olga", "{\"new_second_factor\":true}");

    assertDenied(desk.login(attempt(PASSWORD), code(NOON), NOON));
    assertDenied(desk.login(attempt(PASSWORD), recovery[0], NOON));
    key = users.totpKey("", "olga");
    opened(desk.login(attempt(PASSWORD), code(NOON), NOON));
  }

  private static LoginAttempt attempt(String password) {
    return new LoginAttempt("olga", password, HERE);
  }

  private String code(Instant at) {
    return Totp.code(key, Totp.step(at), 6);
  }

  private static UserDoor.Outcome.Opened opened(UserDesk.Answer answer) {
    assertThat(answer.outcome()).isInstanceOf(UserDoor.Outcome.Opened.class);
    return (UserDoor.Outcome.Opened) answer.outcome();
  }

  private static void assertDenied(UserDesk.Answer answer) {
    assertThat(reply(answer)).startsWith("535");
  }

  private static String reply(UserDesk.Answer answer) {
    return answer.outcome() instanceof UserDoor.Outcome.Denied denied
        ? denied.reply().toString()
        : "opened";
  }
}
