package relay.domain.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderDocumentTest {
  private static final String ISSUER = "https://login.example.com/staff";
  private static final String TEXT = new FakeIssuer(ISSUER, () -> Instant.EPOCH).documentText();

  @Test
  void shouldFindThePartsOfAnIssuer() {
    ProviderDocument document = ProviderDocument.parse(TEXT, ISSUER);

    assertThat(document.authorization()).isEqualTo(URI.create(ISSUER + "/authorize"));
    assertThat(document.token()).isEqualTo(URI.create(ISSUER + "/token"));
    assertThat(document.keys()).isEqualTo(URI.create(ISSUER + "/keys"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://login.example.com, https://login.example.com/.well-known/openid-configuration",
    "https://login.example.com/, https://login.example.com/.well-known/openid-configuration",
    "https://a.example/b, https://a.example/b/.well-known/openid-configuration"
  })
  void shouldLookWhereIssuersTellIt(String issuer, String place) {
    assertThat(ProviderDocument.placeOf(issuer)).isEqualTo(URI.create(place));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"issuer\":\"https://login.example.com/staff\" | \"issuer\":\"https://evil.example\"",
        "https://login.example.com/staff/token | http://login.example.com/staff/token",
        "https://login.example.com/staff/keys | file:///etc/passwd",
        "https://login.example.com/staff/authorize | javascript:alert(1)",
        "\"token_endpoint\" | \"other_endpoint\"",
        "https://login.example.com/staff/keys | https:keys"
      })
  void shouldRefuseADocumentThatLeadsAstray(String from, String to) {
    assertThat(TEXT).contains(from);

    assertThatThrownBy(() -> ProviderDocument.parse(TEXT.replace(from, to), ISSUER))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldTakeAnIssuerOnThisMachineWithoutTls() {
    String here = "http://127.0.0.1:8081";
    String text = new FakeIssuer(here, () -> Instant.EPOCH).documentText();

    assertThat(ProviderDocument.parse(text, here).token()).hasPort(8081);
  }
}
