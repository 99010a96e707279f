package relay.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.administration.ObjectDesks;
import relay.domain.control.InMemoryControlStore;
import relay.domain.secret.FixedVault;
import relay.domain.secret.SecretBox;

class EnrolmentTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final SecretBox BOX = ObjectDesks.VAULT.box();
  private final Users users = new Users(new InMemoryControlStore());
  private LocalUser olga;
  private Enrolment enrolment;

  @BeforeEach
  void begin() {
    users.made("", "olga", "{\"role\":\"operator\"}");
    users.made("", "otto", "{\"role\":\"operator\"}");
    olga = users.find("", "olga");
    enrolment = Enrolment.begin(olga, BOX, NOON, new Random(5));
  }

  @Test
  void shouldGiveTheKeyToWhoeverShowsACodeOfIt() {
    var confirmed =
        Enrolment.confirmed(olga, enrolment.sealed(), code(NOON), BOX, NOON).orElseThrow();

    assertThat(confirmed.step()).isEqualTo(Totp.step(NOON));
    byte[] key = BOX.open(confirmed.sealedTotp(), LocalUser.totpPlace(olga.key()));
    assertThat(Totp.base32(key)).isEqualTo(enrolment.secret());
    assertThat(enrolment.uri()).contains(enrolment.secret(), "relay:olga");
  }

  @Test
  void shouldTakeNoCodeOfTheOldKeyNorOneThatIsOld() {
    String old = Totp.code(users.totpKey("", "olga"), Totp.step(NOON), 6);

    assertThat(Enrolment.confirmed(olga, enrolment.sealed(), old, BOX, NOON)).isEmpty();
    assertThat(Enrolment.confirmed(olga, enrolment.sealed(), "", BOX, NOON)).isEmpty();
    assertThat(Enrolment.confirmed(olga, enrolment.sealed(), code(NOON), BOX, after(120)))
        .isEmpty();
  }

  @Test
  void shouldEndWithItsTime() {
    long life = Enrolment.LIFE.toSeconds();

    assertThat(confirmedAt(after(life - 1))).isTrue();
    assertThat(confirmedAt(after(life))).isFalse();
  }

  @Test
  void shouldEndWithAnyChangeOfTheUser() {
    users.changed("", "olga", "{\"name\":\"Olga\"}");

    assertThat(
            Enrolment.confirmed(users.find("", "olga"), enrolment.sealed(), code(NOON), BOX, NOON))
        .isEmpty();
  }

  @Test
  void shouldBeOfNoUseToAnotherUserAndUnderNoOtherKey() {
    LocalUser otto = users.find("", "otto");
    SecretBox other = new FixedVault(77).box();

    assertThat(Enrolment.confirmed(otto, enrolment.sealed(), code(NOON), BOX, NOON)).isEmpty();
    assertThat(Enrolment.confirmed(olga, enrolment.sealed(), code(NOON), other, NOON)).isEmpty();
  }

  @Test
  void shouldRefuseWhatItNeverSealedForThis() {
    String totp = olga.sealedTotp().orElseThrow();

    assertThat(Enrolment.confirmed(olga, totp, code(NOON), BOX, NOON)).isEmpty();
    assertThat(Enrolment.confirmed(olga, "", code(NOON), BOX, NOON)).isEmpty();
    assertThat(Enrolment.confirmed(olga, "sealed:1:x:y", code(NOON), BOX, NOON)).isEmpty();
  }

  @Test
  void shouldShowNoSecretWhereItIsPrinted() {
    assertThat(enrolment.toString()).doesNotContain(enrolment.secret());
    assertThat(new LoginProof("a long enough one", "123456").toString())
        .doesNotContain("long", "123456");
  }

  private boolean confirmedAt(Instant at) {
    return Enrolment.confirmed(olga, enrolment.sealed(), code(at), BOX, at).isPresent();
  }

  private String code(Instant at) {
    return AuthenticatorApp.code(enrolment.secret(), at);
  }

  private static Instant after(long seconds) {
    return NOON.plusSeconds(seconds);
  }
}
