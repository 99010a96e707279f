package relay.domain.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.access.Identity;
import relay.domain.access.Role;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.control.InMemoryControlStore;
import relay.domain.journal.EventType;
import relay.domain.reception.LoginAttempt;
import relay.domain.user.AuthenticatorApp;
import relay.domain.user.Enrolment;
import relay.domain.user.LoginProof;
import relay.domain.user.OwnLogin.Outcome;
import relay.domain.user.RememberedMarks;
import relay.domain.user.SecondFactors;
import relay.domain.user.Session;
import relay.domain.user.SessionSettings;
import relay.domain.user.UserDesk;
import relay.domain.user.UserDoor;
import relay.domain.user.Users;

class OwnLoginDeskTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(60);
  private static final String PASSWORD = "a long enough one";
  private static final String NEW = "another long enough one";
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private final InMemoryControlStore store = new InMemoryControlStore();
  private final Users users = new Users(store);
  private final RememberedMarks marks = new RememberedMarks();
  private final UserDesk logins =
      new UserDesk(
          store,
          new SecondFactors(store, ObjectDesks.VAULT, marks),
          marks,
          RelayConfiguration.of(
                  Map.of("login.hash-memory-kib", "64", "login.hash-passes", "1"), Map.of())
              .accounts(),
          () -> new SessionSettings(Duration.ofMinutes(30), Duration.ofHours(2), 100, 10),
          new Random(3));
  private final OwnLoginDesk desk =
      new OwnLoginDesk(ObjectDesks.over(store), store, logins, ObjectDesks.VAULT, new Random(4));
  private String secret;
  private String[] recovery;
  private Session session;

  @BeforeEach
  void logIn() {
    Map<String, String> shown =
        users
            .made("", "olga", "{\"role\":\"operator\",\"password\":\"" + PASSWORD + "\"}")
            .shownOnce();
    secret = shown.get("totp_secret");
    recovery = shown.get("recovery_codes").split(" ");
    session = opened(PASSWORD, code(NOON), NOON);
  }

  @Test
  void shouldGiveANewPasswordToWhoeverShowsTheOldOneAndACode() {
    Session other = opened(PASSWORD, recovery[0], NOON);
    Session mine = logins.open(session.identity(), NOON);
    session = opened(PASSWORD, recovery[1], NOON);

    Outcome.Changed changed = changed(change(proof(LATER), NEW, LATER).outcome());

    assertThat(logins.session(changed.session().token(), LATER)).isPresent();
    assertThat(logins.session(session.token(), LATER)).isEmpty();
    assertThat(logins.session(other.token(), LATER)).isEmpty();
    assertThat(logins.session(mine.token(), LATER)).as("of an issuer").isPresent();
    assertThat(changed.recoveryCodes()).isEmpty();
    assertThat(store.audit()).endsWith("olga replace user olga");
    Instant next = LATER.plusSeconds(60);
    opened(NEW, code(next), next);
    assertThat(login(PASSWORD, recovery[2], next)).isInstanceOf(UserDoor.Outcome.Denied.class);
  }

  @Test
  void shouldRefuseWrongProofsAndCountThemAsTheLoginDoes() {
    OwnLoginDesk.Answer wrong = change(new LoginProof("a wrong long one", code(LATER)), NEW, LATER);
    OwnLoginDesk.Answer used = change(proof(NOON), NEW, NOON);

    assertThat(wrong.outcome()).isInstanceOf(Outcome.Denied.class);
    assertThat(wrong.events()).extracting(e -> e.type()).contains(EventType.LOGIN_FAILED);
    assertThat(used.outcome()).as("the code of the login").isInstanceOf(Outcome.Denied.class);
    for (int i = 0; i < 5; i++) {
      change(new LoginProof("a wrong long one " + i, ""), NEW, LATER);
    }
    assertThat(change(new LoginProof("one guess more", ""), NEW, LATER).outcome())
        .isInstanceOfSatisfying(
            Outcome.Denied.class, denied -> assertThat(denied.isTemporary()).isTrue());
    assertThat(store.audit()).doesNotContain("olga replace user olga");
  }

  @Test
  void shouldJudgeTheNewPasswordBeforeACodeIsLostToIt() {
    assertInvalid(change(proof(LATER), "short", LATER).outcome(), "at least 12");
    assertInvalid(change(proof(LATER), "olga is my name 42", LATER).outcome(), "login name");
    assertInvalid(change(proof(LATER), PASSWORD, LATER).outcome(), "differ");

    changed(change(proof(LATER), NEW, LATER).outcome());
  }

  @Test
  void shouldTakeANewSecondFactorOnlyOnceACodeProvesIt() {
    Enrolment enrolment = begun(proof(LATER), LATER).enrolment();
    String confirming = AuthenticatorApp.code(enrolment.secret(), LATER);
    assertThat(logins.session(session.token(), LATER)).as("nothing is changed yet").isPresent();

    assertThat(confirm(enrolment, "000000", LATER)).isInstanceOf(Outcome.Invalid.class);
    Outcome.Changed changed = changed(confirm(enrolment, confirming, LATER));

    assertThat(changed.recoveryCodes()).hasSize(10).doesNotContain(recovery);
    assertThat(logins.session(session.token(), LATER)).isEmpty();
    assertThat(logins.session(changed.session().token(), LATER)).isPresent();
    assertThat(login(PASSWORD, confirming, LATER)).isInstanceOf(UserDoor.Outcome.Denied.class);
    assertThat(login(PASSWORD, recovery[0], LATER)).isInstanceOf(UserDoor.Outcome.Denied.class);
    opened(PASSWORD, changed.recoveryCodes().get(0), LATER);
    secret = enrolment.secret();
    Instant next = LATER.plusSeconds(60);
    opened(PASSWORD, code(next), next);
  }

  @Test
  void shouldTakeAnEnrolmentOnce() {
    Enrolment enrolment = begun(proof(LATER), LATER).enrolment();
    session =
        changed(confirm(enrolment, AuthenticatorApp.code(enrolment.secret(), LATER), LATER))
            .session();

    assertThat(confirm(enrolment, AuthenticatorApp.code(enrolment.secret(), LATER), LATER))
        .isInstanceOf(Outcome.Invalid.class);
  }

  @Test
  void shouldLetWhoLostTheAppTakeANewOneByRecoveryCode() {
    Outcome.Begun begun = begun(new LoginProof(PASSWORD, recovery[0]), LATER);
    session = begun.session();

    assertThat(logins.session(session.token(), LATER)).isPresent();
    changed(
        confirm(
            begun.enrolment(), AuthenticatorApp.code(begun.enrolment().secret(), LATER), LATER));
  }

  @Test
  void shouldLetWhoHasNoSecondFactorTakeOne() {
    users.changed("", "olga", "{\"second_factor\":\"none\"}");
    session = opened(PASSWORD, "", NOON);
    Enrolment enrolment = begun(new LoginProof(PASSWORD, ""), NOON).enrolment();

    changed(confirm(enrolment, AuthenticatorApp.code(enrolment.secret(), NOON), NOON));

    assertThat(login(PASSWORD, "", NOON)).isInstanceOf(UserDoor.Outcome.Denied.class);
  }

  @Test
  void shouldTellThoseWhoseLoginIsKeptElsewhere() {
    Session admin = logins.open(Identity.ofPlatform("admin", Role.PLATFORM_ADMINISTRATOR), NOON);

    assertThat(desk.changePassword(admin, proof(LATER), NEW, HERE, LATER).outcome())
        .isEqualTo(new Outcome.KeptElsewhere());
    assertThat(desk.beginSecondFactor(admin, proof(LATER), HERE, LATER).outcome())
        .isEqualTo(new Outcome.KeptElsewhere());
    assertThat(desk.confirmSecondFactor(admin, "", "", HERE, LATER).outcome())
        .isEqualTo(new Outcome.KeptElsewhere());
  }

  private OwnLoginDesk.Answer change(LoginProof proof, String wanted, Instant now) {
    return desk.changePassword(session, proof, wanted, HERE, now);
  }

  private Outcome.Begun begun(LoginProof proof, Instant now) {
    Outcome outcome = desk.beginSecondFactor(session, proof, HERE, now).outcome();
    assertThat(outcome).isInstanceOf(Outcome.Begun.class);
    return (Outcome.Begun) outcome;
  }

  private Outcome confirm(Enrolment enrolment, String code, Instant now) {
    return desk.confirmSecondFactor(session, enrolment.sealed(), code, HERE, now).outcome();
  }

  private LoginProof proof(Instant at) {
    return new LoginProof(PASSWORD, code(at));
  }

  private String code(Instant at) {
    return AuthenticatorApp.code(secret, at);
  }

  private UserDoor.Outcome login(String password, String code, Instant now) {
    return logins.login(new LoginAttempt("olga", password, HERE), code, now).outcome();
  }

  private Session opened(String password, String code, Instant now) {
    UserDoor.Outcome outcome = login(password, code, now);
    assertThat(outcome).isInstanceOf(UserDoor.Outcome.Opened.class);
    return ((UserDoor.Outcome.Opened) outcome).session();
  }

  private static Outcome.Changed changed(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Changed.class);
    return (Outcome.Changed) outcome;
  }

  private static void assertInvalid(Outcome outcome, String rule) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Invalid.class,
            invalid -> {
              assertThat(invalid.field()).isEqualTo("new_password");
              assertThat(invalid.rule()).contains(rule);
            });
  }
}
