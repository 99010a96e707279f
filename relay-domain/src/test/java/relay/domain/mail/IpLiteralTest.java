package relay.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpLiteralTest {

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 0.0.0.0",
    "192.0.2.255, 192.0.2.255",
    "::, 0:0:0:0:0:0:0:0",
    "::1, 0:0:0:0:0:0:0:1",
    "1::, 1:0:0:0:0:0:0:0",
    "2001:DB8::a:B, 2001:db8:0:0:0:0:a:b",
    "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
    "1:2:3:4:5:6:192.0.2.1, 1:2:3:4:5:6:c000:201",
    "64:ff9b::192.0.2.1, 64:ff9b:0:0:0:0:c000:201",
    "::ffff:192.0.2.1, 192.0.2.1",
    "::ffff:c000:201, 192.0.2.1"
  })
  void shouldReadWhatRfc4291Writes(String text, String expected) {
    assertThat(IpLiteral.parse(text).orElseThrow().getHostAddress()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "1",
        "1.2.3",
        "1.2.3.4.",
        "1.2.3.4.5",
        ".1.2.3",
        "256.1.1.1",
        "01.2.3.4",
        "1.2.3.0004",
        "0x1.2.3.4",
        " 1.2.3.4",
        "\u0661.2.3.4",
        ":",
        ":::",
        "1:",
        ":1",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7::8",
        "12345::",
        "g::",
        "fe80::1%eth0",
        "1:2:3:4:5:6:7:1.2.3.4",
        "1.2.3.4::",
        "::1.2.3.4:5",
        "::1.2.3",
        "1:::2",
        "::1:"
      })
  void shouldRefuseEverythingElse(String text) {
    assertThat(IpLiteral.parse(text)).isEmpty();
  }

  @Test
  void shouldReadBackWhateverTheJdkWrites() throws UnknownHostException {
    Random random = new Random(20260101);
    for (int i = 0; i < 2000; i++) {
      byte[] octets = new byte[random.nextBoolean() ? 4 : 16];
      random.nextBytes(octets);
      InetAddress address = InetAddress.getByAddress(octets);

      assertThat(IpLiteral.parse(address.getHostAddress())).contains(address);
    }
  }
}
