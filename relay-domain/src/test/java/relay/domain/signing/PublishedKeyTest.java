package relay.domain.signing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedKeyTest {
  private static final String WANTED = "v=DKIM1; k=rsa; p=MIIBIjAN";

  @ParameterizedTest
  @ValueSource(
      strings = {
        WANTED,
        "v=DKIM1;k=rsa;p=MIIBIjAN",
        "v=DKIM1; p=MIIB IjAN;",
        "p=MIIBIjAN",
        "v=DKIM1; k=rsa; t=s; s=email; h=sha1:sha256; p=MIIBIjAN"
      })
  void shouldRecogniseTheKeyHoweverItIsWritten(String found) {
    assertThat(PublishedKey.isIn(found, WANTED)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v=spf1 -all",
        "v=DKIM1; k=rsa; p=",
        "v=DKIM1; k=rsa; p=MIIBIjAM",
        "v=DKIM1; k=ed25519; p=MIIBIjAN",
        "v=DKIM2; k=rsa; p=MIIBIjAN",
        "k=rsa; v=DKIM1; p=MIIBIjAN",
        "v=DKIM1; h=sha1; p=MIIBIjAN",
        "v=DKIM1; s=tlsrpt; p=MIIBIjAN",
        "v=DKIM1; p=MIIBIjAN; p=MIIBIjAN",
        "v=DKIM1; k=rsa; p=\"MIIBIjAN\""
      })
  void shouldNotTakeAnotherRecordForTheKey(String found) {
    assertThat(PublishedKey.isIn(found, WANTED)).isFalse();
  }
}
