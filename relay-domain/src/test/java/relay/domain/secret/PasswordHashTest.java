package relay.domain.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.secret.PasswordHash.Cost;

class PasswordHashTest {
  private static final Cost CHEAP = new Cost(64, 1, 1);

  // Made by the reference implementation of Argon2 (its own test vectors, version 0x13, Argon2id).
  private static final String REFERENCE =
      "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

  @Test
  void shouldVerifyAHashOfTheReferenceImplementation() {
    PasswordHash hash = PasswordHash.parse(REFERENCE);

    assertThat(hash.verify("password")).isTrue();
    assertThat(hash.verify("Password")).isFalse();
    assertThat(hash.cost()).isEqualTo(new Cost(256, 2, 1));
  }

  @Test
  void shouldVerifyOnlyThePasswordItWasMadeOf() {
    PasswordHash hash = PasswordHash.of("correct horse", CHEAP, new Random(1));

    assertThat(hash.verify("correct horse")).isTrue();
    assertThat(hash.verify("correct horse ")).isFalse();
    assertThat(hash.verify("")).isFalse();
    assertThat(hash.verify("x".repeat(PasswordHash.PASSWORD_OCTETS_MAX + 1))).isFalse();
  }

  @Test
  void shouldSurviveTheWayThroughASettingsFile() {
    PasswordHash hash = PasswordHash.of("geheim", CHEAP, new Random(2));

    PasswordHash read = PasswordHash.parse(hash.text());

    assertThat(read).isEqualTo(hash).hasSameHashCodeAs(hash);
    assertThat(read.verify("geheim")).isTrue();
  }

  @Test
  void shouldGiveEveryHashItsOwnSalt() {
    Random random = new Random(3);

    assertThat(PasswordHash.of("same", CHEAP, random).text())
        .isNotEqualTo(PasswordHash.of("same", CHEAP, random).text());
  }

  @Test
  void shouldTakeOnePasswordHoweverItsLettersWereComposed() {
    PasswordHash hash = PasswordHash.of("Gr\u00fc\u00dfe", CHEAP, new Random(4));

    assertThat(hash.verify("Gru\u0308\u00dfe")).isTrue();
  }

  @Test
  void shouldShowNeitherSaltNorHashInItsReadableText() {
    PasswordHash hash = PasswordHash.of("geheim", CHEAP, new Random(5));

    String secret = hash.text().substring(hash.text().lastIndexOf('$') + 1);
    assertThat(hash.toString()).doesNotContain(secret);
  }

  @Test
  void shouldHashWithTheRecommendedCostUnlessToldOtherwise() {
    PasswordHash hash = PasswordHash.of("geheim", new Random(6));

    assertThat(hash.text()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(hash.verify("geheim")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65",
        "$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=0,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=99$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=4,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"
      })
  void shouldRefuseWhatIsNoBoundedArgon2idHash(String text) {
    assertThatThrownBy(() -> PasswordHash.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseToHashNothingOrTooMuch() {
    Random random = new Random(7);

    assertThatThrownBy(() -> PasswordHash.of("", CHEAP, random))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PasswordHash.of("\u00e4".repeat(513), CHEAP, random))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
