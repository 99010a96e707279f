package relay.domain.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;

class ContentSealTest {
  private static final int CHUNK = ContentCipher.CHUNK_OCTETS;
  private static final String PLACE = "00000000000000000001";
  private final Random random = new Random(1);
  private final MasterKeys keys = MasterKeys.first(random);
  private final ContentSeal seal = new ContentSeal(Optional.of(keys), true, random);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10_240, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 200_001})
  void shouldOpenWhatItSealed(int size) throws IOException {
    byte[] content = octets(size);

    byte[] sealed = seal.seal(content, PLACE);

    assertThat(ContentSeal.isSealed(sealed)).isTrue();
    assertThat(seal.open(sealed, PLACE)).isEqualTo(content);
    assertThat(streamed(sealed)).isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, CHUNK, CHUNK + 1, 200_001})
  void shouldOpenWhatWasSealedAsAStream(int size) throws IOException {
    byte[] content = octets(size);

    byte[] sealed;
    try (InputStream in = seal.sealing(new ByteArrayInputStream(content), PLACE)) {
      sealed = in.readAllBytes();
    }

    assertThat(seal.open(sealed, PLACE)).isEqualTo(content);
    assertThat(streamed(sealed)).isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 200_001})
  void shouldOpenWhatWasSealedWhileItWasWritten(int size) throws IOException {
    byte[] content = octets(size);
    var sealed = new ByteArrayOutputStream();

    try (OutputStream out = seal.sealing(sealed, PLACE)) {
      int half = size / 2;
      out.write(content, 0, half);
      for (int i = half; i < Math.min(size, half + 3); i++) {
        out.write(content[i]);
      }
      out.write(content, Math.min(size, half + 3), Math.max(0, size - half - 3));
    }

    assertThat(seal.open(sealed.toByteArray(), PLACE)).isEqualTo(content);
    assertThat(streamed(sealed.toByteArray())).isEqualTo(content);
  }

  @Test
  void shouldWriteTheEndOnlyOnce() throws IOException {
    var sealed = new ByteArrayOutputStream();
    OutputStream out = seal.sealing(sealed, PLACE);
    out.write(octets(5));

    out.close();
    out.close();

    assertThat(seal.open(sealed.toByteArray(), PLACE)).hasSize(5);
  }

  @Test
  void shouldNotOpenWhatStoodInAnotherPlace() {
    byte[] sealed = seal.seal(octets(10), "00000000000000000002");

    assertThatThrownBy(() -> seal.open(sealed, PLACE))
        .isInstanceOf(ContentUnreadable.class)
        .hasMessageContaining("changed");
  }

  @Test
  void shouldNotOpenWithAnotherKeyOfTheSameName() {
    byte[] sealed = seal.seal(octets(10), PLACE);
    String other = keys.newest() + " " + Base64.getEncoder().encodeToString(octets(32));
    var wrong = new ContentSeal(Optional.of(MasterKeys.parse(other)), true, random);

    assertThatThrownBy(() -> wrong.open(sealed, PLACE))
        .isInstanceOf(ContentUnreadable.class)
        .hasMessageContaining("key of this id in content.* is another one");
  }

  @Test
  void shouldHideTheContentAndNeverSealTwiceAlike() {
    byte[] content = "Subject: a secret plan, a secret plan".getBytes(StandardCharsets.US_ASCII);

    byte[] one = seal.seal(content, PLACE);
    byte[] other = seal.seal(content, PLACE);

    assertThat(new String(one, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
    assertThat(one).isNotEqualTo(other);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, CHUNK + 1, 2 * CHUNK})
  void shouldNoticeEveryChange(int size) {
    byte[] sealed = seal.seal(octets(size), PLACE);
    for (int i = 0; i < 40; i++) {
      byte[] changed = sealed.clone();
      changed[random.nextInt(sealed.length)] ^= 1;

      assertThatThrownBy(() -> seal.open(changed, PLACE)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> streamed(changed)).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, CHUNK + 1, 2 * CHUNK})
  void shouldNoticeWhereAContentIsCutOff(int size) {
    byte[] sealed = seal.seal(octets(size), PLACE);
    int head = sealed.length - size - 16 * ((size + CHUNK - 1) / CHUNK);
    for (int length : new int[] {0, 3, 5, head, sealed.length - 1, head + CHUNK + 16}) {
      if (length < sealed.length) {
        byte[] cut = Arrays.copyOf(sealed, length);

        assertThatThrownBy(() -> seal.open(cut, PLACE)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> streamed(cut)).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void shouldOpenAfterTheKeyWasRotated() throws IOException {
    byte[] before = seal.seal(octets(100), PLACE);
    MasterKeys more = keys.withNext(random);
    var rotated = new ContentSeal(Optional.of(more), true, random);

    byte[] after = rotated.seal(octets(100), PLACE);

    assertThat(rotated.open(before, PLACE)).hasSize(100);
    assertThat(rotated.open(after, PLACE)).hasSize(100);
    assertThatThrownBy(() -> seal.open(after, PLACE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(more.newest())
        .hasMessageContaining("missing");
  }

  @Test
  void shouldReadOctetByOctet() throws IOException {
    byte[] content = octets(300);
    byte[] sealed = seal.seal(content, PLACE);

    try (InputStream in = seal.opening(new ByteArrayInputStream(sealed), PLACE)) {
      for (byte octet : content) {
        assertThat(in.read()).isEqualTo(octet & 0xff);
      }
      assertThat(in.read()).isEqualTo(-1);
      assertThat(in.read(new byte[0])).isZero();
    }
  }

  @Test
  void shouldTellWhatIsNotSealed() {
    assertThat(ContentSeal.isSealed("Subject: x".getBytes(StandardCharsets.US_ASCII))).isFalse();
    assertThat(ContentSeal.isSealed(new byte[2])).isFalse();
    assertThatThrownBy(() -> seal.open("Subject: x".getBytes(StandardCharsets.US_ASCII), PLACE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("restore");
  }

  @Test
  void shouldSealNothingWithoutKeys() {
    assertThat(ContentSeal.NONE.isSealing()).isFalse();
    assertThat(new ContentSeal(Optional.empty(), true, random).isSealing()).isFalse();
    assertThat(new ContentSeal(Optional.of(keys), false, random).isSealing()).isFalse();
    assertThatThrownBy(() -> ContentSeal.NONE.open(seal.seal(octets(1), PLACE), PLACE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("missing");
    assertThatThrownBy(() -> ContentSeal.NONE.seal(new byte[1], PLACE))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldNotEncryptUnlessTold() {
    ContentSettings usual = settings(Map.of());

    assertThat(usual.encryption()).isFalse();
    assertThat(usual.hasKeys()).isFalse();
    assertThatThrownBy(() -> settings(Map.of("content.encryption", "true")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("content.key-file");
  }

  @Test
  void shouldTakeKeysFromTheSettingsAndNotShowThem() {
    String key = Base64.getEncoder().encodeToString(new byte[32]);
    ContentSettings told =
        settings(Map.of("content.encryption", "true", "content.secret-keys", "k1:" + key));

    assertThat(told.keys().orElseThrow().newest()).isEqualTo("k1");
    assertThat(told.toString()).doesNotContain(key);
    assertThat(settings(Map.of("content.keystore", "/x.p12")).hasKeys()).isTrue();
    assertThat(settings(Map.of("content.key-file", "/x.keys")).hasKeys()).isTrue();
  }

  private static ContentSettings settings(Map<String, String> file) {
    return ContentSettings.from(Settings.of(ContentSettings.ALL, file, Map.of()));
  }

  private byte[] octets(int size) {
    byte[] octets = new byte[size];
    random.nextBytes(octets);
    return octets;
  }

  private byte[] streamed(byte[] sealed) throws IOException {
    try (InputStream in = seal.opening(new ByteArrayInputStream(sealed), PLACE)) {
      return in.readAllBytes();
    }
  }
}
