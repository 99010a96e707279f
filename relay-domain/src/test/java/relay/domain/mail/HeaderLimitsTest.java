package relay.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.mail.Contents.streamed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

/** A header is whole, or it is said that there is more of it: at each octet of the limit. */
class HeaderLimitsTest {
  private static final String HEADER = "A: 1\r\nLong-Name: two\r\n words\r\nB:\r\n";

  @ParameterizedTest
  @ValueSource(strings = {"\r\nbody\r\n", "\nbody\n", "\r\n", "\n"})
  void shouldBeCompleteFromTheOctetOnThatEndsIt(String rest) throws IOException {
    byte[] octets = octets(HEADER + rest);
    int length = HEADER.length() + (rest.startsWith("\r") ? 2 : 1);

    for (int most = 0; most <= octets.length + 2; most++) {
      for (HeaderSection header : both(octets, most, 10)) {
        assertThat(header.isComplete()).as("limit %d", most).isEqualTo(most >= length);
        assertThat(header.isEnded()).as("limit %d", most).isEqualTo(most >= length);
        if (most >= length) {
          assertThat(header.length()).isEqualTo(length);
          assertThat(header.fields()).hasSize(3);
        }
      }
    }
  }

  /** Without an empty line only the end of the mail ends it. */
  @Test
  void shouldNotTakeTheLimitForTheEndOfTheMail() throws IOException {
    byte[] octets = octets(HEADER);

    for (int most = 0; most <= octets.length + 1; most++) {
      for (HeaderSection header : both(octets, most, 10)) {
        assertThat(header.isComplete()).as("limit %d", most).isEqualTo(most >= octets.length);
        assertThat(header.isEnded()).isFalse();
      }
    }
  }

  /** What is no field is the body, whatever comes after it. */
  @Test
  void shouldBeCompleteOnceALineIsSeenThatIsNoField() throws IOException {
    byte[] octets = octets("A: 1\r\nno field here\r\nB: 2\r\n\r\nbody");
    int seen = "A: 1\r\nno field here\r\n".length();

    for (int most = seen + 1; most <= octets.length; most++) {
      for (HeaderSection header : both(octets, most, 10)) {
        assertThat(header.isComplete()).as("limit %d", most).isTrue();
        assertThat(header.length()).isEqualTo("A: 1\r\n".length());
        assertThat(header.isEnded()).isFalse();
      }
    }
    for (HeaderSection header : both(octets, seen - 3, 10)) {
      assertThat(header.isComplete()).isFalse();
    }
  }

  @Test
  void shouldTakeAsManyFieldsAsItMayAndNotOneMore() throws IOException {
    byte[] octets = octets("A: 1\r\nB: 2\r\nC: 3\r\n\r\n");

    for (HeaderSection header : both(octets, 1000, 3)) {
      assertThat(header.isComplete()).isTrue();
      assertThat(header.fields()).hasSize(3);
    }
    for (HeaderSection header : both(octets, 1000, 2)) {
      assertThat(header.isComplete()).isFalse();
      assertThat(header.fields()).hasSize(2);
    }
    for (HeaderSection header : both(octets("\r\nbody"), 1000, 0)) {
      assertThat(header.isComplete()).isTrue();
    }
  }

  /** A file is read in blocks; the empty line may stand across the end of any. */
  @Test
  void shouldFindTheEmptyLineAcrossTheBlocksOfAFile() throws IOException {
    for (int block : new int[] {8192, 16_384, 32_768}) {
      for (int shift = -6; shift <= 6; shift++) {
        for (String end : new String[] {"\r\n\r\n", "\n\n", "\r\n\n", "\n\r\n"}) {
          String field = "X: " + "y".repeat(block + shift - 3);
          byte[] octets = octets(field + end + "body: no field\r\n".repeat(9000));

          HeaderSection header = HeaderSection.of(streamed(octets), 256 << 10, 10);

          assertThat(header.length())
              .as("%d%+d", block, shift)
              .isEqualTo(field.length() + end.length());
          assertThat(header.isEnded()).isTrue();
          assertThat(header.fields()).hasSize(1);
        }
      }
    }
  }

  /** No more of a file than its header is held, and it may be read again. */
  @Test
  void shouldReadNoMoreOfAFileThanItsLimit() throws IOException {
    byte[] octets = octets("X: " + "y".repeat(100_000) + "\r\n\r\n");

    HeaderSection header = HeaderSection.of(streamed(octets), 20_000, 10);

    assertThat(header.isComplete()).isFalse();
    assertThat(header.fields()).isEmpty();
    assertThat(header.length()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sub\u00e4ject: x",
        "Sub\tject : x",
        " Subject: x",
        "\tSubject: x",
        ": x",
        "Subject",
        "Sub\u007fject: x",
        "Sub\u0000ject: x"
      })
  void shouldEndAtWhatIsNoNameOfAField(String line) throws IOException {
    for (HeaderSection header : both(octets("A: 1\r\nB: 2\r\n" + line + "\r\n\r\n"), 1000, 10)) {
      boolean continues = line.startsWith(" ") || line.startsWith("\t");
      assertThat(header.fields()).hasSize(2);
      assertThat(header.isEnded()).isEqualTo(continues);
      assertThat(header.first("Subject")).isEmpty();
    }
  }

  @Test
  void shouldFindAFieldByItsNameInAnyCaseAndByNothingLess() throws IOException {
    byte[] octets =
        octets("X-A : 1\r\nx-a:2\r\nX-AB: 3\r\nX-: 4\r\nreceived:a\r\nRECEIVED:b\r\n\r\n");
    HeaderSection header = both(octets, 1000, 10).get(0);

    assertThat(header.count("X-A")).isEqualTo(2);
    assertThat(header.first("x-A").orElseThrow().text()).isEqualTo("1");
    assertThat(header.first("X-a").orElseThrow().name()).isEqualTo("X-A");
    assertThat(header.count("X")).isZero();
    assertThat(header.receivedCount()).isEqualTo(2);
    // the letters that differ by the bit of the case alone are other letters
    assertThat(header.first("x\ra")).isEmpty();
    assertThat(header.first("@")).isEmpty();
  }

  /** Whatever the limits, what is found is a beginning of what is there. */
  @Test
  void shouldFindABeginningOfWhatIsThere() {
    Chance.rounds(
        300,
        random -> {
          StringBuilder text = new StringBuilder();
          for (int i = random.nextInt(12); i > 0; i--) {
            text.append(Chance.oneOf(random, "A: 1\r\n", "B:\n", " c\r\n", "x", "\r\n", ":", "\n"));
          }
          byte[] octets = octets(text.toString());
          HeaderSection whole = both(octets, octets.length + 1, 1000).get(0);

          for (int most = 0; most <= octets.length; most++) {
            for (HeaderSection part : both(octets, most, 1000)) {
              assertThat(whole.fields().toString())
                  .startsWith(part.fields().toString().replaceAll("]$", ""));
              if (part.isComplete()) {
                assertThat(part.length()).isEqualTo(whole.length());
                assertThat(part.isEnded()).isEqualTo(whole.isEnded());
              }
            }
          }
        });
  }

  private static List<HeaderSection> both(byte[] octets, int octetsMax, int fieldsMax)
      throws IOException {
    return List.of(
        HeaderSection.of(Content.of(octets), octetsMax, fieldsMax),
        HeaderSection.of(streamed(octets), octetsMax, fieldsMax));
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
