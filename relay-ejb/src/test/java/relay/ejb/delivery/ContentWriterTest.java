package relay.ejb.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.delivery.ScriptedServer;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Recipient;

class ContentWriterTest {
  private static final List<Recipient> BOB =
      List.of(Recipient.of(EmailAddress.parse("bob@example.org")));
  private static final int BLOCK = 64 * 1024;
  private final ScriptedServer server = ScriptedServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, BLOCK - 3, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 7})
  void shouldDeliverEveryOctetFromMemoryAndFromAFile(int size) {
    long seed = Chance.seed();
    String text = lines(new Random(seed), size);
    byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
    try (var sending = Sending.to(server).addedFields("X: y\r\n")) {
      sending.mail(BOB, Content.of(octets));
      sending.mail(BOB, inAFile(octets));

      String expected = "X: y\r\n" + text;
      assertThat(server.mails()).as("seed %d", seed).hasSize(2);
      assertThat(server.mails().get(0).content()).as("seed %d", seed).isEqualTo(expected);
      assertThat(server.mails().get(1).content()).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void shouldBeAbleToSendOnlyDots() {
    String text = ".\r\n".repeat(BLOCK);
    try (var sending = Sending.to(server).content(text)) {
      sending.mail(BOB);

      assertThat(server.mails().get(0).content()).isEqualTo(text);
    }
  }

  @Test
  void shouldNotLetALoneLineFeedAndADotEndTheMail() {
    String text = "a\n.\r\nMAIL FROM:<smuggled@example.org>\r\n";
    try (var sending = Sending.to(server).content(text)) {
      sending.mail(BOB);

      assertThat(new String(server.mails().get(0).octets(), StandardCharsets.US_ASCII))
          .startsWith("a\n..\r\n");
    }
  }

  @Test
  void shouldEndWithoutDoubtWhenTheContentCannotBeRead() {
    var unreadable =
        new Content() {
          @Override
          public long size() {
            return 10;
          }

          @Override
          public InputStream open() throws IOException {
            throw new IOException("disk gone");
          }
        };
    try (var sending = Sending.to(server)) {
      var reply = sending.mail(BOB, unreadable).get(0);

      assertThat(reply.reply().toString())
          .isEqualTo("451 4.3.0 the stored content cannot be read: disk gone");
      assertThat(reply.inDoubt()).isFalse();
      assertThat(server.mails()).isEmpty();
    }
  }

  /** Lines full of dots; ends with CR LF unless empty. */
  private static String lines(Random random, int size) {
    var text = new StringBuilder();
    while (text.length() < size) {
      text.append(
          switch (random.nextInt(4)) {
            case 0 -> ".";
            case 1 -> "\r\n";
            case 2 -> "\r\n.";
            default -> "text";
          });
    }
    return text.length() == 0 ? "" : text.append("\r\n").toString();
  }

  private static Content inAFile(byte[] octets) {
    return new Content() {
      @Override
      public long size() {
        return octets.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(octets);
      }
    };
  }
}
