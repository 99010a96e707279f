package relay.domain.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are written and read a piece at a time. */
class FileSealTest {
  private static final long SEED = 7;
  private final MasterKeys keys = MasterKeys.first(new Random(SEED));
  private final ContentSeal seal = new ContentSeal(Optional.of(keys), true, new Random(SEED + 1));

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 1000, 4096})
  void shouldShowAgainWhatWasHiddenInPiecesOfAnySize(int piece) {
    byte[] octets = new byte[10_001];
    new Random(SEED + 2).nextBytes(octets);
    FileSeal file = FileSeal.begin(seal);
    var hidden = new ByteArrayOutputStream();

    for (int at = 0; at < octets.length; at += piece) {
      int end = Math.min(octets.length, at + piece);
      hidden.writeBytes(file.turned(Arrays.copyOfRange(octets, at, end), at));
    }

    assertThat(hidden.toByteArray()).hasSameSizeAs(octets).isNotEqualTo(octets);
    FileSeal read = FileSeal.of(file.head(), seal).orElseThrow();
    assertThat(read.turned(hidden.toByteArray(), 0)).isEqualTo(octets);
    byte[] middle = Arrays.copyOfRange(hidden.toByteArray(), 4_099, 9_000);
    assertThat(read.turned(middle, 4_099)).isEqualTo(Arrays.copyOfRange(octets, 4_099, 9_000));
  }

  @Test
  void shouldHideTheSameOctetsDifferentlyInEachFile() {
    byte[] octets = "the merger is on friday".getBytes(StandardCharsets.US_ASCII);

    assertThat(FileSeal.begin(seal).turned(octets, 0))
        .isNotEqualTo(FileSeal.begin(seal).turned(octets, 0));
  }

  @Test
  void shouldOpenWithAnOlderKeyToo() {
    FileSeal old = FileSeal.begin(seal);
    byte[] hidden = old.turned(new byte[] {1, 2, 3}, 0);
    var newer =
        new ContentSeal(Optional.of(keys.withNext(new Random(SEED + 3))), true, new Random(1));

    assertThat(FileSeal.of(old.head(), newer).orElseThrow().turned(hidden, 0))
        .containsExactly(1, 2, 3);
  }

  @Test
  void shouldLeaveAsItIsWhatIsNotHiddenOrHasALostKey() {
    byte[] head = FileSeal.begin(seal).head();
    byte[] cut = Arrays.copyOf(head, head.length - 1);
    byte[] nameless = {0, 'R', 'L', 'F', 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 1, 1, 1, 1, 1, 1, 1};
    var others =
        new ContentSeal(Optional.of(MasterKeys.first(new Random(99))), true, new Random(1));

    assertThat(FileSeal.isHidden(head)).isTrue();
    assertThat(FileSeal.of(head, others)).isEmpty();
    assertThat(FileSeal.of(head, ContentSeal.NONE)).isEmpty();
    assertThat(FileSeal.of(cut, seal)).isEmpty();
    assertThat(FileSeal.of(nameless, seal)).isEmpty();
    assertThat(FileSeal.of(new byte[0], seal)).isEmpty();
    assertThat(FileSeal.isHidden("Received: by".getBytes(StandardCharsets.US_ASCII))).isFalse();
    assertThat(head).hasSizeLessThan(FileSeal.HEAD_OCTETS_MAX);
  }

  @Test
  void shouldNotBeginAFileWithoutAKey() {
    assertThatThrownBy(() -> FileSeal.begin(ContentSeal.NONE))
        .isInstanceOf(IllegalStateException.class);
  }
}
