package relay.domain.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Key sets (RFC 7517) as issuers publish them, with keys of all kinds beside ours. */
class KeySetTest {
  private static final TokenFactory FACTORY = new TokenFactory();

  @ParameterizedTest
  @CsvSource({
    "r, RS256, 1",
    "r, PS256, 1",
    "r, ES256, 0",
    "e, ES256, 1",
    "e, EdDSA, 0",
    "d, EdDSA, 1",
    "d, RS256, 0",
    "x, RS256, 0",
    "R, RS256, 0",
  })
  void shouldFindKeysByIdAndAlgorithm(String id, String algorithm, int found) {
    KeySet keys = KeySet.parse(FACTORY.keySet());

    assertThat(keys.keysFor(Optional.of(id), TokenAlgorithm.named(algorithm).orElseThrow()))
        .hasSize(found);
  }

  @Test
  void shouldTryEachKeyOfTheKindForATokenWithoutId() {
    KeySet keys =
        KeySet.parse(
            "{\"keys\":[" + FACTORY.rsaKey("a") + "," + new TokenFactory().rsaKey("b") + "]}");

    assertThat(keys.keysFor(Optional.empty(), TokenAlgorithm.named("RS256").orElseThrow()))
        .hasSize(2);
    assertThat(keys.has("a")).isTrue();
    assertThat(keys.has("c")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'\"use\":\"sig\"', '\"use\":\"enc\"', 0",
    "'\"use\":\"sig\"', '\"use\":\"sig\",\"alg\":\"RS256\"', 1",
    "'\"use\":\"sig\"', '\"use\":\"sig\",\"alg\":\"RS512\"', 0",
    "'\"use\":\"sig\"', '\"x\":\"y\"', 1",
    "'\"kty\":\"RSA\"', '\"kty\":\"oct\"', 0",
  })
  void shouldLeaveOutKeysThatAreNotForThis(String from, String to, int found) {
    String other = new TokenFactory().rsaKey("good");
    KeySet keys =
        KeySet.parse("{\"keys\":[" + FACTORY.rsaKey("bad").replace(from, to) + "," + other + "]}");

    assertThat(keys.keysFor(Optional.of("bad"), TokenAlgorithm.named("RS256").orElseThrow()))
        .hasSize(found);
    assertThat(keys.has("good")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kty\":\"RSA\",\"kid\":\"x\"}",
        "{\"kty\":\"RSA\",\"kid\":\"x\",\"n\":\"AQAB\",\"e\":\"AQAB\"}",
        "{\"kty\":\"RSA\",\"kid\":\"x\",\"n\":\"***\",\"e\":\"AQAB\"}",
        "{\"kty\":\"EC\",\"kid\":\"x\",\"crv\":\"P-384\",\"x\":\"AQ\",\"y\":\"AQ\"}",
        "{\"kty\":\"EC\",\"kid\":\"x\",\"crv\":\"P-256\"}",
        "{\"kty\":\"EC\",\"kid\":\"x\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\"}",
        "{\"kty\":\"OKP\",\"kid\":\"x\",\"crv\":\"Ed25519\",\"x\":\"AQ\"}",
        "{\"kty\":\"OKP\",\"kid\":\"x\",\"crv\":\"Ed448\",\"x\":\"AQ\"}",
        "{\"kty\":7}",
        "{}",
        "7",
        "null",
        "\"text\"",
      })
  void shouldNotBeSpoiledByABrokenKey(String broken) {
    KeySet keys = KeySet.parse("{\"keys\":[" + broken + "," + FACTORY.rsaKey("good") + "]}");

    assertThat(keys.has("good")).isTrue();
    assertThat(keys.has("x")).isFalse();
    assertThatThrownBy(() -> KeySet.parse("{\"keys\":[" + broken + "]}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"keys\":7}",
        "{\"keys\":{}}",
        "{\"keys\":null}",
        "{\"keys\":\"x\"}",
        "{\"keys\":[]}",
        "<html>"
      })
  void shouldRefuseWhatIsNoKeySet(String text) {
    assertThatThrownBy(() -> KeySet.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"99, true", "100, false"})
  void shouldReadAHundredKeysAtMost(int others, boolean readable) {
    String keys = "{\"keys\":[" + "{},".repeat(others) + FACTORY.rsaKey("good") + "]}";

    if (readable) {
      assertThat(KeySet.parse(keys).has("good")).isTrue();
    } else {
      assertThatThrownBy(() -> KeySet.parse(keys)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
