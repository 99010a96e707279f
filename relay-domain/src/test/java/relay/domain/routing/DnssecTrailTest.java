package relay.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.mail.DomainName;
import relay.domain.routing.DnssecTrail.Answer;

class DnssecTrailTest {
  private static final DomainName DOMAIN = DomainName.of("example.org");
  private static final DomainName HOST = DomainName.of("mx.example");
  private static final DomainName OTHER = DomainName.of("mx2.example");
  private final FakeWitness witness = new FakeWitness();
  private final FakeDns dns = new FakeDns();
  private final DnssecTrail trail = new DnssecTrail(witness, dns, 25);

  @BeforeEach
  void twoExchangers() {
    dns.mx("example.org", 20, "mx2.example").mx("example.org", 10, "mx.example");
    dns.authentic("example.org");
  }

  @Test
  void shouldTellEachAnswerInTheOrderOfTheQuestions() {
    var bogus = AnswerSecurity.bogus("a signature has expired");
    witness.says("TLSA mx.example", bogus);

    assertThat(trail())
        .containsExactly(
            new Answer("MX of example.org", DOMAIN, AnswerSecurity.SECURE),
            new Answer("addresses of mx.example", HOST, AnswerSecurity.SECURE),
            new Answer("TLSA of port 25 of mx.example", HOST, bogus),
            new Answer("addresses of mx2.example", OTHER, AnswerSecurity.SECURE),
            new Answer("TLSA of port 25 of mx2.example", OTHER, AnswerSecurity.SECURE));
  }

  @Test
  void shouldTellAHostThatIsNamedTwiceOnce() {
    dns.mx("example.org", 30, "mx.example.");

    assertThat(trail()).hasSize(5);
  }

  @Test
  void shouldNotAskForTlsaBehindAddressesThatAreNotSecure() {
    witness.says("addresses mx.example", AnswerSecurity.insecure("its zone is not signed"));

    assertThat(trail())
        .extracting(Answer::about)
        .containsExactly(
            "MX of example.org",
            "addresses of mx.example",
            "addresses of mx2.example",
            "TLSA of port 25 of mx2.example");
  }

  @Test
  void shouldAskNothingBehindMxRecordsThatAreNotSecure() {
    dns.mx("plain.example", 10, "mx.plain.example");

    assertThat(trail.of(DomainName.of("plain.example"), () -> false)).hasSize(1);
  }

  @Test
  void shouldTellOfADomainThatIsItsOwnExchanger() {
    dns.address("alone.example", "192.0.2.1");

    assertThat(trail.of(DomainName.of("alone.example"), () -> false))
        .extracting(Answer::about)
        .containsExactly(
            "MX of alone.example",
            "addresses of alone.example",
            "TLSA of port 25 of alone.example");
  }

  @Test
  void shouldTellOfADomainThatIsNotAnswered() {
    dns.silent("example.org");
    witness.says("MX example.org", AnswerSecurity.unknown("SERVFAIL"));

    assertThat(trail())
        .containsExactly(
            new Answer("MX of example.org", DOMAIN, AnswerSecurity.unknown("SERVFAIL")));
  }

  @Test
  void shouldAskNobodyWhereNobodyValidates() {
    witness.usually(AnswerSecurity.UNCHECKED);

    assertThat(trail())
        .containsExactly(new Answer("MX of example.org", DOMAIN, AnswerSecurity.UNCHECKED));
    assertThat(dns.questions()).isZero();
  }

  @Test
  void shouldPassOverWhatNoHostCanBeCalled() {
    dns.mx("odd.example", 10, "192.0.2.1 or so").mx("odd.example", 0, ".").authentic("odd.example");

    assertThat(trail.of(DomainName.of("odd.example"), () -> false)).hasSize(1);
  }

  @Test
  void shouldTellNoMoreThanEightHosts() {
    for (int i = 0; i < 10; i++) {
      dns.mx("example.org", 30, "mx" + i + ".far.example");
    }

    assertThat(trail()).hasSize(1 + 2 * 8);
  }

  @Test
  void shouldAskNoMoreWhenTimeIsOver() {
    Iterator<Boolean> over = List.of(false, true).iterator();

    assertThat(trail.of(DOMAIN, over::next))
        .extracting(Answer::about)
        .containsExactly(
            "MX of example.org", "addresses of mx.example", "TLSA of port 25 of mx.example");
  }

  private List<Answer> trail() {
    return trail.of(DOMAIN, () -> false);
  }
}
