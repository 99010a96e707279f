package relay.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.Chance.oneOf;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;

/** Headers that we write and headers that others write, read again: the same, or harmless. */
class HeaderRoundTripTest {
  private static final String[] PIECES = {
    "Hello",
    " ",
    "  ",
    "gr\u00fc\u00df",
    "\u6f22",
    "\ud83d\ude00",
    "=?utf-8?q?a?=",
    "=?",
    "?=",
    "_",
    "=20",
    "x".repeat(80),
    "\"",
    ",",
    "\\",
    "<a@b.example>"
  };

  @Test
  void shouldShowAnySubjectAsItWasWritten() {
    Chance.rounds(
        2000,
        random -> {
          String subject = text(random).strip();

          String field = HeaderText.field("Subject", subject);

          HeaderSection header = section(field + "\r\n");
          assertThat(header.fields()).hasSize(1);
          assertThat(header.fields().get(0).shown()).isEqualTo(subject);
          assertThat(field.chars()).allMatch(c -> c < 127);
          assertThat(field.split("\r\n")).allSatisfy(l -> assertThat(l).isNotBlank());
        });
  }

  @Test
  void shouldKeepLinesShortWhereWordsAllow() {
    Chance.rounds(
        1000,
        random -> {
          String field = HeaderText.field("Subject", text(random));

          for (String line : field.split("\r\n")) {
            boolean oneWord = line.strip().indexOf(' ') < 0 || line.startsWith("Subject:");
            assertThat(line.length() <= 78 || oneWord || line.strip().startsWith("x"))
                .as(line)
                .isTrue();
            assertThat(line.length()).isLessThan(998);
          }
        });
  }

  @Test
  void shouldNeverMakeTwoFieldsOfOneText() {
    Chance.rounds(
        1000,
        random -> {
          String evil =
              text(random) + oneOf(random, "\r\n", "\n", "\r", "\u0085", "\0") + "Bcc: x@y.example";

          HeaderSection header = section(HeaderText.field("X-Note", evil) + "\r\n");

          assertThat(header.fields()).hasSize(1);
          assertThat(header.first("Bcc")).isEmpty();
        });
  }

  @Test
  void shouldFindTheSameHeaderInMemoryAndInAStream() throws Exception {
    Chance.rounds(
        500,
        random -> {
          byte[] octets = anyHeader(random).getBytes(StandardCharsets.UTF_8);
          int octetsMax = 16 + random.nextInt(octets.length + 50);
          int fieldsMax = 1 + random.nextInt(12);

          HeaderSection inMemory = HeaderSection.of(Content.of(octets), octetsMax, fieldsMax);
          HeaderSection streamed = HeaderSection.of(streamed(octets), octetsMax, fieldsMax);

          assertThat(streamed.isComplete()).isEqualTo(inMemory.isComplete());
          assertThat(streamed.isEnded()).isEqualTo(inMemory.isEnded());
          assertThat(streamed.length()).isEqualTo(inMemory.length());
          assertThat(texts(streamed)).isEqualTo(texts(inMemory));
        });
  }

  @Test
  void shouldCoverTheHeaderWithItsFieldsAndNothingElse() throws Exception {
    Chance.rounds(
        500,
        random -> {
          byte[] octets = anyHeader(random).getBytes(StandardCharsets.UTF_8);

          HeaderSection header = HeaderSection.of(Content.of(octets), 1 << 20, 1000);

          int at = 0;
          for (HeaderField field : header.fields()) {
            assertThat(field.start()).isEqualTo(at);
            assertThat(field.name()).isNotEmpty().doesNotContain(" ", ":", "\r", "\n");
            at = field.end();
          }
          int rest = header.length() - at;
          assertThat(header.isEnded() ? rest == 1 || rest == 2 : rest == 0).isTrue();
        });
  }

  @Test
  void shouldPutFieldsBeforeAContentWithoutChangingIt() throws Exception {
    Chance.rounds(
        300,
        random -> {
          byte[] octets = anyHeader(random).getBytes(StandardCharsets.UTF_8);
          byte[] added = HeaderText.field("X-A", text(random)).getBytes(StandardCharsets.UTF_8);
          int cut = random.nextInt(octets.length + 1);

          for (Content content : List.of(Content.of(octets), streamed(octets))) {
            assertThat(read(content.after(added))).isEqualTo(joined(added, octets, 0));
            assertThat(read(content.withHeader(added, cut))).isEqualTo(joined(added, octets, cut));
            assertThat(content.after(added).size()).isEqualTo(added.length + octets.length);
            assertThat(content.withHeader(added, cut).size())
                .isEqualTo(added.length + octets.length - cut);
            assertThat(
                    content
                        .after(added)
                        .bytes()
                        .map(byte[]::clone)
                        .orElse(read(content.after(added))))
                .isEqualTo(joined(added, octets, 0));
            assertThat(content.after(new byte[0])).isSameAs(content);
          }
        });
  }

  private static String anyHeader(Random random) {
    StringBuilder header = new StringBuilder();
    for (int i = random.nextInt(10); i > 0; i--) {
      header.append(
          oneOf(
              random,
              "Subject: " + text(random) + "\r\n",
              "X:\r\n",
              "X-Fold: a\r\n\tb\r\n  c\r\n",
              "Old : blanks\r\n",
              "Lf: only\n",
              "8bit: \u00fc\r\n",
              "no field\r\n",
              ": nameless\r\n",
              "\r\n",
              "Long: " + "y".repeat(random.nextInt(20_000)) + "\r\n"));
    }
    return header + oneOf(random, "\r\nbody\r\n", "", "\nbody", "cut off");
  }

  private static List<String> texts(HeaderSection header) {
    List<String> texts = new ArrayList<>();
    header.fields().forEach(f -> texts.add(f.name() + "=" + f.text()));
    return texts;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(10); i >= 0; i--) {
      text.append(oneOf(random, PIECES));
    }
    return text.toString();
  }

  private static HeaderSection section(String header) throws Exception {
    return HeaderSection.of(Content.of(header.getBytes(StandardCharsets.UTF_8)), 1 << 20, 1000);
  }

  private static Content streamed(byte[] octets) {
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

  private static byte[] read(Content content) throws Exception {
    try (InputStream in = content.open()) {
      return in.readAllBytes();
    }
  }

  private static byte[] joined(byte[] head, byte[] octets, int from) {
    byte[] all = new byte[head.length + octets.length - from];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(octets, from, all, head.length, octets.length - from);
    return all;
  }
}
