package relay.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.IpLiteral;
import relay.domain.mail.NetworkRange;

/** Whose address counts behind proxies. */
class ForwardedClientTest {
  private static final List<NetworkRange> OURS =
      List.of(NetworkRange.parse("127.0.0.0/8"), NetworkRange.parse("10.0.0.0/8"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "127.0.0.1|203.0.113.7|203.0.113.7",
        "127.0.0.1|203.0.113.7, 10.0.0.2|203.0.113.7",
        "127.0.0.1|192.0.2.66, 203.0.113.7|203.0.113.7",
        "127.0.0.1|[2001:db8::7]:4711|2001:db8::7",
        "127.0.0.1|2001:db8::7|2001:db8::7",
        "127.0.0.1|203.0.113.7:4711|203.0.113.7",
        "198.51.100.1|203.0.113.7|198.51.100.1",
        "127.0.0.1|nobody|127.0.0.1",
        "127.0.0.1|''|127.0.0.1",
        "127.0.0.1|203.0.113.7, nobody|127.0.0.1",
        "127.0.0.1|10.0.0.3, 10.0.0.2|10.0.0.3",
        "127.0.0.1|[|127.0.0.1",
      })
  void shouldBelieveOurOwnProxiesAndNobodyBeforeThem(String peer, String header, String client) {
    var found = ForwardedClient.of(IpLiteral.parse(peer).orElseThrow(), header, OURS);

    assertThat(found).isEqualTo(IpLiteral.parse(client).orElseThrow());
  }

  @Test
  void shouldStayWithThePeerWithoutAFieldOrWithAHugeOne() {
    var peer = IpLiteral.parse("127.0.0.1").orElseThrow();

    assertThat(ForwardedClient.of(peer, null, OURS)).isEqualTo(peer);
    assertThat(ForwardedClient.of(peer, "203.0.113.7,".repeat(500), OURS)).isEqualTo(peer);
  }
}
