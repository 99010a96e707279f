package relay.ejb.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.mail.DomainName;
import relay.domain.routing.AnswerSecurity;
import relay.domain.routing.AnswerSecurity.Status;
import relay.domain.routing.ScriptedDns;
import relay.domain.transport.TlsaRecord;

/** What is told of answers that a trusted resolver validated, or nobody. */
class DnsWitnessTest {
  private static final DomainName DOMAIN = DomainName.of("example.org");
  private static final DomainName HOST = DomainName.of("mx.example");
  private final ScriptedDns dns = ScriptedDns.start().validates();
  private final Map<String, String> settings = new HashMap<>();

  DnsWitnessTest() {
    settings.put("dns.servers", dns.server());
    settings.put("dns.dnssec", "trust-ad");
    settings.put("dns.answer-timeout", "20s");
    settings.put("dns.tries", "1");
    dns.mx("example.org", 10, "mx.example").address("mx.example", "192.0.2.1");
  }

  @AfterEach
  void stop() {
    dns.close();
  }

  @Test
  void shouldTellWhatTheResolverValidated() {
    dns.tlsa("_25._tcp.mx.example", new TlsaRecord(3, 1, 1, "ab".repeat(32)));

    assertThat(witness().mailExchangers(DOMAIN)).isEqualTo(AnswerSecurity.SECURE);
    // The other family is not there, which changes nothing.
    assertThat(witness().addresses(HOST)).isEqualTo(AnswerSecurity.SECURE);
    assertThat(witness().tlsa(HOST, 25)).isEqualTo(AnswerSecurity.SECURE);
  }

  @Test
  void shouldTellThatItIsSecureThatThereAreNoRecords() {
    assertThat(witness().tlsa(HOST, 25))
        .isEqualTo(new AnswerSecurity(Status.SECURE, "there are none"));
  }

  @Test
  void shouldTellWhatTheResolverDidNotValidate() {
    dns.unsigned("example.org");

    assertThat(witness().mailExchangers(DOMAIN))
        .isEqualTo(AnswerSecurity.insecure("the resolver does not say that it validated it"));
  }

  @Test
  void shouldTellWhyThereIsNoAnswer() {
    dns.fails("example.org", 2).fails("mx.example", 2);

    assertThat(witness().mailExchangers(DOMAIN))
        .isEqualTo(AnswerSecurity.unknown("SERVFAIL from 127.0.0.1"));
    assertThat(witness().addresses(HOST).status()).isEqualTo(Status.UNKNOWN);
    assertThat(witness().addresses(DomainName.of("none.example")).why())
        .isEqualTo("has no address");
  }

  @Test
  void shouldTellThatNobodyLooks() {
    settings.put("dns.dnssec", "off");

    assertThat(witness().mailExchangers(DOMAIN)).isEqualTo(AnswerSecurity.UNCHECKED);
  }

  private DnsWitness witness() {
    return new DnsWitness(
        new DnsDomainLookup(
            RelayConfiguration.of(settings, Map.of()).dns(), InstantSource.system()));
  }
}
