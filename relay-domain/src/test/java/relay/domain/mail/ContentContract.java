package relay.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;

/** What whoever reads a mail may count on, wherever its octets are. */
public interface ContentContract {

  /** A content of exactly these octets, which have CR LF line ends. */
  Content contentOf(byte[] octets) throws IOException;

  @Test
  default void shouldBeAsLongAsItSays() throws IOException {
    for (byte[] octets : mails()) {
      try (Content content = contentOf(octets)) {
        assertThat(content.size()).isEqualTo(octets.length);
        assertThat(allOf(content)).isEqualTo(octets);
      }
    }
  }

  @Test
  default void shouldBeReadAnyNumberOfTimes() throws IOException {
    byte[] octets = mails().get(2);
    try (Content content = contentOf(octets)) {
      try (InputStream half = content.open()) {
        half.readNBytes(octets.length / 2);
      }

      assertThat(allOf(content)).isEqualTo(octets);
      assertThat(allOf(content)).isEqualTo(octets);
    }
  }

  @Test
  default void shouldGiveItsOctetsOneByOneAndInPiecesAlike() throws IOException {
    byte[] octets = mails().get(2);
    try (Content content = contentOf(octets);
        InputStream in = content.open()) {
      ByteArrayOutputStream read = new ByteArrayOutputStream();
      byte[] piece = new byte[9];
      assertThat(in.read(piece, 0, 0)).isZero();
      for (int octet = in.read(); octet >= 0; octet = in.read()) {
        read.write(octet);
        int n = in.read(piece, 3, 5);
        read.write(piece, 3, Math.max(0, n));
      }

      assertThat(read.toByteArray()).isEqualTo(octets);
      assertThat(in.read()).isEqualTo(-1);
      assertThat(in.read(piece, 0, 9)).isEqualTo(-1);
    }
  }

  @Test
  default void shouldPassOverExactlyAsManyOctetsAsAsked() {
    Chance.rounds(
        60,
        random -> {
          byte[] octets = mails().get(2);
          int from = random.nextInt(octets.length);
          try (Content content = contentOf(octets);
              InputStream in = content.open()) {
            int before = random.nextInt(from + 1);
            in.readNBytes(before);
            in.skipNBytes(from - before);

            assertThat(in.readAllBytes()).isEqualTo(tail(octets, from));
          }
        });
  }

  @Test
  default void shouldStandBehindFieldsThatAreAdded() throws IOException {
    byte[] octets = mails().get(1);
    byte[] fields = "X-A: 1\r\n".getBytes(StandardCharsets.ISO_8859_1);
    try (Content content = contentOf(octets)) {
      Content longer = content.after(fields);

      assertThat(longer.size()).isEqualTo(octets.length + fields.length);
      assertThat(allOf(longer)).isEqualTo(join(fields, octets));
      assertThat(longer.bytes().isPresent()).isEqualTo(content.bytes().isPresent());
    }
  }

  @Test
  default void shouldTakeAnotherHeaderInPlaceOfItsFirstOctets() {
    Chance.rounds(
        40,
        random -> {
          byte[] octets = mails().get(2);
          int old = random.nextInt(octets.length + 1);
          byte[] header = new byte[random.nextInt(50)];
          random.nextBytes(header);
          try (Content content = contentOf(octets)) {
            Content changed = content.withHeader(header, old);

            assertThat(changed.size()).isEqualTo(header.length + octets.length - old);
            assertThat(allOf(changed)).isEqualTo(join(header, tail(octets, old)));
            assertThat(allOf(content)).isEqualTo(octets);
          }
        });
  }

  @Test
  default void shouldGiveItsOctetsInMemoryOnlyAsTheyAre() throws IOException {
    for (byte[] octets : mails()) {
      try (Content content = contentOf(octets)) {
        content.bytes().ifPresent(held -> assertThat(held).isEqualTo(octets));
      }
    }
  }

  @Test
  default void shouldBeReadBySeveralThreadsAtOnce() throws Exception {
    byte[] octets = mails().get(3);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Content content = contentOf(octets)) {
      List<Callable<byte[]>> readers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        readers.add(() -> allOf(content));
      }
      for (Future<byte[]> read : threads.invokeAll(readers)) {
        assertThat(read.get(60, TimeUnit.SECONDS)).isEqualTo(octets);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Nothing, one line, some lines that end in many ways of CR LF, and more than any buffer. */
  private static List<byte[]> mails() {
    StringBuilder some = new StringBuilder("\r\nFrom: a@example.org\r\n\r\n");
    Random random = new Random(Chance.seed());
    for (int i = 0; i < 40; i++) {
      some.append("x".repeat(random.nextInt(20))).append("\r\n");
    }
    return List.of(
        new byte[0],
        "Subject: \u00e4\r\n\r\n\u00ff\r\n".getBytes(StandardCharsets.UTF_8),
        some.toString().getBytes(StandardCharsets.ISO_8859_1),
        some.toString().repeat(400).getBytes(StandardCharsets.ISO_8859_1));
  }

  private static byte[] allOf(Content content) throws IOException {
    try (InputStream in = content.open()) {
      return in.readAllBytes();
    }
  }

  private static byte[] tail(byte[] octets, int from) {
    return Arrays.copyOfRange(octets, from, octets.length);
  }

  private static byte[] join(byte[] first, byte[] second) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.writeBytes(first);
    joined.writeBytes(second);
    return joined.toByteArray();
  }
}
