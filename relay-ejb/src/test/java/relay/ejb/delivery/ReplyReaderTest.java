package relay.ejb.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.smtp.SmtpReply;

class ReplyReaderTest {
  private static final int LINE_MAX = 100;
  private static final int LINES_MAX = 5;

  @Test
  void shouldReadOneReplyAfterAnother() throws IOException {
    ReplyReader reader = reading("220 hello\r\n250-a\r\n250-b\r\n250 c\r\n354\r\n");

    assertThat(reader.read().toString()).isEqualTo("220 hello");
    assertThat(reader.read().lines()).containsExactly("a", "b", "c");
    assertThat(reader.read().code()).isEqualTo(354);
    assertThat(reader.hasUnread()).isFalse();
  }

  @Test
  void shouldReadRepliesThatComeOctetByOctet() throws IOException {
    byte[] octets = "250-a\r\n250 b\r\n221 x\r\n".getBytes(StandardCharsets.US_ASCII);
    var in = new ByteArrayInputStream(octets);
    var reader = new ReplyReader((b, o, n) -> in.read(b, o, 1), LINE_MAX, LINES_MAX);

    assertThat(reader.read().lines()).containsExactly("a", "b");
    assertThat(reader.read().code()).isEqualTo(221);
  }

  @Test
  void shouldTakeALoneLineFeedForTheEndOfALine() throws IOException {
    assertThat(reading("250-a\n250 b\n").read().lines()).containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello\r\n",
        "\r\n",
        "25\r\n",
        "99 x\r\n",
        "150 x\r\n",
        "650 x\r\n",
        "2500 x\r\n",
        "250x\r\n",
        "2a0 x\r\n",
        "250-a\r\n251 b\r\n",
        "250-a\r\nb\r\n"
      })
  void shouldRefuseWhatIsNoReply(String octets) {
    ReplyReader reader = reading(octets);

    assertThatThrownBy(reader::read).isInstanceOf(GarbledReply.class);
  }

  @Test
  void shouldReadNoMoreThanTheLongestLine() {
    InputStream endless = endless();
    var reader = new ReplyReader(endless::read, LINE_MAX, LINES_MAX);

    assertThatThrownBy(reader::read)
        .isInstanceOf(GarbledReply.class)
        .hasMessageContaining("100 octets");
  }

  @Test
  void shouldReadNoMoreThanTheMostLines() {
    ReplyReader reader = reading("250-x\r\n".repeat(1000));

    assertThatThrownBy(reader::read)
        .isInstanceOf(GarbledReply.class)
        .hasMessage("more than 5 lines");
  }

  @Test
  void shouldSayThatTheServerHungUpInTheMiddleOfAReply() {
    ReplyReader reader = reading("250-x\r\n25");

    assertThatThrownBy(reader::read).isInstanceOf(EOFException.class);
  }

  @Test
  void shouldForgetWhatCameBeforeTls() throws IOException {
    ReplyReader reader = reading("220 go\r\n250 injected\r\n");
    reader.read();

    reader.discard();

    assertThat(reader.hasUnread()).isFalse();
    assertThatThrownBy(reader::read).isInstanceOf(EOFException.class);
  }

  @Test
  void shouldEndWithAReplyOrARefusalWhateverComes() {
    long seed = Chance.seed();
    var random = new Random(seed);
    byte[] alphabet =
        "0123456789 -\r\n2502502502\t\u0000\u00ff".getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < 20_000; i++) {
      byte[] octets = new byte[random.nextInt(60)];
      for (int j = 0; j < octets.length; j++) {
        octets[j] = alphabet[random.nextInt(alphabet.length)];
      }
      var in = new ByteArrayInputStream(octets);
      var reader = new ReplyReader(in::read, LINE_MAX, LINES_MAX);
      try {
        SmtpReply reply = reader.read();
        assertThat(reply.code()).as("seed %d", seed).isBetween(200, 599);
      } catch (IOException expected) {
        assertThat(expected)
            .as("seed %d", seed)
            .isInstanceOfAny(GarbledReply.class, EOFException.class);
      }
    }
  }

  private static ReplyReader reading(String text) {
    var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return new ReplyReader(in::read, LINE_MAX, LINES_MAX);
  }

  private static InputStream endless() {
    return new InputStream() {
      @Override
      public int read() {
        return '2';
      }
    };
  }
}
