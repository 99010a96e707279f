package relay.ejb.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.xbill.DNS.Type;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.routing.AnswerSecurity;
import relay.domain.routing.AnswerSecurity.Status;

/** Zones that sign and one that does not, a resolver over them, a look-up that validates. */
abstract class DnssecLaboratory {
  final SignedZone root = SignedZone.signed(".");
  final SignedZone org = SignedZone.signed("org");
  final SignedZone signed = zone(SignedZone.signed("example.org"));
  final SignedZone plain = zone(SignedZone.unsigned("plain.org"));
  final SignedDns dns = new SignedDns(root, org, signed, plain);
  final Map<String, String> settings = new HashMap<>();
  InstantSource clock = InstantSource.system();

  DnssecLaboratory() {
    root.delegates(org);
    org.delegates(signed).cut(plain);
    settings.put("dns.servers", dns.server());
    settings.put("dns.dnssec", "validate");
    settings.put("dns.trust-anchors", dns.anchors().toString());
    settings.put("dns.answer-timeout", "20s");
    settings.put("dns.lookup-timeout", "60s");
  }

  static SignedZone zone(SignedZone zone) {
    String name = zone.origin.toString();
    return zone.add(name, Type.MX, "10 mx." + name)
        .add("mx." + name, Type.A, "192.0.2.1")
        .add("_25._tcp.mx." + name, Type.TLSA, "3 1 1 " + "ab".repeat(32));
  }

  @AfterEach
  void stop() {
    dns.close();
  }

  void assertSecure(String name, int type, Class<? extends DnsAnswer> kind) {
    DnsAnswer answer = lookup().judged(name, type).orElseThrow();
    assertThat(answer).isInstanceOf(kind);
    assertThat(answer.security()).isEqualTo(AnswerSecurity.SECURE);
  }

  void assertBogus(String name, int type, String why) {
    DnsAnswer answer = lookup().judged(name, type).orElseThrow();
    assertThat(answer).isInstanceOf(DnsAnswer.Failure.class);
    assertThat(answer.security().status()).isEqualTo(Status.BOGUS);
    assertThat(answer.security().why()).contains(why);
  }

  AnswerSecurity of(String name, int type) {
    return lookup().judged(name, type).orElseThrow().security();
  }

  DnsDomainLookup lookup() {
    return new DnsDomainLookup(RelayConfiguration.of(settings, Map.of()).dns(), clock);
  }
}
