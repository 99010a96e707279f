package relay.domain.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relay.domain.suppression.SuppressionHash.Name;

class SuppressionHashTest {
  private static final byte[] KEY = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");

  /** The first lines of the reference implementation's vectors for 128 bits. */
  @Test
  void shouldComeToWhatTheReferenceImplementationComesTo() {
    var hash = new SuppressionHash(KEY);

    assertThat(littleEndian(hash.of(new byte[0]))).isEqualTo("a3817f04ba25a8e66df67214c7550293");
    assertThat(littleEndian(hash.of(new byte[] {0}))).isEqualTo("da87c1d86b99af44347659119b22fc45");
    assertThat(littleEndian(hash.of(new byte[] {0, 1})))
        .isEqualTo("8177228da4a45dc7fca38bdef60affe4");
  }

  @Test
  void shouldTellLengthsApartThatDifferInZeroOctetsOnly() {
    var hash = new SuppressionHash(KEY);
    Set<Name> names = new HashSet<>();

    for (int length = 0; length < 100; length++) {
      names.add(hash.of(new byte[length]));
    }

    assertThat(names).hasSize(100);
  }

  @Test
  void shouldNameTheSameSubjectDifferentlyInEachScopeAndUnderEachKey() {
    var subject = SuppressionSubject.parse("bob@example.org");
    var one = new SuppressionHash(KEY);
    var other = new SuppressionHash(new byte[16]);
    Set<Name> names = new HashSet<>();
    for (SuppressionHash hash : new SuppressionHash[] {one, other}) {
      names.add(hash.of(subject, SuppressionScope.GLOBAL));
      names.add(hash.of(subject, SuppressionScope.ofTenant("acme")));
      names.add(hash.of(subject, SuppressionScope.ofTenant("acm")));
      names.add(hash.of(subject, SuppressionScope.ofBulk("acme")));
      names.add(hash.of(subject, SuppressionScope.ofStream("acme", "news")));
    }

    assertThat(names).hasSize(10);
  }

  @Test
  void shouldReadBackTheTextOfAName() {
    Name name = new SuppressionHash(KEY).of(new byte[] {1, 2, 3});

    assertThat(name.toString()).hasSize(32).matches("[0-9a-f]+");
    assertThat(Name.parse(name.toString())).isEqualTo(name);
    assertThat(Name.parse(new Name(1, -1).toString())).isEqualTo(new Name(1, -1));
  }

  @Test
  void shouldRefuseWhatIsNoNameAndNoKey() {
    assertThatThrownBy(() -> Name.parse("0123")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Name.parse("g".repeat(32)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SuppressionHash(new byte[15]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String littleEndian(Name name) {
    byte[] octets =
        ByteBuffer.allocate(16)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(name.high())
            .putLong(name.low())
            .array();
    return HexFormat.of().formatHex(octets);
  }
}
