package relay.domain.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

/** The forms of ids, names, tokens and passwords. */
class NamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "0", "a-b", "a--b", "otp", "1234567890123456789012345678901234567890"})
  void shouldTakeShortNamesAsTheyAre(String name) {
    assertThat(ShortName.of(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "-a",
        "a-",
        "A",
        "a b",
        "a.b",
        "a_b",
        "a/b",
        "a'b",
        "a%",
        "a\n",
        "a\u0000",
        "\u00e4",
        "\u0430",
        "\uff41",
        "12345678901234567890123456789012345678901"
      })
  void shouldRefuseANameThatIsNotSafeInAPathOrASelector(String name) {
    assertThatThrownBy(() -> ShortName.of(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(ShortName.RULE);
  }

  @ParameterizedTest
  @CsvSource({
    "shop, shop",
    "Shop, shop",
    "SHOP@Acme.Example, shop@acme.example",
    "Gr\u00dcn, gr\u00fcn",
    "Gru\u0308n, gr\u00fcn",
    "\u00c5ngstr\u00f6m, \u00e5ngstr\u00f6m",
    "\u212bngstr\u00f6m, \u00e5ngstr\u00f6m",
    "a b, a b"
  })
  void shouldFoldLoginNamesOfOneUserToOneName(String written, String folded) {
    assertThat(LoginName.of(written)).isEqualTo(folded);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t", "a\nb", "a\u0000", "a\u0085b", "a\u007f"})
  void shouldRefuseALoginNameWithControls(String name) {
    assertThatThrownBy(() -> LoginName.of(name)).hasMessage(LoginName.RULE);
  }

  @Test
  void shouldBoundLoginNames() {
    assertThat(LoginName.of("x".repeat(128))).hasSize(128);
    assertThatThrownBy(() -> LoginName.of("x".repeat(129))).hasMessage(LoginName.RULE);
  }

  /** What is folded stays as it is, or a name that was looked up once would be lost. */
  @Test
  void shouldFoldAFoldedNameToItself() {
    Chance.rounds(
        2_000,
        random -> {
          StringBuilder name = new StringBuilder("x");
          for (int i = random.nextInt(6); i >= 0; i--) {
            name.appendCodePoint(letter(random));
          }
          String folded = LoginName.of(name.toString());

          assertThat(LoginName.of(folded)).isEqualTo(folded);
        });
  }

  private static int letter(Random random) {
    while (true) {
      int point =
          random.nextBoolean() ? random.nextInt(0x250) : random.nextInt(0x10) + 0x1e00 + 0x90;
      point = random.nextInt(8) == 0 ? 0x300 + random.nextInt(0x30) : point;
      if (!Character.isISOControl(point)) {
        return point;
      }
    }
  }

  @Test
  void shouldMakeIdsThatAreReadAndTypedWithoutMistake() {
    Random random = new Random(1);

    assertThat(ObjectIds.credential(random)).matches("c-[2-9bcdfghjkmnpqrstvwxz]{8}");
    assertThat(ObjectIds.clientRange(random)).matches("n-[2-9bcdfghjkmnpqrstvwxz]{8}");
    assertThat(ObjectIds.password(random)).matches("[2-9bcdfghjkmnpqrstvwxz]{24}");
    assertThat(ObjectIds.domainToken(random)).matches("[2-9bcdfghjkmnpqrstvwxz]{32}");
    assertThat(Tokens.next(random)).matches("relay_[2-9bcdfghjkmnpqrstvwxz]{40}");
  }

  @Test
  void shouldUseEveryLetterAndNeverTheSameIdSoon() {
    Random random = new Random(2);
    Set<String> ids = new HashSet<>();
    Set<Character> letters = new HashSet<>();

    for (int i = 0; i < 2_000; i++) {
      String id = ObjectIds.credential(random).substring(2);
      ids.add(id);
      id.chars().forEach(c -> letters.add((char) c));
    }

    assertThat(ids).hasSize(2_000);
    assertThat(letters).hasSize(27);
  }

  @Test
  void shouldTakeChanceForEachLetter() {
    int[] asked = new int[1];
    RandomGenerator counting =
        new RandomGenerator() {
          @Override
          public long nextLong() {
            return 0;
          }

          @Override
          public int nextInt(int bound) {
            asked[0]++;
            return bound - 1;
          }
        };

    assertThat(ObjectIds.letters(counting, 40)).isEqualTo("z".repeat(40));
    assertThat(asked[0]).isEqualTo(40);
  }

  @ParameterizedTest
  @CsvSource({
    "relay_2222222222222222222222222222222222222222, true",
    "relay_222222222222222222222222222222222222222, false",
    "relay_22222222222222222222222222222222222222222, false",
    "RELAY_2222222222222222222222222222222222222222, false",
    "'', false",
    "relay_, false"
  })
  void shouldKnowATokenByItsForm(String text, boolean token) {
    assertThat(Tokens.isToken(text)).isEqualTo(token);
  }

  @Test
  void shouldKeepOfATokenItsHashOnly() {
    // the vector of FIPS 180-4 for "abc"
    assertThat(Tokens.hashOf("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Tokens.hashOf("\u00e4")).isNotEqualTo(Tokens.hashOf("a"));
  }

  @Test
  void shouldPublishTheProofOfADomainUnderItsOwnLabel() {
    SendingDomain domain = Tenancies.pending("acme", "b\u00fccher.example");

    assertThat(domain.proofName().ascii()).isEqualTo("_relay-verification.xn--bcher-kva.example");
    assertThat(domain.proofText()).isEqualTo("relay-verification=token-of-acme");
    assertThat(domain.isVerified()).isFalse();
    assertThat(domain.verified(Tenancies.NEW_YEAR).isVerified()).isTrue();
    assertThat(domain.verified(Tenancies.NEW_YEAR).verifiedAt()).contains(Tenancies.NEW_YEAR);
  }
}
