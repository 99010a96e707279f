package relay.domain.signing.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;
import relay.domain.mail.Content;
import relay.domain.mail.ContentContract;

/** A mail that some tool saved: with the line ends of the wire, or with those of Unix. */
class MailFileTest {
  @TempDir Path folder;

  @Nested
  class SavedAsOnTheWire implements ContentContract {
    @Override
    public Content contentOf(byte[] octets) throws IOException {
      return MailFile.of(Files.write(Files.createTempFile(folder, "mail", ".eml"), octets));
    }
  }

  @Nested
  class SavedWithTheLineEndsOfUnix implements ContentContract {
    @Override
    public Content contentOf(byte[] octets) throws IOException {
      byte[] unix =
          new String(octets, StandardCharsets.ISO_8859_1)
              .replace("\r\n", "\n")
              .getBytes(StandardCharsets.ISO_8859_1);
      return MailFile.of(Files.write(Files.createTempFile(folder, "mail", ".eml"), unix));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "\\n, \\r\\n",
    "a\\n, a\\r\\n",
    "a, a",
    "\\n\\n, \\r\\n\\r\\n",
    "a\\r\\nb\\n, a\\r\\nb\\r\\n",
    "a\\r\\r\\nb, a\\r\\r\\nb",
    "a\\rb\\n, a\\rb\\r\\n",
    "a\\r, a\\r"
  })
  void shouldPutACarriageReturnWhereALineHasNone(String saved, String read) throws IOException {
    Path file = Files.writeString(folder.resolve("mail.eml"), unescaped(saved));

    assertThat(octetsOf(MailFile.of(file))).isEqualTo(unescaped(read));
  }

  /** Pieces of every size cut between a CR that is put in and its LF. */
  @Test
  void shouldReadTheSameInPiecesOfAnySize() {
    Chance.rounds(
        50,
        random -> {
          StringBuilder saved = new StringBuilder();
          for (int i = random.nextInt(60); i > 0; i--) {
            saved.append(Chance.oneOf(random, "a", "\n", "\r\n", "\r", "\n\n"));
          }
          Path file = Files.writeString(folder.resolve("any.eml"), saved);
          StringBuilder read = new StringBuilder();
          try (InputStream in = MailFile.of(file).open()) {
            byte[] piece = new byte[1 + random.nextInt(4)];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
              read.append(new String(piece, 0, n, StandardCharsets.ISO_8859_1));
            }
          }

          assertThat(read).hasToString(saved.toString().replaceAll("(?<!\r)\n", "\r\n"));
        });
  }

  @Test
  void shouldSayWhenThereIsNoFile() {
    assertThatThrownBy(() -> MailFile.of(folder.resolve("missing")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("missing");
  }

  private static String octetsOf(Content content) throws IOException {
    try (InputStream in = content.open()) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\r", "\r");
  }
}
