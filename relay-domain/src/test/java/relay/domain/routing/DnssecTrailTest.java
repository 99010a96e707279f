package relay.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.mail.DomainName;
import relay.domain.mail.IpLiteral;
import relay.domain.routing.DnssecTrail.Step;
import relay.domain.routing.Smarthost.TlsMode;

class DnssecTrailTest {
  private static final DomainName DOMAIN = DomainName.of("example.org");
  private final Map<String, AnswerSecurity> answers = new HashMap<>();
  private final DnssecTrail trail = new DnssecTrail(new Witness(answers));

  @Test
  void shouldTellEachAnswerInTheOrderOfTheQuestions() {
    var bogus = AnswerSecurity.bogus("a signature has expired");
    answers.put("tlsa mx.example 25", bogus);

    assertThat(trail.of(DOMAIN, List.of(host("mx.example", true), host("mx2.example", true))))
        .containsExactly(
            new Step("MX of example.org", AnswerSecurity.SECURE),
            new Step("addresses of mx.example", AnswerSecurity.SECURE),
            new Step("TLSA of port 25 of mx.example", bogus),
            new Step("addresses of mx2.example", AnswerSecurity.SECURE),
            new Step("TLSA of port 25 of mx2.example", AnswerSecurity.SECURE));
  }

  @Test
  void shouldTellAHostWithSeveralAddressesOnce() {
    assertThat(trail.of(DOMAIN, List.of(host("mx.example", true), host("mx.example", true))))
        .hasSize(3);
  }

  @Test
  void shouldNotAskBehindAnAnswerThatIsNotSecure() {
    answers.put("addresses mx.example", AnswerSecurity.insecure("its zone is not signed"));

    assertThat(trail.of(DOMAIN, List.of(host("mx.example", true))))
        .extracting(Step::about)
        .containsExactly("MX of example.org", "addresses of mx.example");
    assertThat(trail.of(DOMAIN, List.of(host("mx.example", false)))).hasSize(1);
  }

  @Test
  void shouldTellOfADomainWithoutHosts() {
    answers.put("mx example.org", AnswerSecurity.unknown("SERVFAIL"));

    List<Step> steps = trail.of(DOMAIN, new ArrayList<>());

    assertThat(steps)
        .containsExactly(new Step("MX of example.org", AnswerSecurity.unknown("SERVFAIL")));
  }

  private static HostAddress host(String name, boolean proven) {
    return new HostAddress(
        name,
        IpLiteral.parse("192.0.2.1").orElseThrow(),
        25,
        TlsMode.OPPORTUNISTIC,
        proven,
        Optional.empty());
  }

  /** Finds everything secure that it is not told otherwise. */
  private record Witness(Map<String, AnswerSecurity> answers) implements DnssecWitness {
    @Override
    public AnswerSecurity mailExchangers(DomainName domain) {
      return of("mx " + domain);
    }

    @Override
    public AnswerSecurity addresses(DomainName host) {
      return of("addresses " + host);
    }

    @Override
    public AnswerSecurity tlsa(DomainName host, int port) {
      return of("tlsa " + host + " " + port);
    }

    private AnswerSecurity of(String question) {
      return answers.getOrDefault(question, AnswerSecurity.SECURE);
    }
  }
}
