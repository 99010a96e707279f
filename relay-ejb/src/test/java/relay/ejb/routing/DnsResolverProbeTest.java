package relay.ejb.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Section;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.routing.AnswerSecurity;
import relay.domain.routing.DnssecMode;
import relay.domain.routing.ResolverReply;
import relay.domain.routing.ResolverVerdict;
import relay.domain.routing.ResolverVerdict.State;
import relay.domain.routing.ResolverWatch;

/** Resolvers that do and do not do what DNSSEC needs, over real sockets. */
class DnsResolverProbeTest extends DnssecLaboratory {
  private static final String KEYS = ". DNSKEY";

  @Test
  void shouldFindTheSignaturesOfTheRootZone() {
    ResolverReply reply = lookup().probe().keysOfRoot().get(0);

    assertThat(reply.server()).isEqualTo(dns.server());
    assertThat(reply.problem()).isEmpty();
    assertThat(reply.authentic()).isFalse();
    assertThat(reply.signature().orElseThrow().until())
        .isEqualTo(root.until.truncatedTo(ChronoUnit.SECONDS));
    assertThat(states("validate")).containsExactly(State.GOOD);
  }

  @Test
  void shouldFindThatAResolverStripsThem() {
    dns.strips();

    assertThat(lookup().probe().keysOfRoot().get(0).signature()).isEmpty();
    assertThat(states("validate")).containsExactly(State.STRIPPED);
  }

  @Test
  void shouldFindThatAResolverSaysThatItValidates() {
    assertThat(states("trust-ad")).containsExactly(State.NOT_VALIDATED);

    dns.changes(KEYS, answer -> answer.getHeader().setFlag(Flags.AD));

    assertThat(states("trust-ad")).containsExactly(State.GOOD);
  }

  @Test
  void shouldFindThatNobodyAnswers() {
    settings.put("dns.answer-timeout", "50ms");
    settings.put("dns.tries", "2");
    dns.silent();

    ResolverReply reply = lookup().probe().keysOfRoot().get(0);

    assertThat(reply.problem().orElseThrow()).startsWith("no answer from 127.0.0.1");
    assertThat(dns.questions()).containsExactly(KEYS, KEYS);
    assertThat(states("validate")).containsExactly(State.SILENT);
  }

  @Test
  void shouldFindThatAResolverFailsOrHasNoKeys() {
    dns.fails(KEYS);
    assertThat(problem()).contains("SERVFAIL from 127.0.0.1");

    dns.changes(KEYS, answer -> answer.removeAllRecords(Section.ANSWER));
    assertThat(problem()).contains("the answer has no keys in it");
  }

  @Test
  void shouldFindThatTheClockIsWrong() {
    clock = InstantSource.fixed(root.until.plus(Duration.ofDays(1)));

    assertThat(states("validate")).containsExactly(State.CLOCK);
  }

  @Test
  void shouldFindThatTheKeysAreNotThoseOfTheAnchors() {
    settings.remove("dns.trust-anchors");

    assertThat(states("validate")).containsExactly(State.GOOD, State.BOGUS);
    assertThat(lookup().probe().validated().why()).contains("dns.trust-anchors");
  }

  @Test
  void shouldAskEachResolverAndNameIt() {
    try (SignedDns other = new SignedDns(root).strips()) {
      settings.put("dns.servers", other.server() + ", " + dns.server());

      List<ResolverVerdict> verdicts = watch("validate").ask().verdicts();

      assertThat(verdicts)
          .extracting(ResolverVerdict::server)
          .containsExactly(other.server(), dns.server());
      assertThat(verdicts)
          .extracting(ResolverVerdict::state)
          .containsExactly(State.STRIPPED, State.GOOD);
    }
  }

  @Test
  void shouldAskAnewEachTime() {
    ResolverWatch watch = watch("validate");
    watch.ask();
    dns.strips();

    assertThat(watch.ask().troubles()).hasSize(1);
  }

  @Test
  void shouldValidateNothingWhereNobodyDoes() {
    settings.put("dns.dnssec", "off");

    assertThat(lookup().probe().validated()).isEqualTo(AnswerSecurity.UNCHECKED);
    assertThat(states("off")).isEmpty();
    assertThat(dns.questions()).isEmpty();
  }

  private Optional<String> problem() {
    return lookup().probe().keysOfRoot().get(0).problem();
  }

  private List<State> states(String mode) {
    return watch(mode).ask().verdicts().stream().map(ResolverVerdict::state).toList();
  }

  private ResolverWatch watch(String mode) {
    settings.put("dns.dnssec", mode);
    DnssecMode read = RelayConfiguration.of(settings, Map.of()).dns().dnssec().mode();
    return new ResolverWatch(read, lookup().probe(), clock);
  }
}
