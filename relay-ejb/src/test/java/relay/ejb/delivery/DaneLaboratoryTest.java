package relay.ejb.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.transport.Certificates.tlsa;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.Stage;
import relay.domain.mail.MailOptions;
import relay.domain.transport.Certificates;
import relay.domain.transport.TlsaRecord;

/** RFC 7672 from the resolver to the final dot. */
class DaneLaboratoryTest {
  private static final int SERVFAIL = 2;
  private static final TlsaRecord WRONG = tlsa(3, 1, 1, "stranger");
  private final TlsLaboratory lab = new TlsLaboratory();

  @AfterEach
  void stop() {
    lab.close();
  }

  @ParameterizedTest
  @CsvSource({
    "mx, 3, 1, 1, mx",
    "mx, 3, 1, 2, mx",
    "mx, 3, 1, 0, mx",
    "mx, 3, 0, 1, mx",
    "mx, 3, 0, 2, mx",
    "mx, 3, 0, 0, mx",
    "mx, 2, 1, 1, ca",
    "mx, 2, 0, 1, ca",
    "mx, 2, 0, 2, ca",
    "mx, 2, 0, 0, ca",
    "domain, 2, 0, 1, ca",
    "expired, 3, 1, 1, expired",
    "stranger, 3, 1, 1, stranger"
  })
  void shouldDeliverWhereARecordVouchesForTheServer(
      String shown, int usage, int selector, int matching, String vouched) {
    server(shown, tlsa(usage, selector, matching, vouched));

    RecipientReply reply = lab.mail();

    assertThat(reply.reply().code()).isEqualTo(250);
    assertThat(lab.server.mails().get(0).encrypted()).isTrue();
    assertThat(reply.host().tlsPolicy()).isEqualTo("dane");
    assertThat(reply.host().tlsVerifiedBy().orElseThrow())
        .startsWith("TLSA " + usage + " " + selector + " " + matching);
  }

  @ParameterizedTest
  @CsvSource({
    "mx, 3, 1, 1, stranger",
    "mx, 3, 0, 1, ca",
    "mx, 2, 1, 1, other",
    "mx, 2, 1, 1, mx",
    "stranger, 2, 1, 1, ca",
    "expired, 2, 1, 1, ca"
  })
  void shouldKeepMailFromAServerThatNoRecordVouchesFor(
      String shown, int usage, int selector, int matching, String vouched) {
    server(shown, tlsa(usage, selector, matching, vouched));

    RecipientReply reply = lab.mail();

    assertThat(reply.reply().toString()).startsWith("454 4.7.5 TLS failed");
    assertThat(reply.stage()).isEqualTo(Stage.TLS);
    assertThat(lab.server.commands()).noneMatch(c -> c.startsWith("MAIL"));
    assertThat(lab.server.connections()).isEqualTo(1);
  }

  @Test
  void shouldKeepMailFromAServerThatOffersNoTls() {
    server("mx", tlsa(3, 1, 1, "mx"));
    lab.server.offers("PIPELINING");

    assertThat(lab.mail().reply().toString()).startsWith("454 4.7.10");
    assertThat(lab.server.mails()).isEmpty();
  }

  @Test
  void shouldEncryptForAnyServerWhenAllRecordsAreOfNoUse() {
    server("expired", tlsa(1, 1, 1, "stranger"), tlsa(0, 0, 1, "other"));

    RecipientReply reply = lab.mail();

    assertThat(reply.reply().code()).isEqualTo(250);
    assertThat(lab.server.mails().get(0).encrypted()).isTrue();
    assertThat(reply.host().tlsPolicy()).isEqualTo("dane");
    assertThat(reply.host().tlsVerifiedBy()).isEmpty();
  }

  @Test
  void shouldNotGoInClearTextWhenAllRecordsAreOfNoUse() {
    server("mx", tlsa(1, 1, 1, "mx"));
    lab.server.offers("PIPELINING");

    assertThat(lab.mail().reply().toString()).startsWith("454 4.7.10");
    assertThat(lab.server.mails()).isEmpty();
  }

  @Test
  void shouldNotEvenConnectWhenTheRecordsCannotBeLookedUp() {
    server("mx");
    lab.dns.fails(lab.tlsaName("mx.example"), SERVFAIL);

    RecipientReply reply = lab.mail();

    assertThat(reply.reply().toString()).startsWith("451 4.7.5").contains("SERVFAIL");
    assertThat(reply.host().host()).isEqualTo("mx.example");
    assertThat(reply.host().tlsPolicy()).isEqualTo("dane");
    assertThat(lab.server.connections()).isZero();
  }

  @Test
  void shouldGoOnToTheNextHostWhenTheRecordsOfTheFirstCannotBeLookedUp() {
    server("mx");
    lab.dns.mx("example.org", 5, "first.example").address("first.example", "127.0.0.1");
    lab.dns.fails(lab.tlsaName("first.example"), SERVFAIL);
    lab.dns.tlsa(lab.tlsaName("mx.example"), tlsa(3, 1, 1, "mx"));

    RecipientReply reply = lab.mail();

    assertThat(reply.reply().code()).isEqualTo(250);
    assertThat(reply.host().host()).isEqualTo("mx.example");
    assertThat(lab.server.connections()).isEqualTo(1);
  }

