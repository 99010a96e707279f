package relay.domain.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsaRecordTest {
  private static final String SHA256 = "ab".repeat(32);

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "0, 0, 1", "0, 0, 2", "0, 1, 0", "0, 1, 1", "0, 1, 2"})
  void shouldSpeakOfTheCertificateItWasMadeOf(int ignored, int selector, int matching) {
    TlsaRecord record = Certificates.tlsa(3, selector, matching, "mx");

    assertThat(record.isUsable()).isTrue();
    assertThat(record.matches(Certificates.of("mx"))).isTrue();
    assertThat(record.matches(Certificates.of("stranger"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1, 64, false",
    "1, 1, 1, 64, false",
    "2, 1, 1, 64, true",
    "3, 1, 1, 64, true",
    "4, 1, 1, 64, false",
    "255, 1, 1, 64, false",
    "3, 0, 1, 64, true",
    "3, 2, 1, 64, false",
    "3, 1, 1, 62, false",
    "3, 1, 1, 128, false",
    "3, 1, 2, 128, true",
    "3, 1, 2, 64, false",
    "3, 1, 3, 64, false",
    "3, 1, 0, 2, true",
    "3, 1, 0, 0, false"
  })
  void shouldBeUsableOnlyInFormsThatCanVouchForAMailServer(
      int usage, int selector, int matching, int digits, boolean usable) {
    var record = new TlsaRecord(usage, selector, matching, "a".repeat(digits));

    assertThat(record.isUsable()).isEqualTo(usable);
  }

  @Test
  void shouldNotMindTheCaseOfDigits() {
    assertThat(new TlsaRecord(3, 1, 1, SHA256.toUpperCase(java.util.Locale.ROOT)))
        .isEqualTo(new TlsaRecord(3, 1, 1, SHA256));
  }

  @Test
  void shouldTellItselfInAFewDigits() {
    assertThat(new TlsaRecord(3, 1, 1, SHA256)).hasToString("3 1 1 abababababababab...");
    assertThat(new TlsaRecord(3, 1, 0, "abcd")).hasToString("3 1 0 abcd");
  }
}
