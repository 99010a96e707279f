package relay.domain.verification.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.IpLiteral;

class SpfSenderTest {
  private static final InetAddress IP = IpLiteral.parse("192.0.2.1").orElseThrow();

  @ParameterizedTest
  @CsvSource({
    "bob@a.example, bob, a.example",
    "<bob@a.example>, bob, a.example",
    "a.example, postmaster, a.example",
    "@a.example, postmaster, a.example",
    "\"x@y\"@a.example, \"x@y\", a.example",
    "bob@b\u00fccher.example, bob, xn--bcher-kva.example",
    "bob@b\u00fc cher, bob, b\u00fc cher",
    "bob@[192.0.2.9], bob, [192.0.2.9]",
  })
  void shouldTakeLocalPartAndDomainOfTheSender(String from, String localPart, String domain) {
    SpfSender sender = SpfSender.of(IP, "h.example", from);

    assertThat(sender.identity()).isEqualTo(SpfSender.Identity.MAILFROM);
    assertThat(sender.localPart()).isEqualTo(localPart);
    assertThat(sender.domain()).isEqualTo(domain);
  }

  @ParameterizedTest
  @CsvSource({"''", "<>", "' <> '"})
  void shouldBePostmasterOfTheClientWithoutSender(String from) {
    SpfSender sender = SpfSender.of(IP, " h.example ", from);

    assertThat(sender.identity()).isEqualTo(SpfSender.Identity.HELO);
    assertThat(sender.address()).isEqualTo("postmaster@h.example");
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:0:0:0:0:0:1, 2001:db8::1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "0:0:0:0:0:0:0:0, ::",
    "0:0:0:0:0:0:0:1, ::1",
    "1:0:0:0:0:0:0:0, 1::",
    "192.0.2.1, 192.0.2.1",
  })
  void shouldWriteAddressesInTheirShortestForm(String text, String shortest) {
    assertThat(AddressText.readable(IpLiteral.parse(text).orElseThrow())).isEqualTo(shortest);
  }

  @Test
  void shouldWriteOctetsOrNibblesWithDots() {
    assertThat(AddressText.dotted(IP)).isEqualTo("192.0.2.1");
    assertThat(AddressText.dotted(IpLiteral.parse("2001:db8::af").orElseThrow()))
        .isEqualTo("2.0.0.1.0.D.B.8.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.A.F");
  }
}
