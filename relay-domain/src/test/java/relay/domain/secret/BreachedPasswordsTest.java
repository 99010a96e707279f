package relay.domain.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

class BreachedPasswordsTest {
  @TempDir Path folder;

  @Test
  void shouldKnowTheHashThatThePublishedListHasOfPassword() throws IOException {
    Path list = write("5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:9659365\r\n");

    assertThat(BreachedPasswords.in(list.toString()).contains("password")).isTrue();
    assertThat(BreachedPasswords.in(list.toString()).contains("Password")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void shouldFindEachOfManyAndNothingElse(String lineEnd) throws Exception {
    long seed = Chance.seed();
    Random random = new Random(seed);
    for (int size : new int[] {1, 2, 3, 10, 1000}) {
      TreeSet<String> lines = new TreeSet<>();
      for (int i = 0; i < size; i++) {
        String count = random.nextBoolean() ? "" : ":" + random.nextInt(1_000_000);
        lines.add(hash("stolen" + i) + count);
      }
      boolean endsWithALine = random.nextBoolean();
      Path list = write(String.join(lineEnd, lines) + (endsWithALine ? lineEnd : ""));
      BreachedPasswords breached = BreachedPasswords.in(list.toString());

      for (int i = 0; i < size; i++) {
        assertThat(breached.contains("stolen" + i)).as("seed " + seed + ", " + i).isTrue();
        assertThat(breached.contains("mine" + i)).as("seed " + seed + ", " + i).isFalse();
      }
    }
  }

  @Test
  void shouldReadHashesInLowerCaseToo() throws Exception {
    TreeSet<String> lines = new TreeSet<>();
    for (int i = 0; i < 50; i++) {
      lines.add(hash("stolen" + i).toLowerCase(Locale.ROOT));
    }
    BreachedPasswords breached = BreachedPasswords.in(write(String.join("\n", lines)).toString());

    assertThat(breached.contains("stolen7")).isTrue();
    assertThat(breached.contains("gr\u00fc\u00dfe aus dem Norden")).isFalse();
  }

  @Test
  void shouldKnowNoneWithoutAFileAndInAnEmptyOne() throws IOException {
    assertThat(BreachedPasswords.NONE.contains("password")).isFalse();
    assertThat(BreachedPasswords.in("").contains("password")).isFalse();
    assertThat(BreachedPasswords.in(write("").toString()).contains("password")).isFalse();
  }

  @Test
  void shouldUseAFileThatWasReplaced() throws Exception {
    Path list = write(hash("old") + "\n");
    BreachedPasswords breached = BreachedPasswords.in(list.toString());
    assertThat(breached.contains("new")).isFalse();

    write(hash("new") + "\n");

    assertThat(breached.contains("new")).isTrue();
  }

  @Test
  void shouldSayWhichFileIsNoList() throws IOException {
    for (String text :
        List.of("password\n123456\n", "\n\n\n", "A".repeat(1000), "0".repeat(41) + "\n")) {
      Path list = write(text);
      assertThatThrownBy(() -> BreachedPasswords.in(list.toString()).contains("password"))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining(list.toString());
    }
    assertThatThrownBy(() -> BreachedPasswords.in("/nowhere/list.txt").contains("password"))
        .hasMessageContaining("/nowhere/list.txt");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("list.txt"), text, StandardCharsets.US_ASCII);
  }

  private static String hash(String password) throws Exception {
    byte[] octets = password.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of()
        .withUpperCase()
        .formatHex(MessageDigest.getInstance("SHA-1").digest(octets));
  }
}
