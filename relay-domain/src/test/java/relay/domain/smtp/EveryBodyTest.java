package relay.domain.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.Chance.oneOf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

/** Mail octets in packets by chance: none lost, none added, and one end only (RFC 5321 4.5.2). */
class EveryBodyTest {
  private static final String[] PIECES = {
    "\r\n", "\r\n", ".", "..", "a", "line", "\r", "\n", " ", "\u00fc", "\0", "\r\n.\n", "\n.\r\n",
    "\r.\r"
  };

  @Test
  void shouldGiveBackWhatWasSentHoweverThePacketsFall() {
    Chance.rounds(
        3000,
        random -> {
          String mail = clean(random);
          byte[] sent = octets(stuffed(mail) + ".\r\nQUIT\r\n");
          var out = new ByteArrayOutputStream();
          BodyDecoder decoder = BodyDecoder.ofData(1000, out::write);

          int taken = decodeInPackets(decoder, sent, random);

          assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(mail);
          assertThat(decoder.isEnded()).isTrue();
          assertThat(decoder.hasBareLineEnds()).isFalse();
          assertThat(new String(sent, taken, sent.length - taken, StandardCharsets.UTF_8))
              .isEqualTo("QUIT\r\n");
        });
  }

  @Test
  void shouldComeToTheSameInOnePacketAndInMany() {
    Chance.rounds(
        3000,
        random -> {
          byte[] sent = octets(anything(random) + "\r\n.\r\n" + anything(random));
          boolean chunks = random.nextBoolean();
          var atOnce = new ByteArrayOutputStream();
          var inMany = new ByteArrayOutputStream();
          BodyDecoder one = decoder(chunks, atOnce);
          BodyDecoder many = decoder(chunks, inMany);

          int takenAtOnce = one.decode(sent, 0, sent.length);
          int takenInMany = decodeInPackets(many, sent, random);
          one.finish();
          many.finish();

          assertThat(inMany.toByteArray()).isEqualTo(atOnce.toByteArray());
          assertThat(takenInMany).isEqualTo(takenAtOnce);
          assertThat(many.isEnded()).isEqualTo(one.isEnded());
          assertThat(many.hasBareLineEnds()).isEqualTo(one.hasBareLineEnds());
          assertThat(many.hasLongLines()).isEqualTo(one.hasLongLines());
        });
  }

  @Test
  void shouldLeaveNoLineEndAloneInWhatIsStored() {
    Chance.rounds(
        3000,
        random -> {
          var out = new ByteArrayOutputStream();
          BodyDecoder decoder = decoder(random.nextBoolean(), out);

          decodeInPackets(decoder, octets(anything(random)), random);
          decoder.finish();

          String stored = out.toString(StandardCharsets.UTF_8);
          assertThat(stored.replace("\r\n", "")).doesNotContain("\r", "\n");
        });
  }

  /** The endings by which one mail was smuggled inside another (CVE-2023-51764 and its kin). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n.\n",
        "\n.\r\n",
        "\r\n.\n",
        "\r.\r",
        "\r.\r\n",
        "\r\n.\r",
        "\n.\r",
        "\r.\n",
        "\r\n.\0\r\n",
        "\r\n. \r\n",
        "\r\n.\r\r\n",
        "\r\r\n.\r\n\n"
      })
  void shouldEndADataOnlyWithItsOneTrueEnd(String ending) throws Exception {
    boolean trueEnd = ending.contains("\r\n.\r\n");
    byte[] sent = octets("Subject: a\r\n\r\nbody" + ending + "MAIL FROM:<evil@x.example>\r\n");
    var out = new ByteArrayOutputStream();
    BodyDecoder decoder = BodyDecoder.ofData(1000, out::write);

    decoder.decode(sent, 0, sent.length);

    assertThat(decoder.isEnded()).isEqualTo(trueEnd);
    assertThat(out.toString(StandardCharsets.UTF_8).contains("evil@x.example")).isEqualTo(!trueEnd);
    boolean bare = decoder.hasBareLineEnds() || ending.contains("\0") || ending.contains(". ");
    assertThat(bare).isTrue();
  }

  @Test
  void shouldNoticeALineThatIsTooLongInWhateverPieces() {
    Chance.rounds(
        500,
        random -> {
          int length = 990 + random.nextInt(20);
          byte[] sent = octets("short\r\n" + "x".repeat(length) + "\r\nshort\r\n");
          BodyDecoder decoder = BodyDecoder.ofData(998, (o, f, n) -> {});

          decodeInPackets(decoder, sent, random);

          assertThat(decoder.hasLongLines()).isEqualTo(length > 998);
        });
  }

  private static BodyDecoder decoder(boolean chunks, ByteArrayOutputStream out) {
    return chunks ? BodyDecoder.ofChunks(50, out::write) : BodyDecoder.ofData(50, out::write);
  }

  private static int decodeInPackets(BodyDecoder decoder, byte[] sent, Random random)
      throws Exception {
    int at = 0;
    while (at < sent.length && !decoder.isEnded()) {
      int packet = Math.min(1 + random.nextInt(12), sent.length - at);
      int taken = 0;
      while (taken < packet && !decoder.isEnded()) {
        taken += decoder.decode(sent, at + taken, packet - taken);
      }
      at += taken;
    }
    return at;
  }

  private static String clean(Random random) {
    StringBuilder mail = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      mail.append(oneOf(random, "\r\n", ".", "..", "a", "line of words", "\u00fc", " "));
    }
    return mail + "\r\n";
  }

  private static String anything(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(16); i > 0; i--) {
      text.append(oneOf(random, PIECES));
    }
    return text.toString();
  }

  private static String stuffed(String mail) {
    String inner = mail.replace("\r\n.", "\r\n..");
    return inner.startsWith(".") ? "." + inner : inner;
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
