package relay.domain.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkRangeTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.128/25, 192.0.2.255, true",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::1, ::1, true",
    "127.0.0.0/8, ::ffff:127.0.0.1, true"
  })
  void shouldTellWhoIsInside(String range, String address, boolean inside) {
    assertThat(NetworkRange.parse(range).contains(NetworkRange.literal(address))).isEqualTo(inside);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "10.0.0.0/33",
        "10.0.0/8",
        "10.0.0.256",
        "::/129",
        "1.2.3.4/",
        "1.2.3.4/-1",
        "face",
        "1.2.3.4/8/8",
        "::g",
        ":::"
      })
  void shouldRefuseWhatIsNoRange(String text) {
    assertThatThrownBy(() -> NetworkRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldShowItselfAsRange() {
    assertThat(NetworkRange.parse("192.0.2.0/24")).hasToString("192.0.2.0/24");
  }
}
