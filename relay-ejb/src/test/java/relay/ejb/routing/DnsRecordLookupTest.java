package relay.ejb.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.mail.IpLiteral;
import relay.domain.routing.LookupResult.Found;
import relay.domain.routing.LookupResult.NoData;
import relay.domain.routing.LookupResult.NoSuchDomain;
import relay.domain.routing.LookupResult.TemporaryFailure;
import relay.domain.routing.MailExchanger;
import relay.domain.routing.ScriptedDns;
import relay.domain.verification.spf.SpfCheck;
import relay.domain.verification.spf.SpfSender;

/** Questions about names that strangers made up, over a real socket. */
class DnsRecordLookupTest {
  private final ScriptedDns dns = ScriptedDns.start();
  private final RelayConfiguration configuration =
      RelayConfiguration.of(
          Map.of("dns.servers", dns.server(), "dns.answer-timeout", "20s", "dns.tries", "1"),
          Map.of());
  private final DnsRecordLookup lookup =
      new DnsRecordLookup(new DnsDomainLookup(configuration.dns(), InstantSource.system()));

  @BeforeEach
  void answerFromTheZone() {
    dns.text("example.org", "v=spf1 a mx ", "exists:%{i}/%{l}.list.example.org ptr -all")
        .mx("example.org", 10, "mail.example.org")
        .alias("also.example.org", "mail.example.org")
        .address("mail.example.org", "192.0.2.1")
        .address("mail.example.org", "2001:db8::1")
        .address("192.0.2.7/bob.list.example.org", "127.0.0.2")
        .pointer("9.2.0.192.in-addr.arpa", "out.example.org")
        .address("out.example.org", "192.0.2.9")
        .text("odd.example", "a \"b\" \\ c", "d")
        .fails("down.example", 2);
  }

  @AfterEach
  void stop() {
    dns.close();
  }

  @Test
  void shouldReadRecordsAsTheDnsHasThem() {
    assertThat(lookup.ipv4("also.example.org")).isEqualTo(new Found<>(List.of(ip("192.0.2.1"))));
    assertThat(lookup.ipv6("mail.example.org.")).isEqualTo(new Found<>(List.of(ip("2001:db8::1"))));
    assertThat(lookup.mailExchangers("example.org"))
        .isEqualTo(new Found<>(List.of(new MailExchanger(10, "mail.example.org"))));
    assertThat(lookup.namesOf(ip("192.0.2.9"))).isEqualTo(new Found<>(List.of("out.example.org")));
    assertThat(lookup.texts("odd.example")).isEqualTo(new Found<>(List.of("a \"b\" \\ cd")));
  }

  @Test
  void shouldKeepWhatFailsForNowApartFromWhatIsNotThere() {
    assertThat(lookup.texts("down.example")).isInstanceOf(TemporaryFailure.class);
    assertThat(lookup.texts("mail.example.org")).isInstanceOf(NoData.class);
    assertThat(lookup.texts("nowhere.example")).isInstanceOf(NoSuchDomain.class);
  }

  /** Whatever stands in a record may be asked for: none of it may throw. */
  @Test
  void shouldAnswerAboutWhatIsNoName() {
    for (String name : List.of("@", "a..b", ".", "", "\\", "a\\300.b", "\\0", "ä.example", "日本")) {
      assertThat(lookup.texts(name)).as(name).isNotInstanceOf(Found.class);
    }
    assertThat(lookup.texts("x".repeat(64) + ".example")).isInstanceOf(NoSuchDomain.class);
    assertThat(lookup.texts("x.".repeat(140) + "example")).isInstanceOf(NoSuchDomain.class);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, pass, mx",
    "2001:db8::1, pass, mx",
    "192.0.2.7, pass, exists:%{i}/%{l}.list.example.org",
    "192.0.2.9, pass, ptr",
    "192.0.2.200, fail, -all"
  })
  void shouldServeTheCheckOfSenders(String address, String result, String mechanism) {
    var check = new SpfCheck(lookup, configuration.verification(), InstantSource.system());

    var verdict = check.check(SpfSender.of(ip(address), "mail.example.org", "bob@example.org"));

    assertThat(verdict.result().word()).isEqualTo(result);
    assertThat(verdict.mechanism()).contains(mechanism);
  }

  @Test
  void shouldMakeACheckWaitWhenADomainDoesNotAnswer() {
    var check = new SpfCheck(lookup, configuration.verification(), InstantSource.system());

    var verdict = check.check(SpfSender.of(ip("192.0.2.1"), "x", "bob@down.example"));

    assertThat(verdict.result().word()).isEqualTo("temperror");
  }

  private static InetAddress ip(String text) {
    return IpLiteral.parse(text).orElseThrow();
  }
}
