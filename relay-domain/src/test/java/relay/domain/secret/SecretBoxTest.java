package relay.domain.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBoxTest {
  private static final Random RANDOM = new Random(1);
  private static final byte[] SECRET = "top secret".getBytes(StandardCharsets.UTF_8);
  private final MasterKeys keys = MasterKeys.first(RANDOM);
  private final SecretBox box = new SecretBox(keys, RANDOM);

  @Test
  void shouldOpenWhatItSealed() {
    String sealed = box.seal(SECRET, "dkim acme/s1");

    assertThat(box.open(sealed, "dkim acme/s1")).isEqualTo(SECRET);
    assertThat(sealed).startsWith("sealed:1:" + keys.newest() + ":").doesNotContain("secret");
    assertThat(box.seal(SECRET, "dkim acme/s1")).isNotEqualTo(sealed);
  }

  @Test
  void shouldNotOpenWhatWasMovedToAnotherPlace() {
    String sealed = box.seal(SECRET, "dkim acme/s1");

    assertThatThrownBy(() -> box.open(sealed, "dkim evil/s1")).isInstanceOf(SecretUnreadable.class);
  }

  @Test
  void shouldNotOpenWhatWasChanged() {
    String sealed = box.seal(SECRET, "x");
    char last = sealed.charAt(sealed.length() - 8);
    String changed =
        sealed.substring(0, sealed.length() - 8)
            + (last == 'A' ? 'B' : 'A')
            + sealed.substring(sealed.length() - 7);

    assertThatThrownBy(() -> box.open(changed, "x")).isInstanceOf(SecretUnreadable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "sealed:1:", "sealed:1:0a", "sealed:1:0a:AAAA"})
  void shouldSayThatATextIsNoSealedSecretOfOurs(String text) {
    assertThatThrownBy(() -> box.open(text, "x")).isInstanceOf(SecretUnreadable.class);
  }

  @Test
  void shouldReadOldSecretsAfterARotationAndSealAnewWithTheNewestKey() {
    String old = box.seal(SECRET, "x");
    MasterKeys rotated = MasterKeys.parse(keys.withNext(RANDOM).text());
    SecretBox after = new SecretBox(rotated, RANDOM);

    String renewed = after.renewed(old, "x");

    assertThat(rotated.count()).isEqualTo(2);
    assertThat(after.open(old, "x")).isEqualTo(SECRET);
    assertThat(after.isCurrent(old)).isFalse();
    assertThat(after.isCurrent(renewed)).isTrue();
    assertThat(after.open(renewed, "x")).isEqualTo(SECRET);
    assertThat(after.renewed(renewed, "x")).isEqualTo(renewed);
    assertThatThrownBy(() -> box.open(renewed, "x")).hasMessageContaining(rotated.newest());
  }

  @Test
  void shouldShowNoKeyInATextForPeople() {
    assertThat(keys.toString()).isEqualTo("MasterKeys[" + keys.newest() + "]");
    assertThat(new SecretSettings(java.util.Optional.of(keys), "").toString())
        .doesNotContain(keys.text().substring(10));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# note",
        "a1 AAAA",
        "AAAA",
        "a1 ?",
        "../x AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
      })
  void shouldRefuseKeysThatAreNone(String text) {
    assertThatThrownBy(() -> MasterKeys.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
