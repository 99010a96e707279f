package relay.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.health.Condition;
import relay.domain.routing.ResolverReply.Validity;
import relay.domain.routing.ResolverVerdict.State;

/** What is made of what resolvers say, setting by setting. */
class ResolverWatchTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final String SERVER = "192.0.2.53:53";
  private static final Validity AROUND_NOON =
      new Validity(NOON.minus(Duration.ofDays(7)), NOON.plus(Duration.ofDays(14)));
  private final Resolvers resolvers = new Resolvers();
  private Instant now = NOON;

  @Test
  void shouldAskNobodyWhereDnssecIsOff() {
    ResolverWatch watch = watch(DnssecMode.OFF);

    assertThat(watch.ask().verdicts()).isEmpty();
    assertThat(resolvers.asked).isZero();
    assertThat(watch.finding().condition()).isEqualTo(Condition.UP);
    assertThat(watch.finding().reason()).isEqualTo("nobody is asked: dns.dnssec is off");
  }

  @Test
  void shouldSayNothingBadBeforeItAsked() {
    assertThat(watch(DnssecMode.VALIDATE).finding().condition()).isEqualTo(Condition.UP);
    assertThat(resolvers.asked).isZero();
  }

  @Test
  void shouldBeContentWithSignaturesUnderValidate() {
    resolvers.say(signed());

    assertThat(only(DnssecMode.VALIDATE).state()).isEqualTo(State.GOOD);
    assertThat(resolvers.validations).isEqualTo(1);
  }

  @Test
  void shouldTellOfAResolverThatStripsSignatures() {
    resolvers.say(ResolverReply.given(SERVER, true, Optional.empty()));

    ResolverVerdict verdict = only(DnssecMode.VALIDATE);
    assertThat(verdict.state()).isEqualTo(State.STRIPPED);
    assertThat(verdict.says())
        .contains(SERVER, "no RRSIG", "mail by MX waits", "EDNS, DO", "dns.servers");
    assertThat(resolvers.validations).isZero();
  }

  @Test
  void shouldTellOfAResolverThatDoesNotAnswer() {
    resolvers.say(ResolverReply.none(SERVER, "no answer from 192.0.2.53 in time"));

    for (DnssecMode mode : List.of(DnssecMode.VALIDATE, DnssecMode.TRUST_AD)) {
      ResolverVerdict verdict = only(mode);
      assertThat(verdict.state()).isEqualTo(State.SILENT);
      assertThat(verdict.says()).contains(SERVER, "no answer from 192.0.2.53 in time");
    }
    assertThat(resolvers.validations).isZero();
  }

  @Test
  void shouldTellThatTheClockIsWrong() {
    resolvers.say(signed());
    for (Duration off : List.of(Duration.ofDays(-8), Duration.ofDays(15))) {
      now = NOON.plus(off);

      ResolverVerdict verdict = only(DnssecMode.VALIDATE);
      assertThat(verdict.state()).isEqualTo(State.CLOCK);
      assertThat(verdict.says()).contains("" + now, "" + AROUND_NOON.until(), "set the clock");
    }
    assertThat(resolvers.validations).isZero();
  }

  @Test
  void shouldHoldToTheFirstAndLastSecondOfASignature() {
    resolvers.say(signed());
    for (Instant edge : List.of(AROUND_NOON.from(), AROUND_NOON.until())) {
      now = edge;

      assertThat(only(DnssecMode.VALIDATE).state()).isEqualTo(State.GOOD);
    }
  }

  @Test
  void shouldTellThatValidationFailsThoughSignaturesCome() {
    resolvers.say(signed());
    resolvers.validated = AnswerSecurity.bogus("DNSSEC: bogus, a signature does not fit");

    List<ResolverVerdict> verdicts = watch(DnssecMode.VALIDATE).ask().verdicts();

    assertThat(verdicts)
        .extracting(ResolverVerdict::state)
        .containsExactly(State.GOOD, State.BOGUS);
    assertThat(verdicts.get(1).says()).contains("a signature does not fit", "dns.trust-anchors");
  }

  @Test
  void shouldTellThatAResolverDoesNotValidateUnderTrustAd() {
    resolvers.say(ResolverReply.given(SERVER, false, Optional.empty()));

    ResolverVerdict verdict = only(DnssecMode.TRUST_AD);
    assertThat(verdict.state()).isEqualTo(State.NOT_VALIDATED);
    assertThat(verdict.says())
        .contains("no AD", "there is no DANE")
        .doesNotContain("dns.dnssec = validate");
  }

  @Test
  void shouldPointOutThatValidatingOurselvesWouldDo() {
    resolvers.say(ResolverReply.given(SERVER, false, Optional.of(AROUND_NOON)));

    assertThat(only(DnssecMode.TRUST_AD).says()).contains("with dns.dnssec = validate it will do");
  }

  @Test
  void shouldBeContentWithTheWordOfTheResolverUnderTrustAdWhateverOurClockSays() {
    resolvers.say(ResolverReply.given(SERVER, true, Optional.of(AROUND_NOON)));
    now = NOON.plus(Duration.ofDays(400));

    assertThat(only(DnssecMode.TRUST_AD).state()).isEqualTo(State.GOOD);
    assertThat(resolvers.validations).isZero();
  }

  @Test
  void shouldTellEachTroubleToHealthUntilItIsAskedAgain() {
    resolvers.say(signed()).say(ResolverReply.given("192.0.2.54:53", false, Optional.empty()));
    ResolverWatch watch = watch(DnssecMode.VALIDATE);
    watch.ask();

    assertThat(watch.finding().condition()).isEqualTo(Condition.DEGRADED);
    assertThat(watch.finding().reason())
        .startsWith("resolver 192.0.2.54:53 hands on no signatures")
        .endsWith("(dns.dnssec = validate, asked at " + NOON + ")");

    resolvers.replies.remove(1);
    watch.ask();
    assertThat(watch.finding().condition()).isEqualTo(Condition.UP);
  }

  private static ResolverReply signed() {
    return ResolverReply.given(SERVER, false, Optional.of(AROUND_NOON));
  }

  private ResolverVerdict only(DnssecMode mode) {
    List<ResolverVerdict> verdicts = watch(mode).ask().verdicts();
    assertThat(verdicts).hasSize(1);
    return verdicts.get(0);
  }

  private ResolverWatch watch(DnssecMode mode) {
    return new ResolverWatch(mode, resolvers, () -> now);
  }

  /** Say what they are told to. */
  private static final class Resolvers implements ResolverProbe {
    private final List<ResolverReply> replies = new ArrayList<>();
    private AnswerSecurity validated = AnswerSecurity.SECURE;
    private int asked;
    private int validations;

    private Resolvers say(ResolverReply reply) {
      replies.add(reply);
      return this;
    }

    @Override
    public List<ResolverReply> keysOfRoot() {
      asked++;
      return List.copyOf(replies);
    }

    @Override
    public AnswerSecurity validated() {
      validations++;
      return validated;
    }
  }
}
