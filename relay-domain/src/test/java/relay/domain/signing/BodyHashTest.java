package relay.domain.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.signing.Canonicalization.RELAXED;
import static relay.domain.signing.Canonicalization.SIMPLE;
import static relay.domain.signing.Signing.octets;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;

class BodyHashTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          the example of RFC 6376 3.4.5 | " C ~D _ E~~~"          | " C~D E~"
          an empty body                 | ""                       | ""
          only line ends                | "~~~"                    | ""
          only blanks and line ends     | "  ~__~ ~"               | ""
          only blanks, no line end      | " _ "                    | ""
          no line end at the end        | "a"                      | "a~"
          blanks at the very end        | "a~b _ "                 | "a~b~"
          empty lines between           | "a~~~b~"                 | "a~~~b~"
          blank lines between           | "a~ _~b~"                | "a~~b~"
          blanks at the start           | "__a~"                   | " a~"
          a lonely CR                   | "a^b ^ c~"               | "a^b ^ c~"
          a lonely CR at the end        | "a~^"                    | "a~^~"
          a lonely LF                   | "a $ b$~"                | "a $ b$~"
          CR CR LF                      | "a^~b"                   | "a^~b~"
          """)
  void shouldBringBodiesIntoRelaxedForm(String name, String body, String canonical) {
    byte[] expected = Sha256.of(unmasked(canonical), unmasked(canonical).length);

    assertThat(hash(RELAXED, unmasked(body), Integer.MAX_VALUE)).as(name).isEqualTo(expected);
    for (int piece = 1; piece <= 3; piece++) {
      assertThat(hash(RELAXED, unmasked(body), piece)).as(name).isEqualTo(expected);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          the example of RFC 6376 3.4.5 | " C ~D _ E~~~"          | " C ~D _ E~"
          an empty body                 | ""                       | "~"
          only line ends                | "~~~"                    | "~"
          no line end at the end        | "a"                      | "a~"
          a line of blanks at the end   | "a~ ~"                   | "a~ ~"
          a lonely CR at the end        | "a~^"                    | "a~^~"
          """)
  void shouldBringBodiesIntoSimpleForm(String name, String body, String canonical) {
    byte[] expected = Sha256.of(unmasked(canonical), unmasked(canonical).length);

    for (int piece : new int[] {1, 2, 3, 100}) {
      assertThat(hash(SIMPLE, unmasked(body), piece)).as(name).isEqualTo(expected);
    }
  }

  @Test
  void shouldAgreeWithAPlainReadingOfTheRfcOverRandomBodies() {
    long seed = Chance.seed();
    Random random = new Random(seed);
    String letters = "ab \t\r\n\n\r ";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder body = new StringBuilder();
      int length = random.nextInt(24);
      while (body.length() < length) {
        body.append(random.nextInt(3) == 0 ? "\r\n" : "" + letters.charAt(random.nextInt(9)));
      }
      byte[] relaxed = octets(plainlyRelaxed(body.toString()));
      byte[] simple = octets(body.toString().replaceFirst("(\r\n)*\\z", "") + "\r\n");
      int piece = 1 + random.nextInt(8);

      assertThat(hash(RELAXED, octets(body.toString()), piece))
          .as("seed %d round %d: %s", seed, round, body)
          .isEqualTo(Sha256.of(relaxed, relaxed.length));
      assertThat(hash(SIMPLE, octets(body.toString()), piece))
          .as("seed %d round %d: %s", seed, round, body)
          .isEqualTo(Sha256.of(simple, simple.length));
    }
  }

  @Test
  void shouldStopHashingAtTheLimitAndStillCount() {
    BodyHash hash = new BodyHash(SIMPLE, 3);
    byte[] body = octets("abcdef\r\n");

    hash.update(body, 0, body.length);
    byte[] first = hash.finish();

    assertThat(first).isEqualTo(Sha256.of(octets("abc"), 3));
    assertThat(hash.octets()).isEqualTo(8);
  }

  @Test
  void shouldKeepMoreEmptyLinesThanOneWriteHolds() {
    byte[] body = octets("a" + "\r\n".repeat(1000) + "b\r\n");

    assertThat(hash(RELAXED, body, 7)).isEqualTo(Sha256.of(body, body.length));
  }

  private static String plainlyRelaxed(String body) {
    String canonical = body.replaceAll("[ \t]+", " ").replaceAll(" (?=\r\n|\\z)", "");
    canonical = canonical.replaceFirst("(\r\n)*\\z", "");
    return canonical.isEmpty() ? "" : canonical + "\r\n";
  }

  private static byte[] hash(Canonicalization form, byte[] body, int piece) {
    BodyHash hash = new BodyHash(form, Long.MAX_VALUE);
    for (int i = 0; i < body.length; ) {
      int count = Math.min(piece, body.length - i);
      hash.update(body, i, count);
      i += count;
    }
    return hash.finish();
  }

  private static byte[] unmasked(String text) {
    String plain = text == null ? "" : text;
    return octets(
        plain.replace("~", "\r\n").replace('_', '\t').replace('^', '\r').replace('$', '\n'));
  }
}
