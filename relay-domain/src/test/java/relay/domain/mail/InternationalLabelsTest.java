package relay.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

/** Domains in other scripts: one wrong letter, and the mail goes to somebody else. */
class InternationalLabelsTest {
  @ParameterizedTest
  @CsvSource({
    "b\u00fccher.example, xn--bcher-kva.example",
    "B\u00dcCHER.example, xn--bcher-kva.example",
    // The samples of RFC 3492 7.1 that are whole domain labels.
    "\u4ed6\u4eec\u4e3a\u4ec0\u4e48\u4e0d\u8bf4\u4e2d\u6587, xn--ihqwcrb4cv8a8dqg056pqjye",
    "\u4ed6\u5011\u7232\u4ec0\u9ebd\u4e0d\u8aaa\u4e2d\u6587, xn--ihqwctvzc91f659drss3x8bo0yb",
    "3\u5e74b\u7d44\u91d1\u516b\u5148\u751f, xn--3b-ww4c5e180e575a65lsy2b",
    "porqu\u00e9nopuedensimplementehablarenespa\u00f1ol,"
        + " xn--porqunopuedensimplementehablarenespaol-fmd56a",
    // What IDNA 2008 tells apart and IDNA 2003 did not (RFC 5894 7.2).
    "fa\u00df.example, xn--fa-hia.example",
    "stra\u00dfe.example, xn--strae-oqa.example",
    "\u03b2\u03cc\u03bb\u03bf\u03c2.example, xn--nxasmm1c.example",
    "\u0dc1\u0dca\u200d\u0dbb\u0dd3.example, xn--10cl1a0b660p.example",
    "\u0646\u0627\u0645\u0647\u200c\u0627\u06cc.example, xn--mgba3gch31f060k.example"
  })
  void shouldFindTheNameThatTheRegistryKnows(String domain, String ascii) {
    assertThat(InternationalLabels.toAscii(domain)).isEqualTo(ascii);
    assertThat(DomainName.of(domain).ascii()).isEqualTo(ascii);
  }

  @Test
  void shouldNotSendMailForOneDomainToItsLookalike() {
    assertThat(DomainName.of("fa\u00df.example")).isNotEqualTo(DomainName.of("fass.example"));
    assertThat(DomainName.of("b\u00f6b.example")).isNotEqualTo(DomainName.of("bob.example"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u3002", "\uff0e", "\uff61", "."})
  void shouldTakeTheDotsOfAllKeyboards(String dot) {
    assertThat(DomainName.of("stra\u00dfe" + dot + "b\u00fccher" + dot + "example").ascii())
        .isEqualTo("xn--strae-oqa.xn--bcher-kva.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u200dab\u00df.example", // a joiner at the start joins nothing
        "ab\u00df\u200d.example",
        "a\u200db.example", // Latin letters are not joined
        "\u00df b.example",
        "\u00df!.example",
        "\u00df@x.example",
        "\u00df..example",
        "\u00df\ud83d.example",
        "\u0000\u00e4.example"
      })
  void shouldRefuseWhatIsNoName(String domain) {
    assertThatThrownBy(() -> DomainName.of(domain)).isInstanceOf(InvalidAddress.class);
  }

  @Test
  void shouldRefuseALabelTooLongForTheDns() {
    assertThatThrownBy(() -> DomainName.of("\u00df".repeat(64) + ".example"))
        .isInstanceOf(InvalidAddress.class);
    assertThatThrownBy(() -> DomainName.of("\u00df" + "a".repeat(60) + ".example"))
        .isInstanceOf(InvalidAddress.class);
    assertThatThrownBy(() -> DomainName.of("\u00e4".repeat(300)))
        .isInstanceOf(InvalidAddress.class);
  }

  @Test
  void shouldEncodeSoThatADecoderFindsTheSameLettersAgain() {
    int[] letters = {'a', 'z', '0', '9', 0xe4, 0xdf, 0x3b1, 0x3c2, 0x436, 0x5d0, 0x4e2d, 0x20000};

    Chance.rounds(
        3000,
        random -> {
          String label = label(letters, random);

          String ascii = InternationalLabels.toAscii(label);

          assertThat(ascii).startsWith("xn--").matches("[a-z0-9-]+");
          assertThat(decoded(ascii.substring("xn--".length())))
              .isEqualTo(Normalizer.normalize(label, Normalizer.Form.NFKC));
        });
  }

  /** With one of the letters that we encode ourselves. */
  private static String label(int[] letters, Random random) {
    StringBuilder label = new StringBuilder("\u00df");
    for (int i = random.nextInt(12); i > 0; i--) {
      int letter = letters[random.nextInt(letters.length)];
      label.insert(
          label.offsetByCodePoints(0, random.nextInt(label.codePointCount(0, label.length()) + 1)),
          Character.toString(letter));
    }
    return label.toString();
  }

  /** RFC 3492 6.2, as a receiver reads it. */
  private static String decoded(String punycode) {
    int delimiter = punycode.lastIndexOf('-');
    List<Integer> output = new ArrayList<>();
    punycode.substring(0, Math.max(delimiter, 0)).chars().forEach(output::add);
    int n = 128;
    int i = 0;
    int bias = 72;
    int at = delimiter + 1;
    while (at < punycode.length()) {
      int before = i;
      int weight = 1;
      for (int k = 36; ; k += 36) {
        char c = punycode.charAt(at++);
        int digit = c >= 'a' ? c - 'a' : c - '0' + 26;
        i += digit * weight;
        int threshold = k <= bias ? 1 : Math.min(k - bias, 26);
        if (digit < threshold) {
          break;
        }
        weight *= 36 - threshold;
      }
      int length = output.size() + 1;
      int delta = before == 0 ? (i - before) / 700 : (i - before) / 2;
      delta += delta / length;
      int k = 0;
      for (; delta > 455; k += 36) {
        delta /= 35;
      }
      bias = k + 36 * delta / (delta + 38);
      n += i / length;
      i %= length;
      output.add(i++, n);
    }
    StringBuilder text = new StringBuilder();
    output.forEach(text::appendCodePoint);
    return text.toString();
  }
}
