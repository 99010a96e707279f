package relay.domain.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClientMetersTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private final ClientMeters wrong = new ClientMeters();

  @Test
  void shouldAllowAsManyAMinuteAsItIsToldAndThenOneByOne() throws UnknownHostException {
    InetAddress client = InetAddress.getByName("192.0.2.1");
    for (int i = 0; i < 6; i++) {
      assertThat(wrong.take(client, 6, NOON)).as("number %d", i).isTrue();
    }

    assertThat(wrong.take(client, 6, NOON)).isFalse();
    assertThat(wrong.take(client, 6, NOON.plusSeconds(9))).isFalse();
    assertThat(wrong.take(client, 6, NOON.plusSeconds(10))).isTrue();
    assertThat(wrong.take(client, 6, NOON.plusSeconds(10))).isFalse();
  }

  @Test
  void shouldCountEachAddressByItself() throws UnknownHostException {
    assertThat(wrong.take(InetAddress.getByName("192.0.2.1"), 1, NOON)).isTrue();

    assertThat(wrong.take(InetAddress.getByName("192.0.2.2"), 1, NOON)).isTrue();
    assertThat(wrong.take(InetAddress.getByName("192.0.2.1"), 1, NOON)).isFalse();
  }

  @Test
  void shouldCountANetworkOfIpv6AsOne() throws UnknownHostException {
    assertThat(wrong.take(InetAddress.getByName("2001:db8:0:1::1"), 1, NOON)).isTrue();

    assertThat(wrong.take(InetAddress.getByName("2001:db8:0:1::2"), 1, NOON)).isFalse();
    assertThat(wrong.take(InetAddress.getByName("2001:db8:0:2::1"), 1, NOON)).isTrue();
  }

  @Test
  void shouldRememberSoManyAddressesAndForgetThoseThatTriedFirst() throws UnknownHostException {
    for (int i = 0; i <= ClientMeters.ADDRESSES_MAX; i++) {
      byte[] address = {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i};
      assertThat(wrong.take(InetAddress.getByAddress(address), 1, NOON)).isTrue();
    }

    assertThat(wrong.take(InetAddress.getByName("10.0.0.0"), 1, NOON)).isTrue();
    assertThat(wrong.take(InetAddress.getByName("10.0.39.16"), 1, NOON)).isFalse();
  }
}
