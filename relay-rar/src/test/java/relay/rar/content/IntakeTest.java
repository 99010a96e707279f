package relay.rar.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.mail.Content;

class IntakeTest {
  private static final int IN_MEMORY = 20_000;
  private final MemoryBudget budget = new MemoryBudget(1_000_000);
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldGiveBackAMailThatDidNotFitIntoMemory(boolean hides) throws IOException {
    byte[] octets = octets(300_000);
    try (Intake intake = intake(hides, 1_000_000)) {
      int at = 0;
      for (int length = 1; at < octets.length; length = length * 3 % 5_001 + 1) {
        int n = Math.min(length, octets.length - at);
        intake.write(octets, at, n);
        at += n;
      }

      Content content = intake.content();

      assertThat(intake.trouble()).isEmpty();
      assertThat(content.size()).isEqualTo(octets.length);
      try (InputStream one = content.open();
          InputStream other = content.open()) {
        assertThat(one.readNBytes(1_001)).isEqualTo(Arrays.copyOf(octets, 1_001));
        assertThat(other.readAllBytes()).isEqualTo(octets);
        assertThat(one.read()).isEqualTo(octets[1_001] & 0xff);
      }
      assertThat(budget.taken()).isZero();
    }
  }

  @Test
  void shouldKeepASmallMailInMemory() throws IOException {
    try (Intake intake = intake(true, 1_000_000)) {
      intake.write(octets(100), 0, 100);

      assertThat(intake.content().bytes()).isPresent();
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void shouldThrowAwayWhatIsTooLarge() {
    try (Intake intake = intake(true, 30_000)) {
      intake.write(octets(30_001), 0, 30_001);

      assertThat(intake.trouble()).contains(Intake.Trouble.TOO_LARGE);
      assertThat(intake.size()).isEqualTo(30_001);
    }
    assertThat(budget.taken()).isZero();
  }

  /** The file of an intake is gone as soon as it is open: this is what stands in it. */
  @Test
  void shouldHideWhatItWritesToTheFile() throws IOException {
    Path path = folder.resolve("hidden");
    byte[] secret = "the merger is on Friday ".repeat(2_000).getBytes(StandardCharsets.US_ASCII);
    try (FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      var file = new HiddenFile(channel);
      int first = file.write(ByteBuffer.wrap(secret, 0, 1_003), 0);
      file.write(ByteBuffer.wrap(secret, first, secret.length - first), first);

      assertThat(Files.readString(path, StandardCharsets.ISO_8859_1)).doesNotContain("merger");
      assertThat(Files.size(path)).isEqualTo(secret.length);
      for (int from : new int[] {0, 1, 15, 16, 17, 1_000, secret.length - 5}) {
        ByteBuffer part = ByteBuffer.allocate(Math.min(100, secret.length - from));
        assertThat(file.read(part, from)).isEqualTo(part.capacity());
        assertThat(part.array())
            .isEqualTo(Arrays.copyOfRange(secret, from, from + part.capacity()));
      }
      assertThat(file.read(ByteBuffer.allocate(10), secret.length)).isEqualTo(-1);
    }
  }

  private Intake intake(boolean hides, long sizeMax) {
    return new Intake(new Intake.Store(budget, IN_MEMORY, folder, hides), sizeMax);
  }

  private static byte[] octets(int size) {
    byte[] octets = new byte[size];
    new Random(Chance.seed()).nextBytes(octets);
    return octets;
  }
}
