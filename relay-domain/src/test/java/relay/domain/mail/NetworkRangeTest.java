package relay.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.reception.Clients.address;

import java.net.Inet6Address;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkRangeTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.128/25, 192.0.2.128, true",
    "192.0.2.64/26, 192.0.2.127, true",
    "192.0.2.64/26, 192.0.2.128, false",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.6, false",
    "0.0.0.0/0, 203.0.113.5, true",
    "::ffff:10.0.0.0/104, 10.9.9.9, true",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::1, ::1, true",
    "::1, ::2, false",
    "::/0, 10.0.0.1, false"
  })
  void shouldContainExactlyItsAddresses(String range, String address, boolean expected) {
    assertThat(NetworkRange.parse(range).contains(address(address))).isEqualTo(expected);
  }

  @Test
  void shouldKnowAnIpv4ClientThatComesMapped() throws UnknownHostException {
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 1, 2, 3};

    assertThat(NetworkRange.parse("10.0.0.0/8").contains(Inet6Address.getByAddress("", mapped, 0)))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/8",
        "10/8",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        "10.0.0.1/8",
        "localhost",
        "example.org/8",
        "0x0a.0.0.0/8",
        "::/129",
        "2001:db8::1/32",
        "::ffff:10.0.0.0/8"
      })
  void shouldRefuseWhatIsNoCleanBlock(String text) {
    assertThatThrownBy(() -> NetworkRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
