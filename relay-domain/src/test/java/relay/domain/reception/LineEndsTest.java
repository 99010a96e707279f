package relay.domain.reception;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;

class LineEndsTest {

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "a, a",
    "rn, rn",
    "n, rn",
    "r, rn",
    "anb, arnb",
    "arb, arnb",
    "nn, rnrn",
    "nr, rnrn",
    "rrn, rnrn",
    "rnn, rnrn",
    "rnr, rnrn",
    "arnb, arnb",
    "rn.rn, rn.rn",
    "n.n, rn.rn",
    "n.rn, rn.rn"
  })
  void shouldMakeEveryLineEndACrLf(String octets, String expected) {
    byte[] given = octets(octets);

    byte[] normalised = LineEnds.normalised(given);

    assertThat(normalised).isEqualTo(octets(expected));
    assertThat(LineEnds.areWhole(given)).isEqualTo(octets.equals(expected));
    assertThat(LineEnds.areWhole(normalised)).isTrue();
  }

  @Test
  void shouldNotCopyWhatIsAlreadyWhole() {
    byte[] given = octets("arnbrn");

    assertThat(LineEnds.normalised(given)).isSameAs(given);
  }

  @Test
  void shouldChangeNothingButLineEndsWhateverTheOctets() {
    long seed = Chance.seed();
    Random random = new Random(seed);
    for (int i = 0; i < 5000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(40); j > 0; j--) {
        text.append("rnab".charAt(random.nextInt(4)));
      }
      byte[] normalised = LineEnds.normalised(octets(text.toString()));

      String expected = text.toString().replaceAll("rn|r|n", "\n").replace("\n", "rn");
      assertThat(normalised).as("seed " + seed + ": " + text).isEqualTo(octets(expected));
    }
  }

  /** r and n stand for CR and LF. */
  private static byte[] octets(String text) {
    return text.replace('r', '\r').replace('n', '\n').getBytes(StandardCharsets.US_ASCII);
  }
}
