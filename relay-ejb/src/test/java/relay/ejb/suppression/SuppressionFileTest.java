package relay.ejb.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.suppression.SuppressionHash.Name;
import relay.domain.suppression.SuppressionReason;
import relay.ejb.suppression.NodeSuppressions.Known;

class SuppressionFileTest {
  private static final byte[] KEY = new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6};
  @TempDir Path folder;

  @Test
  void shouldKnowNothingWithoutAFile() {
    Known known = new SuppressionFile(folder).read();

    assertThat(known.revision()).isZero();
    assertThat(known.book().isEmpty()).isTrue();
  }

  @Test
  void shouldReadBackWhatItWrote() throws IOException {
    Known known = Known.of(KEY, 42);
    for (int i = 0; i < 5_000; i++) {
      known.book().put(name(i), SuppressionReason.MANUAL, Optional.empty());
    }
    new SuppressionFile(folder).write(known);

    Known read = new SuppressionFile(folder).read();

    assertThat(read.revision()).isEqualTo(42);
    assertThat(read.isOf(KEY)).isTrue();
    assertThat(read.table().size()).isEqualTo(5_000);
    for (int i = 0; i < 5_000; i++) {
      assertThat(read.table().get(name(i))).isEqualTo(known.table().get(name(i)));
    }
  }

  @Test
  void shouldTrustNoFileThatWasCutOffOrChanged() throws IOException {
    Known known = Known.of(KEY, 42);
    known.book().put(name(1), SuppressionReason.MANUAL, Optional.empty());
    var file = new SuppressionFile(folder);
    file.write(known);
    Path path = folder.resolve("suppressions.bin");
    byte[] whole = Files.readAllBytes(path);
    for (int length = 0; length < whole.length; length++) {
      Files.write(path, java.util.Arrays.copyOf(whole, length));
      assertThat(file.read().book().isEmpty()).as("%d octets", length).isTrue();
    }
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= 1;
      Files.write(path, changed);
      assertThat(file.read().revision()).as("octet %d", at).isZero();
    }
  }

  private static Name name(long i) {
    return new Name(i * 0x9e3779b97f4a7c15L + 1, i);
  }
}
