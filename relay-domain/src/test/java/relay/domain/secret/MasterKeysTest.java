package relay.domain.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;

class MasterKeysTest {
  private static final String ONE = "a1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  private static final String TWO = "b2 BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=";

  @Test
  void shouldEncryptWithTheLastKeyOfTheText() {
    MasterKeys keys = MasterKeys.parse("# ours\n\n  " + ONE + "  \r\n" + TWO + "\n# end\n");

    assertThat(keys.count()).isEqualTo(2);
    assertThat(keys.newest()).isEqualTo("b2");
    assertThat(keys.key("a1")).hasSize(32).containsOnly(0);
    assertThat(MasterKeys.parse(keys.text())).isEqualTo(keys).hasSameHashCodeAs(keys);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ONE + "\n" + ONE,
        ONE + "\nrubbish",
        "a1 " + "AAAA",
        "a-1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "a1\tAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        " \n\t\n"
      })
  void shouldRefuseATextWithAnythingElseInIt(String text) {
    assertThatThrownBy(() -> MasterKeys.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldKeepOldKeysWhenANewOneComes() {
    Random random = new Random(1);
    MasterKeys first = MasterKeys.first(random);

    MasterKeys third = first.withNext(random).withNext(random);

    assertThat(first.count()).isEqualTo(1);
    assertThat(third.count()).isEqualTo(3);
    assertThat(third.newest()).isNotEqualTo(first.newest());
    assertThat(third.key(first.newest())).isEqualTo(first.key(first.newest()));
    assertThat(third).isNotEqualTo(first);
    assertThatThrownBy(() -> first.key(third.newest()))
        .isInstanceOf(SecretUnreadable.class)
        .hasMessage(
            "the master key " + third.newest() + " is missing; put it back into the key file");
  }

  @Test
  void shouldReadKeysOfASettingInOneLine() {
    String text = (ONE + "," + TWO).replace(' ', ':');
    SecretSettings settings =
        SecretSettings.from(
            Settings.of(SecretSettings.ALL, Map.of("secret.master-keys", text), Map.of()));

    assertThat(settings.masterKeys().orElseThrow()).isEqualTo(MasterKeys.parse(ONE + "\n" + TWO));
    assertThat(settings).hasToString("SecretSettings[keyFile=]");
    assertThat(
            SecretSettings.from(Settings.of(SecretSettings.ALL, Map.of(), Map.of())).masterKeys())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a1", "a1:AAAA", "a1:AAAA,", "a1:letmein"})
  void shouldNotRepeatABadKeyOfASetting(String text) {
    assertThatThrownBy(
            () -> Settings.of(SecretSettings.ALL, Map.of("secret.master-keys", text), Map.of()))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("(hidden)")
        .hasMessageNotContaining("letmein");
  }

  /** NIST GCM test case 14 has no place; so the box is held against its own form instead. */
  @Test
  void shouldOpenNothingThatWasChangedAnywhere() {
    Random random = new Random(2);
    SecretBox box = new SecretBox(MasterKeys.first(random), random);
    Chance.rounds(
        200,
        chance -> {
          byte[] secret = new byte[chance.nextInt(200)];
          chance.nextBytes(secret);
          String place = "dkim acme/s" + chance.nextInt(3);
          String sealed = box.seal(secret, place);
          assertThat(box.open(sealed, place)).isEqualTo(secret);

          int start = sealed.lastIndexOf(':') + 1;
          byte[] octets = Base64.getDecoder().decode(sealed.substring(start));
          octets[chance.nextInt(octets.length)] ^= (byte) (1 << chance.nextInt(8));
          String changed = sealed.substring(0, start) + Base64.getEncoder().encodeToString(octets);
          assertThatThrownBy(() -> box.open(changed, place)).isInstanceOf(SecretUnreadable.class);
          assertThatThrownBy(() -> box.open(sealed, place + "x"))
              .isInstanceOf(SecretUnreadable.class);
        });
  }

  @Test
  void shouldOpenNothingThatWasCutOff() {
    Random random = new Random(3);
    SecretBox box = new SecretBox(MasterKeys.first(random), random);
    String sealed = box.seal("secrets!".getBytes(StandardCharsets.UTF_8), "x");

    for (int length = 0; length < sealed.length(); length++) {
      String cut = sealed.substring(0, length);
      assertThatThrownBy(() -> box.open(cut, "x"))
          .as("%d of %d characters", length, sealed.length())
          .isInstanceOf(SecretUnreadable.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "7, 1, 1",
    "262145, 1, 1",
    "64, 0, 1",
    "64, 17, 1",
    "64, 1, 0",
    "64, 1, 9",
    "15, 1, 2",
    "-1, 1, 1"
  })
  void shouldBoundTheCostOfAGuess(int memory, int passes, int lanes) {
    assertThatThrownBy(() -> new PasswordHash.Cost(memory, passes, lanes))
        .hasMessageContaining("m is 8*p to 262144 KiB, t is 1 to 16, p is 1 to 8");
  }

  /**
   * RFC 9106 has its vectors with a secret and associated data; these are of the reference code.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "password | $argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "password | $argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc"
      })
  void shouldVerifyHashesOfOtherPrograms(String password, String text) {
    PasswordHash hash = PasswordHash.parse(text);

    assertThat(hash.verify(password)).isTrue();
    assertThat(hash.verify(password + " ")).isFalse();
    assertThat(hash.text()).isEqualTo(text);
  }
}
