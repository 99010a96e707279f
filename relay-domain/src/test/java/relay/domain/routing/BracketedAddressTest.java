package relay.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BracketedAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"[192.0.2.1]", "[IPv6:2001:db8::1]", "[ipv6:::1]", "[2001:db8::1]"})
  void shouldReadAddressesInBrackets(String text) {
    assertThat(BracketedAddress.parse(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "192.0.2.1",
        "[192.0.2.256]",
        "[192.0.2]",
        "[1.2.3.4.5]",
        "[0x7f.0.0.1]",
        "[IPv6:192.0.2.1]",
        "[IPv6:fe80::1%eth0]",
        "[host.example]",
        "[:::::]",
        "[IPv6:g::]",
        "[1.2.3.\u0664]"
      })
  void shouldReadNothingElse(String text) {
    assertThat(BracketedAddress.parse(text)).isEmpty();
  }
}
