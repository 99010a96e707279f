package relay.domain.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.mail.Content;

class SealedContentTest {
  private static final String PLACE = "00000000000000000001";
  private final MasterKeys keys = MasterKeys.first(new Random(1));
  private final ContentSeal seal = new ContentSeal(Optional.of(keys), true, new Random(2));
  private final AtomicBoolean closed = new AtomicBoolean();

  @Test
  void shouldBeInMemoryWhenOpenedWhereTheSealedOneIs() throws IOException {
    byte[] octets = octets(500);

    Content opened = sealed(Content.of(seal.seal(octets, PLACE)), 500).opened();

    assertThat(opened.bytes()).hasValueSatisfying(b -> assertThat(b).isEqualTo(octets));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 500, 200_000})
  void shouldBeReadAsOftenAsWantedFromAFile(int size) throws IOException {
    byte[] octets = octets(size);
    SealedContent content = sealed(onDisk(seal.seal(octets, PLACE)), size);

    Content opened = content.opened();

    assertThat(opened.bytes()).isEmpty();
    assertThat(opened.size()).isEqualTo(size);
    for (int i = 0; i < 2; i++) {
      try (InputStream in = opened.open()) {
        assertThat(in.readAllBytes()).isEqualTo(octets);
      }
    }
  }

  @Test
  void shouldNotBeTakenForAnotherSize() {
    byte[] sealedOctets = seal.seal(octets(500), PLACE);

    assertThatThrownBy(() -> sealed(Content.of(sealedOctets), 499).opened())
        .isInstanceOf(ContentUnreadable.class);
    assertThatThrownBy(() -> sealed(onDisk(sealedOctets), 501).opened())
        .isInstanceOf(ContentUnreadable.class);
  }

  @Test
  void shouldNoticeAtOnceThatTheLastOctetOfAFileWasChanged() {
    byte[] sealedOctets = seal.seal(octets(200_000), PLACE);
    sealedOctets[sealedOctets.length - 1] ^= 1;

    assertThatThrownBy(() -> sealed(onDisk(sealedOctets), 200_000).opened())
        .isInstanceOf(ContentUnreadable.class)
        .hasMessageContaining("changed or cut off");
  }

  @Test
  void shouldSayWhichKeySealedItWithoutHavingIt() throws IOException {
    byte[] octets = seal.seal(octets(5), PLACE);
    var content = new SealedContent(Content.of(octets), 5, PLACE, ContentSeal.NONE);

    assertThat(content.keyId()).isEqualTo(keys.newest());
    assertThatThrownBy(content::open).hasMessageContaining(keys.newest());
    assertThat(sealed(Content.of(new byte[3]), 5).keyId()).isEmpty();
  }

  @Test
  void shouldCloseWhatItIsMadeOf() {
    SealedContent content = sealed(onDisk(new byte[0]), 0);

    content.close();

    assertThat(closed).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 65_535, 65_536, 65_537, 300_000})
  void shouldKnowItsSizeBeforeItIsSealed(long size) {
    assertThat(seal.seal(octets((int) size), PLACE)).hasSize((int) seal.sealedSize(size));
  }

  private SealedContent sealed(Content octets, long size) {
    return new SealedContent(octets, size, PLACE, seal);
  }

  private Content onDisk(byte[] octets) {
    return new Content() {
      @Override
      public long size() {
        return octets.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(octets);
      }

      @Override
      public void close() {
        closed.set(true);
      }
    };
  }

  private static byte[] octets(int size) {
    byte[] octets = new byte[size];
    new Random(size).nextBytes(octets);
    return octets;
  }
}
