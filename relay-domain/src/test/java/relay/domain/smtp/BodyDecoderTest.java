package relay.domain.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

class BodyDecoderTest {
  private static final int LINE_MAX = 1000;

  /** What came out, and how. */
  private record Decoded(String text, int octetsUsed, BodyDecoder decoder) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n.\n",
        "\n.\r\n",
        "\r\n.\n",
        "\r.\r",
        "\r\n.\r",
        "\r.\r\n",
        "\n.\r",
        "\r\r\n.\r\r\n",
        "\r\n\0.\r\n",
        "\r\n.\0\r\n",
        "\r\n. \r\n",
        "\r\n .\r\n",
        "\r\n..\r\n",
        "\n\r\n.\n\r\n"
      })
  void shouldNotEndAtAnythingButCrLfDotCrLf(String lookalike) throws IOException {
    var decoded = decode("a" + lookalike + "b", 100);

    assertThat(decoded.decoder.isEnded()).isFalse();
  }

  @Test
  void shouldEndAtTheDotOnItsOwnLineAndLeaveTheRest() throws IOException {
    var decoded = decode("a\r\n.\r\nRSET\r\n", 100);

    assertThat(decoded.decoder.isEnded()).isTrue();
    assertThat(decoded.text).isEqualTo("a\r\n");
    assertThat(decoded.octetsUsed).isEqualTo(6);
  }

  @Test
  void shouldTakeTheEmptyMail() throws IOException {
    assertThat(decode(".\r\n", 1).decoder.isEnded()).isTrue();
    assertThat(decode(".\r\n", 100).text).isEmpty();
  }

  @Test
  void shouldUnstuffEveryLineTheFirstIncluded() throws IOException {
    assertThat(decode("..a\r\n...b\r\n.c\r\nd.\r\n.\r\n", 100).text)
        .isEqualTo(".a\r\n..b\r\nc\r\nd.\r\n");
  }

  @Test
  void shouldKeepTheDotBeforeABareLineEndAndNoteIt() throws IOException {
    var decoded = decode("a\r\n.\nb\r\n.\rc\r\n.\r\n", 100);

    assertThat(decoded.text).isEqualTo("a\r\n.\r\nb\r\n.\r\nc\r\n");
    assertThat(decoded.decoder.hasBareLineEnds()).isTrue();
  }

  @Test
  void shouldNoteLinesThatAreTooLongEvenAcrossBlocks() throws IOException {
    assertThat(decode("x".repeat(LINE_MAX) + "\r\n.\r\n", 7).decoder.hasLongLines()).isFalse();
    assertThat(decode("x".repeat(LINE_MAX + 1) + "\r\n.\r\n", 7).decoder.hasLongLines()).isTrue();
  }

  @Test
  void shouldTouchNoDotInChunks() throws IOException {
    var out = new ByteArrayOutputStream();
    var decoder = BodyDecoder.ofChunks(LINE_MAX, out::write);
    byte[] octets = "..a\r\n.\r\nb\r".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(decoder.decode(octets, 0, octets.length)).isEqualTo(octets.length);
    assertThat(decoder.hasBareLineEnds()).isFalse();
    decoder.finish();

    assertThat(decoder.hasBareLineEnds()).isTrue();
    assertThat(out.toString(StandardCharsets.ISO_8859_1)).isEqualTo("..a\r\n.\r\nb\r\n");
  }

  @Test
  void shouldDecodeTheSameHoweverTheOctetsAreCutIntoBlocks() throws IOException {
    long seed = Chance.seed();
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      String text = soup(random) + "\r\n.\r\nrest";

      var whole = decode(text, text.length());
      var cut = decode(text, 1 + random.nextInt(3));
      String expected = plainly(text);

      assertThat(whole.text).as("seed " + seed + " of " + escaped(text)).isEqualTo(expected);
      assertThat(cut.text).as("seed " + seed + " of " + escaped(text)).isEqualTo(expected);
      assertThat(cut.octetsUsed).isEqualTo(whole.octetsUsed);
      assertThat(cut.decoder.isEnded()).isEqualTo(whole.decoder.isEnded());
      assertThat(cut.decoder.hasBareLineEnds()).isEqualTo(whole.decoder.hasBareLineEnds());
      assertThat(whole.decoder.isEnded()).as("seed " + seed + " of " + escaped(text)).isTrue();
    }
  }

  /** The rules once more, one character at a time and without regard to speed. */
  private static String plainly(String text) {
    String body = text.startsWith(".\r\n") ? "" : text.substring(0, text.indexOf("\r\n.\r\n") + 2);
    StringBuilder out = new StringBuilder();
    boolean lineStart = true;
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      char next = i + 1 < body.length() ? body.charAt(i + 1) : 0;
      if (c == '\r' && next == '\n') {
        out.append("\r\n");
        lineStart = true;
        i++;
        continue;
      }
      boolean stuffing = c == '.' && lineStart && next != '\r' && next != '\n';
      if (!stuffing) {
        out.append(c == '\r' || c == '\n' ? "\r\n" : String.valueOf(c));
      }
      lineStart = false;
    }
    return out.toString();
  }

  private static String soup(Random random) {
    String alphabet = "\r\n.a\r\n.\r\n";
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(14); n >= 0; n--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static String escaped(String text) {
    return text.replace("\r", "\\r").replace("\n", "\\n");
  }

  private static Decoded decode(String text, int blockOctets) throws IOException {
    var out = new ByteArrayOutputStream();
    var decoder = BodyDecoder.ofData(LINE_MAX, out::write);
    byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
    int used = 0;
    while (used < octets.length && !decoder.isEnded()) {
      int n = Math.min(blockOctets, octets.length - used);
      used += decoder.decode(octets, used, n);
    }
    return new Decoded(out.toString(StandardCharsets.ISO_8859_1), used, decoder);
  }
}