  @Test
  void shouldGoOnToTheNextHostWhenNoRecordVouchesForTheFirst() {
    server("mx");
    lab.dns.mx("example.org", 5, "first.example").address("first.example", "127.0.0.1");
    lab.dns.tlsa(lab.tlsaName("first.example"), WRONG);
    lab.dns.tlsa(lab.tlsaName("mx.example"), tlsa(3, 1, 1, "mx"));

    RecipientReply reply = lab.mail();

    assertThat(reply.reply().code()).isEqualTo(250);
    assertThat(lab.server.connections()).isEqualTo(2);
    assertThat(lab.server.mails()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"example.org", "mx.example"})
  void shouldNotHeedRecordsBehindAnAnswerThatIsNotValidated(String unsigned) {
    server("mx", WRONG);
    lab.dns.unsigned(unsigned);

    RecipientReply reply = lab.mail();

    assertThat(reply.reply().code()).isEqualTo(250);
    assertThat(reply.host().tlsPolicy()).isEqualTo("may");
    assertThat(lab.dns.questions()).noneMatch(q -> q.startsWith("_" + lab.server.port()));
  }

  @Test
  void shouldNotHeedRecordsThatAreNotValidatedThemselves() {
    server("mx", WRONG);
    lab.dns.unsigned(lab.tlsaName("mx.example"));

    assertThat(lab.mail().host().tlsPolicy()).isEqualTo("may");
  }

  @Test
  void shouldNotAskForRecordsWhenNobodyIsBelievedToValidate() {
    server("mx", WRONG);
    lab.set("dns.trust-ad", "false");

    assertThat(lab.mail().reply().code()).isEqualTo(250);
    assertThat(lab.dns.questions()).noneMatch(q -> q.startsWith("_" + lab.server.port()));
  }

  @Test
  void shouldUseTheRecordsOfADomainThatIsItsOwnMailExchanger() {
    lab.server.shows(Certificates.server("mx"));
    lab.dns.address("alone.example", "127.0.0.1");
    lab.dns.tlsa(lab.tlsaName("alone.example"), WRONG);

    assertThat(lab.mail("alone.example").reply().toString()).startsWith("454 4.7.5");
  }

  @Test
  void shouldFollowTheAliasOfAHost() {
    lab.server.shows(Certificates.server("mx"));
    lab.dns.mx("aliased.example", 10, "alias.example").alias("alias.example", "mx.example");
    lab.dns.tlsa(lab.tlsaName("mx.example"), tlsa(2, 1, 1, "ca"));

    RecipientReply reply = lab.mail("aliased.example");

    assertThat(reply.reply().code()).isEqualTo(250);
    assertThat(reply.host().tlsVerifiedBy().orElseThrow()).startsWith("TLSA 2 1 1");
  }

  @Test
  void shouldNotSaveAHostByItsMtaStsPolicyThatDaneRefuses() {
    server("mx", WRONG);
    lab.policy("enforce", "mx.example");

    assertThat(lab.mail().reply().toString()).startsWith("454 4.7.5");
    assertThat(lab.fetches).hasValue(0);
  }

  @Test
  void shouldNotUseAConnectionOfAWeakerPolicy() {
    server("mx", tlsa(3, 1, 1, "mx"));
    lab.dns.mx("weak.example", 10, "mx.example").unsigned("weak.example");

    lab.mail("weak.example");
    RecipientReply reply = lab.mail("example.org");

    assertThat(reply.host().tlsPolicy()).isEqualTo("dane");
    assertThat(lab.server.connections()).isEqualTo(2);
  }

  @Test
  void shouldShareAConnectionAmongDomainsOfOneServer() {
    server("mx", tlsa(3, 1, 1, "mx"));
    lab.dns.mx("other.example", 10, "mx.example");

    lab.mail("other.example");
    RecipientReply reply = lab.mail("example.org");

    assertThat(reply.host().reused()).isTrue();
    assertThat(reply.host().tlsVerifiedBy().orElseThrow()).startsWith("TLSA 3 1 1");
  }

  @Test
  void shouldSendMailThatRequiresTlsWhereARecordVouchesForTheServer() {
    server("expired", tlsa(3, 1, 1, "expired"));
    lab.server.offers("STARTTLS", "REQUIRETLS");
    lab.options(requireTls());

    assertThat(lab.mail().reply().code()).isEqualTo(250);
    assertThat(lab.server.mails().get(0).commands().get(0)).endsWith(" REQUIRETLS");
  }

  static MailOptions requireTls() {
    return MailOptions.needing(false, false, true);
  }

  private void server(String certificate, TlsaRecord... records) {
    lab.server.shows(Certificates.server(certificate));
    for (TlsaRecord record : records) {
      lab.dns.tlsa(lab.tlsaName("mx.example"), record);
    }
  }
}
