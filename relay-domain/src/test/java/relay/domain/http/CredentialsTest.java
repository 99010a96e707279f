package relay.domain.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"Basic c2hvcDpzZTpjcmV0", "basic  c2hvcDpzZTpjcmV0", "BEARER c2hvcDpzZTpjcmV0"})
  void shouldReadNameAndPassword(String header) {
    assertThat(Credentials.read(header)).contains(new Credentials("shop", "se:cret"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Basic",
        "Basic ",
        "Basic %%%",
        "Basic c2hvcA==",
        "Basic OnNlY3JldA==",
        "Digest c2hvcDp4"
      })
  void shouldReadNothingFromAnythingElse(String header) {
    assertThat(Credentials.read(header)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer relay_abc, relay_abc",
    "bearer  relay_abc, relay_abc",
    "Bearer c2hvcDpzZTpjcmV0,",
    "Basic relay_abc,",
    "relay_abc,",
    "'',"
  })
  void shouldTellAnApiTokenFromOtherKeys(String header, String token) {
    assertThat(Credentials.tokenIn(header)).isEqualTo(Optional.ofNullable(token));
  }

  @Test
  void shouldNotShowThePassword() {
    assertThat(new Credentials("shop", "secret").toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost,true",
    "LOCALHOST:8080,true",
    "127.0.0.1:80,true",
    "127.9.9.9,true",
    "[::1]:8080,true",
    "evil.example,false",
    "127.0.0.1.evil.example,false",
    "localhost.evil.example:8080,false",
    "0.0.0.0,false",
    "'',false"
  })
  void shouldKnowANameOfThisMachine(String host, boolean isLoopback) {
    assertThat(Loopback.namedByHostHeader(host)).isEqualTo(isLoopback);
  }
}
