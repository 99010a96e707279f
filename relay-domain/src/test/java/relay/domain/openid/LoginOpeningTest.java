package relay.domain.openid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.secret.InMemoryVault;
import relay.domain.secret.SecretBox;

/** What a browser keeps while its person is at the issuer: readable and changeable by us alone. */
class LoginOpeningTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private final InMemoryVault vault = new InMemoryVault();
  private final SecretBox box = vault.box();
  private final LoginOpening opening = LoginOpening.begin(new Random(7), NOON);

  @Test
  void shouldComeBackAsItWent() {
    assertThat(LoginOpening.opened(opening.sealed(box), box)).contains(opening);
  }

  @Test
  void shouldForgetPartsOfASecond() {
    LoginOpening late = LoginOpening.begin(new Random(7), NOON.plusMillis(999));

    assertThat(LoginOpening.opened(late.sealed(box), box).orElseThrow().begunAt()).isEqualTo(NOON);
  }

  @Test
  void shouldFitACookieAndTellNothing() {
    String cookie = opening.sealed(box);

    assertThat(cookie).matches("[A-Za-z0-9_-]{100,1024}");
    assertThat(new String(Base64.getUrlDecoder().decode(cookie), StandardCharsets.US_ASCII))
        .doesNotContain(opening.state(), opening.nonce(), opening.verifier());
    assertThat(opening.toString())
        .doesNotContain(opening.state(), opening.nonce(), opening.verifier());
  }

  @Test
  void shouldNotBeTheSameTwice() {
    Random random = new Random(7);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      LoginOpening one = LoginOpening.begin(random, NOON);
      seen.add(one.state());
      seen.add(one.nonce());
      seen.add(one.verifier());
    }

    assertThat(seen).hasSize(600).allMatch(s -> s.matches("[A-Za-z0-9_-]{43}"));
    assertThat(opening.sealed(box)).isNotEqualTo(opening.sealed(box));
  }

  @Test
  void shouldProveItsVerifierAsTheExampleOfTheRfc() {
    // RFC 7636 B
    var example = new LoginOpening("s", "n", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", NOON);

    assertThat(example.challenge()).isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  }

  @Test
  void shouldNotOpenWhatWasChangedAnywhere() {
    String cookie = opening.sealed(box);
    Chance.rounds(
        200,
        random -> {
          byte[] octets = Base64.getUrlDecoder().decode(cookie);
          int at = random.nextInt(octets.length);
          octets[at] ^= (byte) (1 << random.nextInt(7));
          String changed = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);

          assertThat(LoginOpening.opened(changed, box)).isEmpty();
        });
  }

  @Test
  void shouldNotOpenWhatWasCutOffOrSealedForAnotherPlace() {
    String cookie = opening.sealed(box);
    String elsewhere = box.seal("s n v 1".getBytes(StandardCharsets.US_ASCII), "another place");

    for (int length : new int[] {0, 1, 20, cookie.length() / 2, cookie.length() - 4}) {
      assertThat(LoginOpening.opened(cookie.substring(0, length), box)).isEmpty();
    }
    assertThat(
            LoginOpening.opened(
                Base64.getUrlEncoder()
                    .encodeToString(elsewhere.getBytes(StandardCharsets.US_ASCII)),
                box))
        .isEmpty();
  }

  /** While nodes of two versions run side by side. */
  @ParameterizedTest
  @ValueSource(
      strings = {"", "s", "s n v", "s n v 1 more", "s n v soon", "s n v 99999999999999999999"})
  void shouldNotOpenWhatAnotherVersionSealed(String text) {
    String sealed = box.seal(text.getBytes(StandardCharsets.US_ASCII), "oidc login");
    String cookie =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(sealed.getBytes(StandardCharsets.US_ASCII));

    assertThat(LoginOpening.opened(cookie, box)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "hello", "====", "\u00fc", "a.b.c", "%00", "-_-_"})
  void shouldNotOpenWhatNobodySealed(String cookie) {
    assertThat(LoginOpening.opened(cookie, box)).isEmpty();
    assertThat(LoginOpening.opened(cookie + "A".repeat(100_000), box)).isEmpty();
  }

  @Test
  void shouldOpenOnEachNodeWithTheSameKeysAndAfterANewOne() {
    String cookie = opening.sealed(box);

    assertThat(LoginOpening.opened(cookie, new InMemoryVault().box())).contains(opening);
    vault.rotate();
    assertThat(LoginOpening.opened(cookie, vault.box())).contains(opening);
    vault.forgetOldKeys();
    assertThat(LoginOpening.opened(cookie, vault.box())).isEmpty();
  }

  @Test
  void shouldNotTellWhatABrowserBringsAndTakes() {
    var back =
        new OpenIdDoor.Return("cookie-text", "state-text", "code-text", java.util.Optional.empty());
    var begun = new OpenIdDoor.Begun(java.net.URI.create("https://x.example/"), "cookie-text");

    assertThat(Arrays.asList(back.toString(), begun.toString())).noneMatch(s -> s.contains("text"));
  }
}
