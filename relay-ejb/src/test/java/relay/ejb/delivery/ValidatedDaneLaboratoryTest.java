package relay.ejb.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.transport.Certificates.tlsa;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import relay.domain.delivery.RecipientReply;
import relay.domain.transport.Certificates;
import relay.domain.transport.TlsaRecord;
import relay.ejb.routing.SignedDns;
import relay.ejb.routing.SignedZone;

/** RFC 7672 from signed zones to the final dot, with nobody believed but a trust anchor. */
class ValidatedDaneLaboratoryTest {
  private static final TlsaRecord GOOD = tlsa(3, 1, 1, "mx");
  private static final TlsaRecord WRONG = tlsa(3, 1, 1, "stranger");
  private final SignedZone root = SignedZone.signed(".");
  private final SignedZone domain = SignedZone.signed("example.org");
  private final SignedZone host = SignedZone.signed("mx.example");
  private final SignedZone plain = SignedZone.unsigned("plain.example");
  private final SignedDns dns = new SignedDns(root, domain, host, plain);
  private final TlsLaboratory lab = new TlsLaboratory();

  ValidatedDaneLaboratoryTest() {
    root.delegates(domain).delegates(host).cut(plain);
    domain.add("example.org", Type.MX, "10 mx.example.");
    host.add("mx.example", Type.A, "127.0.0.1");
    plain.add("plain.example", Type.A, "127.0.0.1").add("plain.example", Type.MX, "5 mx.example.");
    lab.server.shows(Certificates.server("mx"));
    lab.set("dns.servers", dns.server()).set("dns.trust-ad", "false");
    lab.set("dns.dnssec", "validate").set("dns.trust-anchors", dns.anchors().toString());
    lab.set("dns.lookup-timeout", "60s");
  }

  @AfterEach
  void stop() {
    lab.close();
    dns.close();
  }

  @Test
  void shouldDeliverWhereASecureRecordVouchesForTheServer() {
    record(GOOD);

    RecipientReply reply = lab.mail();

    assertThat(reply.reply().code()).isEqualTo(250);
    assertThat(reply.host().tlsPolicy()).isEqualTo("dane");
    assertThat(reply.host().tlsVerifiedBy().orElseThrow()).startsWith("TLSA 3 1 1");
  }

  @Test
  void shouldKeepMailFromAServerThatNoSecureRecordVouchesFor() {
    record(WRONG);

    assertThat(lab.mail().reply().toString()).startsWith("454 4.7.5 TLS failed");
    assertThat(lab.server.commands()).noneMatch(c -> c.startsWith("MAIL"));
  }

  @Test
  void shouldNotEvenConnectWhenTheRecordsAreBogus() {
    record(GOOD);
    dns.changes(tlsaName() + ". TLSA", a -> a.removeAllRecords(Section.ANSWER));

    RecipientReply reply = lab.mail();

    assertThat(reply.reply().toString()).startsWith("451 4.7.5").contains("DNSSEC: bogus");
    assertThat(lab.server.connections()).isZero();
  }

  @Test
  void shouldDeferWhenTheMailExchangersAreBogus() {
    Instant now = Instant.now();
    domain.validFrom(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1)));

    RecipientReply reply = lab.mail();

    assertThat(reply.reply().toString())
        .startsWith("451 4.4.3")
        .contains("DNSSEC: bogus")
        .contains("has expired at");
    assertThat(lab.server.connections()).isZero();
  }

  @Test
  void shouldDeferAndSayWhyWhenTheResolverHandsNoSignaturesOn() {
    dns.strips();

    assertThat(lab.mail().reply().toString())
        .startsWith("451 4.4.3")
        .contains("the resolver hands on no signatures of the root zone");
  }

  @Test
  void shouldGoWithoutDaneWhereTheMailExchangersAreProvenToBeUnsigned() {
    record(WRONG);

    RecipientReply reply = lab.mail("plain.example");

    assertThat(reply.reply().code()).isEqualTo(250);
    assertThat(reply.host().tlsPolicy()).isEqualTo("may");
    assertThat(dns.questions()).noneMatch(q -> q.endsWith(" TLSA"));
  }

  @Test
  void shouldNotAskForRecordsWhereTheAddressIsProvenToBeUnsigned() {
    domain.add("far.example.org", Type.MX, "10 plain.example.");

    RecipientReply reply = lab.mail("far.example.org");

    assertThat(reply.host().tlsPolicy()).isEqualTo("may");
    assertThat(dns.questions()).noneMatch(q -> q.endsWith(" TLSA"));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0})
  void shouldGoByTheMtaStsPolicyWhereItIsProvenThatThereAreNoRecords(int hashing) {
    host.hashes(hashing);
    lab.policy("enforce", "mx.example");
    domain.add("_mta-sts.example.org", Type.TXT, "\"v=STSv1; id=20270101;\"");
    domain.add("mta-sts.example.org", Type.A, "127.0.0.1");

    RecipientReply reply = lab.mail();

    assertThat(reply.reply().toString()).startsWith("250");
    assertThat(reply.host().tlsPolicy()).isEqualTo("mta-sts");
    assertThat(dns.questions()).contains(tlsaName() + ". TLSA");
  }

  @Test
  void shouldFindTheRecordsAtTheEndOfASecureAlias() {
    domain.add("alias.example.org", Type.CNAME, "mx.example.");
    domain.add("by.example.org", Type.MX, "10 alias.example.org.");
    record(tlsa(2, 1, 1, "ca"));

    RecipientReply reply = lab.mail("by.example.org");

    assertThat(reply.reply().code()).isEqualTo(250);
    assertThat(reply.host().tlsVerifiedBy().orElseThrow()).startsWith("TLSA 2 1 1");
  }

  @Test
  void shouldFindTheRecordsAtASecureAliasOfAnUnsignedHost() {
    domain.add("alias.example.org", Type.CNAME, "plain.example.");
    domain.add("by.example.org", Type.MX, "10 alias.example.org.");
    domain.add(lab.tlsaName("alias.example.org"), Type.TLSA, data(WRONG));

    assertThat(lab.mail("by.example.org").reply().toString()).startsWith("454 4.7.5");
  }

  private void record(TlsaRecord record) {
    host.add(tlsaName(), Type.TLSA, data(record));
  }

  private static String data(TlsaRecord record) {
    return record.usage() + " " + record.selector() + " " + record.matching() + " " + record.data();
  }

  private String tlsaName() {
    return lab.tlsaName("mx.example");
  }
}
