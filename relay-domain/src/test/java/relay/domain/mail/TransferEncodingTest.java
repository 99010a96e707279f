package relay.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;

/** Read back with the decoders of Angus Mail. */
class TransferEncodingTest {

  @ParameterizedTest
  @CsvSource({
    "plain, SEVEN_BIT",
    "'tab\tand\r\nlines', SEVEN_BIT",
    "'', SEVEN_BIT",
    "mostly ASCII and one \u00e4, QUOTED_PRINTABLE",
    "\u65e5\u672c\u8a9e, BASE64",
    "'a long enough text with one control \u0001', QUOTED_PRINTABLE"
  })
  void shouldBeThePlainestOneThatCarriesTheText(String text, TransferEncoding expected) {
    assertThat(TransferEncoding.forText(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(expected);
  }

  @Test
  void shouldKeepToTheLineLengthOfRfc5322() {
    byte[] fits = ("x".repeat(998) + "\r\n").repeat(3).getBytes(StandardCharsets.US_ASCII);
    byte[] tooLong = ("x".repeat(999) + "\r\n").getBytes(StandardCharsets.US_ASCII);

    assertThat(TransferEncoding.forText(fits)).isEqualTo(TransferEncoding.SEVEN_BIT);
    assertThat(TransferEncoding.forText(tooLong)).isEqualTo(TransferEncoding.QUOTED_PRINTABLE);
  }

  @Test
  void shouldBeReadBackWhateverTheOctets() throws Exception {
    long seed = Chance.seed();
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      byte[] octets = octets(random);
      for (TransferEncoding encoding :
          new TransferEncoding[] {TransferEncoding.QUOTED_PRINTABLE, TransferEncoding.BASE64}) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        encoding.write(octets, out);

        String where = "seed " + seed + " " + encoding;
        String encoded = out.toString(StandardCharsets.ISO_8859_1);
        assertThat(encoded).as(where).isASCII().endsWith("\r\n").doesNotContain("=_");
        assertThat(encoded.lines().mapToInt(String::length).max().orElse(0))
            .isLessThanOrEqualTo(76);
        assertThat(encoded.lines()).as(where).noneMatch(l -> l.endsWith(" ") || l.endsWith("\t"));
        assertThat(withoutLastLineEnd(decoded(encoding, out.toByteArray())))
            .as(where)
            .isEqualTo(withoutLastLineEnd(octets));
      }
    }
  }

  private static byte[] octets(Random random) {
    byte[] octets = new byte[random.nextInt(400)];
    for (int i = 0; i < octets.length; i++) {
      octets[i] =
          (byte)
              (random.nextInt(4) == 0
                  ? " \t=.\r\n_".charAt(random.nextInt(7))
                  : random.nextInt(256));
    }
    return octets;
  }

  private static byte[] decoded(TransferEncoding encoding, byte[] encoded) throws Exception {
    return MimeUtility.decode(new ByteArrayInputStream(encoded), encoding.label()).readAllBytes();
  }

  /** A line end is added where there is none: it belongs to the boundary that follows. */
  private static String withoutLastLineEnd(byte[] octets) {
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    return text.endsWith("\r\n") ? text.substring(0, text.length() - 2) : text;
  }
}
