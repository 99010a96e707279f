package relay.domain.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import relay.domain.mail.DomainName;
import relay.domain.routing.FakeDns;

/** RFC 7672 2.2, row by row. */
class DaneSearchTest {
  private static final TlsaRecord GOOD = Certificates.tlsa(3, 1, 1, "mx");
  private static final TlsaRecord USELESS = new TlsaRecord(1, 1, 1, "ab".repeat(32));
  private final FakeDns dns = new FakeDns();
  private final FakeTlsa tlsa = new FakeTlsa();

  @Test
  void shouldFindTheRecordsOfAHostWithProvenAddresses() {
    dns.address("mx.example", "192.0.2.1").authentic("mx.example");
    tlsa.at("mx.example", true, GOOD);

    assertThat(search("mx.example"))
        .isEqualTo(new DaneOutcome.Vouched("mx.example", java.util.List.of(GOOD)));
    assertThat(tlsa.questions).containsExactly("_25._tcp.mx.example");
  }

  @Test
  void shouldBeContentWithAProvenIpv6Address() {
    dns.address("mx.example", "2001:db8::1").authentic("mx.example");
    tlsa.at("mx.example", true, GOOD);

    assertThat(search("mx.example")).isInstanceOf(DaneOutcome.Vouched.class);
  }

  @Test
  void shouldNotEvenAskWhereTheAddressesAreNotProven() {
    dns.address("mx.example", "192.0.2.1");
    tlsa.fails("mx.example");

    assertThat(search("mx.example")).isInstanceOf(DaneOutcome.Nothing.class);
    assertThat(tlsa.questions).isEmpty();
  }

  @Test
  void shouldNotHeedRecordsThatAnybodyCanHaveForged() {
    dns.address("mx.example", "192.0.2.1").authentic("mx.example");
    tlsa.at("mx.example", false, GOOD);

    assertThat(search("mx.example")).isInstanceOf(DaneOutcome.Nothing.class);
  }

  @Test
  void shouldFindNothingWhereTheDnsProvesThatThereIsNothing() {
    dns.address("mx.example", "192.0.2.1").authentic("mx.example");

    assertThat(search("mx.example")).isInstanceOf(DaneOutcome.Nothing.class);
    assertThat(tlsa.questions).hasSize(1);
  }

  @Test
  void shouldNotTakeAFailureForAnAbsence() {
    dns.address("mx.example", "192.0.2.1").authentic("mx.example");
    tlsa.fails("mx.example");

    assertThat(search("mx.example")).isEqualTo(new DaneOutcome.Unknown("SERVFAIL"));
  }

  @Test
  void shouldTellRecordsWithoutUseFromNone() {
    dns.address("mx.example", "192.0.2.1").authentic("mx.example");
    tlsa.at("mx.example", true, USELESS);

    assertThat(search("mx.example"))
        .isEqualTo(new DaneOutcome.Unusable("mx.example", List.of(USELESS)));
  }

  @Test
  void shouldLeaveOutRecordsWithoutUse() {
    dns.address("mx.example", "192.0.2.1").authentic("mx.example");
    tlsa.at("mx.example", true, USELESS, GOOD);

    assertThat(search("mx.example"))
        .isEqualTo(new DaneOutcome.Vouched("mx.example", java.util.List.of(GOOD)));
  }

  @Test
  void shouldLookAtTheEndOfAProvenChainOfAliasesFirst() {
    aliased();
    dns.authentic("mx.example").authentic("middle.example").authentic("real.example");
    tlsa.at("real.example", true, GOOD).at("mx.example", true, USELESS);

    assertThat(search("mx.example"))
        .isEqualTo(new DaneOutcome.Vouched("real.example", java.util.List.of(GOOD)));
    assertThat(tlsa.questions).containsExactly("_25._tcp.real.example");
  }

  @Test
  void shouldLookAtTheNameItselfWhenTheEndOfTheChainHasNone() {
    aliased();
    dns.authentic("mx.example").authentic("middle.example").authentic("real.example");
    tlsa.at("mx.example", true, GOOD);

    assertThat(search("mx.example"))
        .isEqualTo(new DaneOutcome.Vouched("mx.example", java.util.List.of(GOOD)));
    assertThat(tlsa.questions).containsExactly("_25._tcp.real.example", "_25._tcp.mx.example");
  }

  @Test
  void shouldNotGoOnToTheNameItselfWhenTheEndOfTheChainDoesNotAnswer() {
    aliased();
    dns.authentic("mx.example").authentic("middle.example").authentic("real.example");
    tlsa.fails("real.example").at("mx.example", true, GOOD);

    assertThat(search("mx.example")).isInstanceOf(DaneOutcome.Unknown.class);
  }

  @Test
  void shouldLookAtTheNameOnlyWhenItsAliasLeadsOutOfTheProvenZones() {
    dns.alias("mx.example", "real.elsewhere").authentic("mx.example");
    dns.address("real.elsewhere", "192.0.2.1");
    tlsa.at("mx.example", true, GOOD).at("real.elsewhere", true, USELESS);

    assertThat(search("mx.example"))
        .isEqualTo(new DaneOutcome.Vouched("mx.example", java.util.List.of(GOOD)));
    assertThat(tlsa.questions).containsExactly("_25._tcp.mx.example");
  }

  @Test
  void shouldAskForThePortThatIsUsed() {
    dns.address("mx.example", "192.0.2.1").authentic("mx.example");

    new DaneSearch(dns, tlsa).at(DomainName.of("mx.example"), 2525);

    assertThat(tlsa.questions).containsExactly("_2525._tcp.mx.example");
  }

  private void aliased() {
    dns.alias("mx.example", "middle.example").alias("middle.example", "real.example");
    // Resolvers follow aliases: the address question is answered at the first name already.
    dns.address("mx.example", "192.0.2.1").address("real.example", "192.0.2.1");
  }

  private DaneOutcome search(String host) {
    return new DaneSearch(dns, tlsa).at(DomainName.of(host), 25);
  }
}
