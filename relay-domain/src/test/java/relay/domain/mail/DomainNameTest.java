package relay.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNameTest {

  @ParameterizedTest
  @CsvSource({
    "Example.ORG, example.org",
    "b\u00fccher.example, xn--bcher-kva.example",
    "B\u00dcCHER.example, xn--bcher-kva.example",
    "bu\u0308cher.example, xn--bcher-kva.example",
    "xn--bcher-kva.example, xn--bcher-kva.example",
    "stra\u00dfe.example, xn--strae-oqa.example",
    "STRA\u00dfE.example, xn--strae-oqa.example",
    "fa\u00df.example, xn--fa-hia.example",
    "\u03b2\u03cc\u03bb\u03bf\u03c2.example, xn--nxasmm1c.example",
    "\u03b2\u03cc\u03bb\u03bf\u03c3.example, xn--nxasmq6b.example",
    "\u0646\u0627\u0645\u0647\u200c\u0627\u06cc.example, xn--mgba3gch31f060k.example",
    "\u4f8b\u3048.\u30c6\u30b9\u30c8, xn--r8jz45g.xn--zckzah",
    "\u4f8b\u3048\u3002\u30c6\u30b9\u30c8, xn--r8jz45g.xn--zckzah",
    "\uff45xample.org, example.org",
    "1.2.example, 1.2.example",
    "a_b.example, a_b.example"
  })
  void shouldHaveOneCanonicalForm(String text, String ascii) {
    assertThat(DomainName.of(text).ascii()).isEqualTo(ascii);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "a.",
        ".a",
        "a..b",
        "-a.b",
        "a-.b",
        "a b",
        "a/b",
        "127.0.0.1",
        "stra\u00df!e.example",
        "a\u200db.example",
        "\u200d.example",
        "\u2100.example",
        "a\ud800.example",
        "\u00ad",
        "\u00fc\u3002",
        "a\u200e.example\u202e"
      })
  void shouldRefuseWhatHasNone(String text) {
    assertThatThrownBy(() -> DomainName.of(text)).isInstanceOf(InvalidAddress.class);
  }

  @Test
  void shouldKeepToTheLengthsOfRfc1035() {
    String label = "a".repeat(63);

    assertThat(DomainName.of(label + ".example").ascii()).hasSize(71);
    assertThatThrownBy(() -> DomainName.of(label + "a.example")).isInstanceOf(InvalidAddress.class);
    String longest = (label + ".").repeat(3) + "a".repeat(61);
    assertThat(DomainName.of(longest).ascii()).hasSize(253);
    assertThatThrownBy(() -> DomainName.of(longest + "a")).isInstanceOf(InvalidAddress.class);
    assertThatThrownBy(() -> DomainName.of("\u00fc".repeat(64) + ".example"))
        .isInstanceOf(InvalidAddress.class);
  }

  @Test
  void shouldRefuseAnEndlessNameAtOnce() {
    Assertions.assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          for (String part : new String[] {"a.", "\u00fc.", "\u00fc", "\ud83d\ude80"}) {
            assertThatThrownBy(() -> DomainName.of(part.repeat(1_000_000)))
                .isInstanceOf(InvalidAddress.class);
          }
        });
  }
}
