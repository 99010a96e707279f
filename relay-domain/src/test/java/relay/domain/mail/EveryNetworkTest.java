package relay.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

/** Addresses and blocks of addresses, held against arithmetic that knows nothing of ours. */
class EveryNetworkTest {

  /** RFC 5952 1: one address in many writings. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2001:db8:0:0:1:0:0:1",
        "2001:0db8:0:0:1:0:0:1",
        "2001:db8::1:0:0:1",
        "2001:db8::0:1:0:0:1",
        "2001:0db8::1:0:0:1",
        "2001:db8:0:0:1::1",
        "2001:db8:0000:0:1::1",
        "2001:DB8:0:0:1::1",
        "2001:db8:0:0:1::0.0.0.1"
      })
  void shouldKnowAnAddressInEachOfItsWritings(String text) {
    assertThat(IpLiteral.parse(text).orElseThrow().getHostAddress())
        .isEqualTo("2001:db8:0:0:1:0:0:1");
  }

  @ParameterizedTest
  @CsvSource({
    "0000:0000:0000:0000:0000:ffff:255.255.255.255, 255.255.255.255",
    "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "0::0, 0:0:0:0:0:0:0:0",
    "::8:9:a, 0:0:0:0:0:8:9:a",
    "A:F::, a:f:0:0:0:0:0:0",
    "1:2:3:4:5::1.2.3.4, 1:2:3:4:5:0:102:304"
  })
  void shouldReadTheLongestAndTheShortest(String text, String expected) {
    assertThat(IpLiteral.parse(text).orElseThrow().getHostAddress()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000:0000:0000:0000:0000:ffff:255.255.255.255",
        "1:2:3:4:5:6::1.2.3.4",
        "::1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7:8::",
        "1.2.3.4::1",
        "::1.2.3.4.5",
        "::g",
        "::/0",
        "[::1]",
        "::\u0661",
        "1.2.3.\u0664",
        "1:2:3:4:5:6:7:",
        "1..3.4",
        "1.2.3.4:25",
        "1.2.3.4 ",
        "+1.2.3.4"
      })
  void shouldNotReadWhatIsNearlyAnAddress(String text) {
    assertThat(IpLiteral.parse(text)).isEmpty();
  }

  /** One slip of the pen makes another address or none, and never one of another length. */
  @Test
  void shouldReadOnlyWhatTheJdkReadsAlike() {
    Chance.rounds(
        4000,
        random -> {
          StringBuilder text = new StringBuilder(any(random).getHostAddress());
          int at = random.nextInt(text.length());
          switch (random.nextInt(3)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.insert(at, Chance.oneOf(random, ":", ".", "0", "f", "::", "9", "-"));
            default -> text.setCharAt(at, Chance.oneOf(random, ':', '.', '0', 'f', '9'));
          }

          InetAddress read = IpLiteral.parse(text.toString()).orElse(null);
          if (read != null) {
            // with a colon, or four numbers, the JDK asks no name server either
            assertThat(InetAddress.getByName(text.toString())).as("%s", text).isEqualTo(read);
          }
        });
  }

  @Test
  void shouldContainWhatBeginsWithTheSameBits() {
    Chance.rounds(
        2000,
        random -> {
          InetAddress base = any(random);
          int width = base.getAddress().length * 8;
          int bits = random.nextInt(width + 1);
          BigInteger number = new BigInteger(1, base.getAddress());
          BigInteger first = number.shiftRight(width - bits).shiftLeft(width - bits);
          NetworkRange range = NetworkRange.parse(text(first, width) + "/" + bits);
          // nearby ones too, or nothing would ever be inside of a small block
          BigInteger other =
              number.xor(BigInteger.ONE.shiftLeft(random.nextInt(width)).subtract(BigInteger.ONE));

          for (BigInteger each : new BigInteger[] {number, first, other}) {
            assertThat(range.contains(InetAddress.getByAddress(octets(each, width))))
                .as("%s in %s", each.toString(16), range)
                .isEqualTo(each.shiftRight(width - bits).equals(first.shiftRight(width - bits)));
          }
          assertThat(NetworkRange.parse(range.toString()))
              .isEqualTo(range)
              .hasSameHashCodeAs(range);
          assertThat(range.bits()).isEqualTo(bits + (width == 32 ? 96 : 0));
          assertThat(range.isBoundless()).isEqualTo(bits < (width == 32 ? 8 : 16));
        });
  }

  @Test
  void shouldRefuseBitsBehindThePrefix() {
    Chance.rounds(
        500,
        random -> {
          byte[] octets = any(random).getAddress();
          int bits = random.nextInt(octets.length * 8);
          int set = bits + random.nextInt(octets.length * 8 - bits);
          octets[set / 8] |= (byte) (0x80 >> set % 8);
          String text = InetAddress.getByAddress(octets).getHostAddress() + "/" + bits;

          assertThatThrownBy(() -> NetworkRange.parse(text))
              .as(text)
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessage("bits set beyond the prefix: " + text);
        });
  }

  @Test
  void shouldTellBlocksApart() {
    Set<NetworkRange> ranges = new HashSet<>();
    for (String text : new String[] {"10.0.0.0/8", "10.0.0.0/9", "::/8", "::/9", "0.0.0.0/8"}) {
      assertThat(ranges.add(NetworkRange.parse(text))).as(text).isTrue();
    }

    assertThat(ranges.add(NetworkRange.parse("::ffff:10.0.0.0/104"))).isFalse();
    assertThat(NetworkRange.parse("192.0.2.1")).isEqualTo(NetworkRange.parse("192.0.2.1/32"));
    assertThat(NetworkRange.parse("10.0.0.0/8").equals("10.0.0.0/8")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/x, not a prefix length: x",
    "10.0.0.0/0008, not a prefix length: 0008",
    "10.0.0.0/+8, not a prefix length: +8",
    "10.0.0.0/33, prefix length out of range: 10.0.0.0/33",
    "::ffff:0.0.0.0/95, prefix length out of range: ::ffff:0.0.0.0/95",
    "::/129, prefix length out of range: ::/129",
    "ten/8, not an IP address: ten"
  })
  void shouldSayWhatIsWrongWithABlock(String text, String why) {
    assertThatThrownBy(() -> NetworkRange.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }

  private static InetAddress any(Random random) throws UnknownHostException {
    byte[] octets = new byte[random.nextBoolean() ? 4 : 16];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : 0);
    }
    // mapped ones are of the other family
    octets[octets.length - 5 < 0 ? 0 : 10] &= 0x7f;
    return InetAddress.getByAddress(octets);
  }

  private static byte[] octets(BigInteger number, int width) {
    byte[] octets = new byte[width / 8];
    byte[] digits = number.toByteArray();
    int count = Math.min(digits.length, octets.length);
    System.arraycopy(digits, digits.length - count, octets, octets.length - count, count);
    return octets;
  }

  private static String text(BigInteger number, int width) throws UnknownHostException {
    return InetAddress.getByAddress(octets(number, width)).getHostAddress();
  }
}
