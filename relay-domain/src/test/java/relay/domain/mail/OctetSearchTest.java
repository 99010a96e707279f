package relay.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;

class OctetSearchTest {

  /** Looks at octets one by one. */
  private interface Wanted {
    boolean is(byte octet);
  }

  private interface Search {
    int in(byte[] octets, int from, int end);
  }

  @Test
  void shouldFindTheFirstLineEnd() {
    agree(OctetSearch::lineEnd, b -> b == '\r' || b == '\n');
  }

  @Test
  void shouldFindTheFirstCarriageReturn() {
    agree(OctetSearch::carriageReturn, b -> b == '\r');
  }

  @Test
  void shouldFindTheFirstLineFeed() {
    agree(OctetSearch::lineFeed, b -> b == '\n');
  }

  @Test
  void shouldFindTheFirstBlankOrControl() {
    agree(OctetSearch::blankOrControl, b -> b >= 0 && b <= ' ');
  }

  @Test
  void shouldTellEachOctetValueAtEachPlaceInTheWord() {
    for (int value = 0; value < 256; value++) {
      for (int place = 0; place < 20; place++) {
        byte[] octets = "abcdefghijklmnopqrst".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        octets[place] = (byte) value;

        assertThat(OctetSearch.lineEnd(octets, 0, 20))
            .as("octet %d at %d", value, place)
            .isEqualTo(value == '\r' || value == '\n' ? place : 20);
        assertThat(OctetSearch.blankOrControl(octets, 0, 20))
            .as("octet %d at %d", value, place)
            .isEqualTo(value <= ' ' ? place : 20);
      }
    }
  }

  private static void agree(Search search, Wanted wanted) {
    long seed = Chance.seed();
    var random = new Random(seed);
    byte[] alphabet = {'\r', '\n', ' ', '\t', 0, 1, '!', 'a', '.', 127, -128, -1, -115, 11, 12, 14};
    for (int round = 0; round < 5_000; round++) {
      byte[] octets = new byte[random.nextInt(40)];
      int rare = 1 + random.nextInt(12);
      for (int i = 0; i < octets.length; i++) {
        octets[i] =
            random.nextInt(rare) == 0 ? alphabet[random.nextInt(alphabet.length)] : (byte) 'x';
      }
      int from = random.nextInt(octets.length + 1);
      int end = from + random.nextInt(octets.length - from + 1);
      int expected = from;
      while (expected < end && !wanted.is(octets[expected])) {
        expected++;
      }

      assertThat(search.in(octets, from, end))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(expected);
    }
  }
}
