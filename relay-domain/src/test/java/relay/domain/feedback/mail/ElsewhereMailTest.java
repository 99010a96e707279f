package relay.domain.feedback.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole mails of servers, providers, filters and programs that no rule was written after. */
class ElsewhereMailTest {
  private static final List<String> FILES =
      List.of(
          "servers.mails",
          "providers.mails",
          "languages.mails",
          "answers.mails",
          "complaints.mails",
          "abroad.mails",
          "houses.mails",
          "letters.mails",
          "later.mails");

  /** A mail of a file, and what is to be understood of it. */
  record Written(String file, String name, String expected, byte[] octets) {
    @Override
    public String toString() {
      return file + ": " + name;
    }
  }

  static Stream<Written> mails() {
    return FILES.stream().flatMap(file -> in(file).stream());
  }

  @ParameterizedTest
  @MethodSource("mails")
  void shouldUnderstand(Written mail) {
    assertThat(Mails.told(mail.octets())).as(mail.toString()).isEqualTo(mail.expected());
  }

  /** The same with line ends as a mailbox on disk has them. */
  @ParameterizedTest
  @MethodSource("mails")
  void shouldUnderstandTheSameWithBareLineFeeds(Written mail) {
    String text = new String(mail.octets(), StandardCharsets.ISO_8859_1).replace("\r\n", "\n");

    assertThat(Mails.told(text.getBytes(StandardCharsets.ISO_8859_1)))
        .as(mail.toString())
        .isEqualTo(mail.expected());
  }

  @Test
  void shouldHaveEnoughOfEachKind() {
    assertThat(mails().filter(m -> m.expected().startsWith("bounce"))).hasSizeGreaterThan(130);
    assertThat(mails().filter(m -> m.expected().equals("auto-reply"))).hasSizeGreaterThan(28);
    assertThat(mails().filter(m -> m.expected().equals("other"))).hasSizeGreaterThan(25);
    assertThat(mails().map(Written::toString)).doesNotHaveDuplicates();
  }

  private static List<Written> in(String file) {
    List<Written> mails = new ArrayList<>();
    for (String section : text(file).split("(?m)^=== ")) {
      int body = section.indexOf("\n---\n");
      if (body < 0) {
        continue; // what stands before the first mail
      }
      List<String> head = section.substring(0, body).lines().toList();
      List<String> expected = new ArrayList<>();
      Charset charset = StandardCharsets.UTF_8;
      for (String line : head.subList(1, head.size())) {
        if (line.startsWith("> ")) {
          expected.add(line.substring(2));
        } else if (line.startsWith("@ ")) {
          charset = Charset.forName(line.substring(2));
        } else {
          throw new IllegalArgumentException(file + ": what is '" + line + "'?");
        }
      }
      String mail = section.substring(body + 5).stripTrailing() + "\n";
      mails.add(
          new Written(
              file,
              head.get(0),
              String.join("\n", expected),
              mail.replace("\n", "\r\n").getBytes(charset)));
    }
    return mails;
  }

  private static String text(String file) {
    try (InputStream in = ElsewhereMailTest.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}
