package relay.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.mail.IpLiteral;
import relay.domain.mail.NetworkRange;

class TargetTest {

  @ParameterizedTest
  @CsvSource({
    "https://hooks.example.com, true, hooks.example.com, 443, /, hooks.example.com",
    "https://HOOKS.Example.com/a/b?c=d, true, hooks.example.com, 443, /a/b?c=d, hooks.example.com",
    "HTTPS://hooks.example.com:8443/x, true, hooks.example.com, 8443, /x, hooks.example.com:8443",
    "http://hooks.example.com:443/, false, hooks.example.com, 443, /, hooks.example.com:443",
    "http://192.0.2.7/x, false, 192.0.2.7, 80, /x, 192.0.2.7",
    "https://[2001:db8::1]:444/x, true, 2001:db8::1, 444, /x, [2001:db8::1]:444",
    "https://hooks.example.com?x=%0d%0a, true, hooks.example.com, 443, /?x=%0d%0a,"
        + " hooks.example.com"
  })
  void shouldReadHostPortAndPath(
      String url, boolean tls, String host, int port, String path, String authority) {
    Target target = Target.parse(url);

    assertThat(target).isEqualTo(new Target(tls, host, port, path));
    assertThat(target.authority()).isEqualTo(authority);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hooks.example.com",
        "ftp://hooks.example.com/",
        "file:///etc/passwd",
        "https:///x",
        "https://user:secret@hooks.example.com/",
        "https://hooks.example.com/#top",
        "https://hooks.example.com:0/",
        "https://hooks.example.com:65536/",
        "https://hooks.example.com:-1/",
        "https://hooks.example.com/a b",
        "https://hooks.example.com/\r\nHost: x",
        "https://hooks_example..com/",
        "https://[::1/",
        "https://hooks.example.com/\u00e4",
        "javascript:alert(1)"
      })
  void shouldRefuseWhatIsNoAddressOfAWebServer(String url) {
    assertThatThrownBy(() -> Target.parse(url)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseAnAddressThatIsTooLong() {
    String url = "https://hooks.example.com/" + "x".repeat(2000 - 26);

    assertThat(Target.parse(url).path()).hasSize(1975);
    assertThatThrownBy(() -> Target.parse(url + "x")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldReadOrRefuseWhateverComesAndNeverPutALineEndIntoARequest() {
    Chance.rounds(
        2000,
        random -> {
          var text = new StringBuilder(random.nextBoolean() ? "https://h.example" : "");
          for (int i = random.nextInt(40); i > 0; i--) {
            text.append((char) random.nextInt(random.nextBoolean() ? 128 : 0x300));
          }
          try {
            Target target = Target.parse(text.toString());
            assertThat(target.path() + target.authority()).matches("[!-~]+");
          } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotEmpty();
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.0.1",
        "172.32.0.1",
        "192.167.1.1",
        "223.255.255.254",
        "2606:4700::1111",
        "2a00:1450::1",
        "64:ff9b::808:808",
        "2002:808:808::1"
      })
  void shouldSpeakToAddressesOfTheInternet(String address) {
    assertThat(PublicAddresses.contains(IpLiteral.parse(address).orElseThrow())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.255",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.1.2.3",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::7f00:1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "2001::1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "2002:7f00:1::1",
        "2002:a00:1::1",
        "100::1",
        "3fff::1"
      })
  void shouldNeverSpeakToAddressesOfThisMachineOrItsSurroundings(String address) {
    assertThat(PublicAddresses.contains(IpLiteral.parse(address).orElseThrow())).isFalse();
  }

  @Test
  void shouldAllowAPrivateAddressAndClearTextOnlyWhereAnOperatorSaysSo() {
    var rule = new TargetRule(List.of(NetworkRange.parse("10.1.0.0/16")));
    var inside = IpLiteral.parse("10.1.2.3").orElseThrow();
    var beside = IpLiteral.parse("10.2.2.3").orElseThrow();
    var outside = IpLiteral.parse("1.1.1.1").orElseThrow();

    assertThat(rule.objection(Target.parse("http://in.example/"), inside)).isEmpty();
    assertThat(rule.objection(Target.parse("https://in.example/"), beside).orElseThrow())
        .isEqualTo(
            "10.2.2.3 is no public address; an operator may allow it with"
                + " webhook.allowed-networks");
    assertThat(rule.objection(Target.parse("https://in.example/"), outside)).isEmpty();
    assertThat(rule.objection(Target.parse("http://in.example/"), outside))
        .contains("the address must begin with https://");
  }
}
