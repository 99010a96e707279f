package relay.domain.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientNetworkTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.77, 192.0.2.0",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:0:0:0:0:0",
    "::ffff:192.0.2.77, 192.0.2.0"
  })
  void shouldTellTheNetworkAndNotTheClient(String client, String network)
      throws UnknownHostException {
    assertThat(ClientNetwork.of(InetAddress.getByName(client))).isEqualTo(network);
  }
}
