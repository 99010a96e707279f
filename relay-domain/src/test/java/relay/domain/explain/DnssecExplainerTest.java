package relay.domain.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.explain.ExplainFixture.step;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.control.Responsible;
import relay.domain.routing.AnswerSecurity;
import relay.domain.routing.AnswerSecurity.Status;
import relay.domain.transport.FakeTlsa;
import relay.domain.transport.TlsaRecord;

/** What DNSSEC made of the answers on the way to a recipient, and what follows for DANE. */
class DnssecExplainerTest {
  private static final TlsaRecord RECORD = new TlsaRecord(3, 1, 1, "ab".repeat(32));
  private static final AnswerSecurity EXPIRED =
      AnswerSecurity.bogus("DNSSEC: bogus, a signature has expired");
  private final ExplainFixture relay = new ExplainFixture();
  private final FakeTlsa tlsa = new FakeTlsa();

  @BeforeEach
  void oneExchanger() {
    relay.dns.mx("b.example", 10, "mx.b.example").address("mx.b.example", "198.51.100.9");
  }

  @Test
  void shouldTellThatNobodyChecks() {
    Step step = dnssec();

    assertThat(step.says())
        .isEqualTo(
            "MX of b.example: unchecked (nobody validates: dns.dnssec is off); so no TLSA records"
                + " are asked for, and there is no DANE");
    assertThat(step.by()).containsExactly(Responsible.setting("dns.dnssec"));
    assertThat(step.effect()).isEqualTo(Effect.GO);
  }

  @Test
  void shouldTellThatDaneHolds() {
    secure();
    tlsa.at("mx.b.example", true, RECORD);

    Step step = dnssec();

    assertThat(step.says())
        .isEqualTo(
            "MX of b.example: secure; addresses of mx.b.example: secure; TLSA of port 25 of"
                + " mx.b.example: secure; so DANE holds for mx.b.example");
    assertThat(step.answers()).hasSize(3);
    assertThat(step.answers().get(2).security()).isEqualTo(AnswerSecurity.SECURE);
  }

  @Test
  void shouldTellThatThereAreNoRecords() {
    secure();
    relay.dnssec.says("TLSA mx.b.example", new AnswerSecurity(Status.SECURE, "there are none"));

    assertThat(dnssec().says())
        .endsWith("secure (there are none); so there is no DANE for mx.b.example");
  }

  @Test
  void shouldTellThatUnsignedMxRecordsEndDane() {
    relay.validates(tlsa);
    relay.dnssec.says("MX b.example", AnswerSecurity.insecure("its zone is not signed"));

    assertThat(dnssec().says())
        .isEqualTo(
            "MX of b.example: insecure (its zone is not signed); so there is no DANE: the names of"
                + " its hosts are not proven");
  }

  @Test
  void shouldTellThatAHostOfAnUnsignedZoneHasNoDane() {
    relay.validates(tlsa).dns.authentic("b.example");
    relay.dnssec.says("addresses mx.b.example", AnswerSecurity.insecure("its zone is not signed"));

    assertThat(dnssec().says())
        .endsWith("insecure (its zone is not signed); so there is no DANE for mx.b.example");
  }

  @Test
  void shouldTellThatBogusMxRecordsMakeItWait() {
    relay.validates(tlsa).dns.silent("b.example");
    relay.dnssec.says("MX b.example", EXPIRED);

    Step step = dnssec();

    assertThat(step.effect()).isEqualTo(Effect.WAIT);
    assertThat(step.says())
        .isEqualTo(
            "MX of b.example: bogus (DNSSEC: bogus, a signature has expired); so its mail waits"
                + " until the answer is genuine");
  }

  @Test
  void shouldTellThatNoMailGoesToAHostWhoseAddressesAreBogus() {
    secure();
    tlsa.at("mx.b.example", true, RECORD);
    relay.dns.mx("b.example", 20, "old.b.example").silent("old.b.example");
    relay.dnssec.says("addresses old.b.example", EXPIRED);

    assertThat(dnssec().says())
        .endsWith("; so DANE holds for mx.b.example, no mail goes to old.b.example");
  }

  @Test
  void shouldTellThatNoMailGoesToAHostWhoseTlsaRecordsAreBogus() {
    secure();
    tlsa.fails("mx.b.example");
    relay.dnssec.says("TLSA mx.b.example", EXPIRED);

    assertThat(dnssec().says())
        .endsWith("a signature has expired); so no mail goes to mx.b.example");
  }

  @Test
  void shouldTellWhyThereIsNoAnswer() {
    relay.validates(tlsa).dns.silent("b.example");
    relay.dnssec.says("MX b.example", AnswerSecurity.unknown("SERVFAIL from 192.0.2.53"));

    assertThat(dnssec().says()).isEqualTo("MX of b.example: unknown (SERVFAIL from 192.0.2.53)");
    assertThat(dnssec().effect()).isEqualTo(Effect.GO);
  }

  @Test
  void shouldTellThatThePolicyWantsNoDane() {
    secure();
    tlsa.at("mx.b.example", true, RECORD);
    relay.with("tls-policy.default", "may");

    assertThat(dnssec().says()).endsWith("; the TLS policy asks for no DANE");
  }

  @Test
  void shouldSayNothingOfHostsThatTheOperatorNames() {
    relay.with("route.default", "smarthost").with("route.smarthost.hosts", "192.0.2.9:25");

    assertThat(relay.explain(anyone()).recipients().get(0).steps())
        .noneMatch(s -> s.topic() == Topic.DNSSEC);
  }

  private void secure() {
    relay.validates(tlsa).dns.authentic("b.example").authentic("mx.b.example");
  }

  private Step dnssec() {
    return step(relay.explain(anyone()), Topic.DNSSEC);
  }

  private static String anyone() {
    return "{'from':'al@x.example','to':['bob@b.example']}";
  }
}
