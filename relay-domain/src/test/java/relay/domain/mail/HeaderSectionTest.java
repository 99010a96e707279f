package relay.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.mail.Contents.inMemory;
import static relay.domain.mail.Contents.lines;
import static relay.domain.mail.Contents.streamed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;

class HeaderSectionTest {
  private static final int OCTETS_MAX = 64 * 1024;

  @Test
  void shouldReadFieldsInTheirOrderUpToTheEmptyLine() throws IOException {
    HeaderSection header =
        read(lines("Received: one", "received: two", "Subject: Hello", "", "To: body"));

    assertThat(header.fields())
        .extracting(HeaderField::toString)
        .containsExactly("Received: one", "received: two", "Subject: Hello");
    assertThat(header.receivedCount()).isEqualTo(2);
    assertThat(header.first("TO")).isEmpty();
    assertThat(header.length())
        .isEqualTo("Received: one..received: two..Subject: Hello....".length());
    assertThat(header.isEnded()).isTrue();
    assertThat(header.isComplete()).isTrue();
  }

  @Test
  void shouldUnfoldLongFields() throws IOException {
    HeaderSection header = read(lines("Subject: a", " b", "\tc", "X:", "", "body"));

    assertThat(header.first("subject").orElseThrow().text()).isEqualTo("a b c");
    assertThat(header.first("x").orElseThrow().text()).isEmpty();
  }

  @Test
  void shouldReadUtf8AndFallBackToLatin1() throws IOException {
    byte[] utf8 = "Subject: Gr\u00fc\u00dfe\r\n\r\n".getBytes(StandardCharsets.UTF_8);
    byte[] latin1 = "Subject: Gr\u00fc\u00dfe\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    for (byte[] octets : new byte[][] {utf8, latin1}) {
      assertThat(read(Content.of(octets)).first("Subject").orElseThrow().text())
          .isEqualTo("Gr\u00fc\u00dfe");
    }
  }

  @Test
  void shouldGiveNoControlCharactersOut() throws IOException {
    assertThat(
            read(inMemory("Subject: a\u0000b\u001b[31mc\rd\u0085e\r\n\r\n")).fields().get(0).text())
        .isEqualTo("ab[31mcde");
  }

  @Test
  void shouldTakeBareLfForALineEndHere() throws IOException {
    HeaderSection header = read(inMemory("A: 1\n continued\nB: 2\n\nbody"));

    assertThat(header.first("A").orElseThrow().text()).isEqualTo("1 continued");
    assertThat(header.count("B")).isEqualTo(1);
    assertThat(header.isEnded()).isTrue();
  }

  @Test
  void shouldTakeBlanksBeforeTheColon() throws IOException {
    assertThat(read(lines("Subject \t: old", "")).first("Subject").orElseThrow().text())
        .isEqualTo("old");
  }

  @Test
  void shouldBeginTheBodyAtTheFirstLineThatIsNoField() throws IOException {
    HeaderSection header = read(lines("Subject: x", "Hello Bob: how are you", "To: body"));

    assertThat(header.fields()).hasSize(1);
    assertThat(header.length()).isEqualTo("Subject: x..".length());
    assertThat(header.isEnded()).isFalse();
    assertThat(header.isComplete()).isTrue();
  }

  @Test
  void shouldReadAMailWithoutHeaderOrWithoutBody() throws IOException {
    assertThat(read(inMemory("")).isComplete()).isTrue();
    assertThat(read(inMemory("")).isEnded()).isFalse();
    assertThat(read(lines("", "body")).length()).isEqualTo(2);
    assertThat(read(lines("", "body")).isEnded()).isTrue();
    assertThat(read(inMemory("just text")).fields()).isEmpty();
    assertThat(read(inMemory("Subject: x")).first("Subject").orElseThrow().text()).isEqualTo("x");
    assertThat(read(lines("Subject: x")).isEnded()).isFalse();
  }

  @Test
  void shouldSayWhenThereIsMoreThanTheLimits() throws IOException {
    Content large = lines("A: 1", "B: " + "x".repeat(500), "C: 3", "", "body");

    assertThat(HeaderSection.of(large, 100, 10).isComplete()).isFalse();
    assertThat(HeaderSection.of(large, 1000, 2).isComplete()).isFalse();
    assertThat(HeaderSection.of(large, 1000, 3).isComplete()).isTrue();
    assertThat(HeaderSection.of(streamed(large.bytes().orElseThrow()), 100, 10).isComplete())
        .isFalse();
  }

  @Test
  void shouldFindTheSameInAFileAsInMemoryWhateverTheOctets() {
    long seed = Chance.seed();
    Random random = new Random(seed);

    Assertions.assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          for (int i = 0; i < 3000; i++) {
            byte[] octets = headerish(random);
            HeaderSection memory = HeaderSection.of(Content.of(octets), 20_000, 50);
            HeaderSection file = HeaderSection.of(streamed(octets), 20_000, 50);

            String where = "seed " + seed + " round " + i;
            assertThat(file.length()).as(where).isEqualTo(memory.length());
            assertThat(file.isEnded()).as(where).isEqualTo(memory.isEnded());
            assertThat(file.isComplete()).as(where).isEqualTo(memory.isComplete());
            assertThat(file.fields().toString()).as(where).isEqualTo(memory.fields().toString());
            assertThat(memory.length()).as(where).isLessThanOrEqualTo(octets.length);
          }
        });
  }

  private static byte[] headerish(Random random) {
    String[] parts = {
      "\r", "\n", "\r\n", ":", " ", "\t", "Subject", "A: b\r\n", "\u00ff", "\u0000"
    };
    StringBuilder text = new StringBuilder();
    int count = random.nextInt(random.nextInt(10) == 0 ? 6000 : 60);
    for (int i = 0; i < count; i++) {
      boolean field = random.nextInt(3) > 0;
      text.append(field ? "X-Y: z\r\n" : parts[random.nextInt(parts.length)]);
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static HeaderSection read(Content content) throws IOException {
    return HeaderSection.of(content, OCTETS_MAX, 1000);
  }
}
