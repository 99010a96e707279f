package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.Stage;
import relay.domain.delivery.TransmissionReport;
import relay.domain.lease.LeaseFixture;
import relay.domain.lease.LeaseSettings;
import relay.domain.lease.Slices;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.Recipient;
import relay.domain.settings.Settings;
import relay.domain.smtp.SmtpReply;
import relay.domain.tenancy.Weight;
import relay.domain.traffic.Decision.Go;
import relay.domain.traffic.Decision.Later;

/** What one node found holds for the others, and what an operator ends is ended everywhere. */
class SharedOverridesTest {
  private static final Instant NOON = LeaseFixture.NOON;
  private static final String FLOW = "site:mx.example";
  private static final Recipient BOB = Recipient.of(EmailAddress.parse("bob@example.org"));
  private final TrafficSettings rules =
      TrafficSettings.from(Settings.of(TrafficSettings.ALL, Map.of(), Map.of()));
  private LeaseSettings leases = LeaseFixture.settings();
  private final Slices slices = Slices.shared(() -> leases, () -> 0);
  private final TrafficControl control =
      new TrafficControl(
          () -> rules,
          Map.of(Lane.OTP, 8, Lane.TRANSACTIONAL, 50, Lane.BULK, 50),
          owner -> Weight.EQUAL,
          slices);

  @Test
  void shouldTellWhatItFoundInNumbersOfAllNodes() {
    shareWith(4);
    complain("421 4.7.0 you are sending too fast", 40);

    Restriction told = control.overrides().found().get(0);

    Restriction found = control.flows(NOON).get(0).restrictions().get(0);
    assertThat(told.id()).isEqualTo(found.id());
    assertThat(told.kind()).isEqualTo(Reaction.SLOW);
    assertThat(told.value().orElseThrow()).isEqualTo(found.value().orElseThrow() * 4);
    assertThat(told.evidence()).isEqualTo(found.evidence());
  }

  @Test
  void shouldTellNothingWhereNothingIsShared() {
    leases = LeaseFixture.settings("lease.default-source", "false");
    shareWith(2);
    complain("421 4.7.0 you are sending too fast", 1);

    assertThat(control.flows(NOON).get(0).restrictions()).hasSize(1);
    assertThat(control.overrides().found()).isEmpty();
  }

  @Test
  void shouldGoAtItsPartOfARateThatAnotherNodeFound() {
    shareWith(2);
    control.overrides().learn(List.of(theirs("slow-1", Reaction.SLOW, 120)));

    int gone = 0;
    String why = "";
    for (int second = 0; second < 60; second++) {
      for (int i = 0; i < 10; i++) {
        Decision decision = ask(NOON.plusSeconds(second));
        if (decision instanceof Go go) {
          go.permit().release(Reach.REACHED, NOON.plusSeconds(second));
          gone++;
        } else {
          why = ((Later) decision).reason();
        }
      }
    }

    assertThat(gone).isBetween(6, 67);
    assertThat(why).isEqualTo("destination_limit adapted-per-minute " + FLOW);
    assertThat(control.flows(NOON).get(0).restrictions())
        .extracting(Restriction::id)
        .containsExactly("slow-1");
  }

  @Test
  void shouldHaveItsPartOfTheConnectionsThatAnotherNodeFound() {
    shareWith(2);
    control.overrides().learn(List.of(theirs("fewer-1", Reaction.FEWER_CONNECTIONS, 8)));

    int running = 0;
    for (int i = 0; i < 20; i++) {
      running += ask(NOON) instanceof Go ? 1 : 0;
    }

    // One of the four is kept for one-time passwords.
    assertThat(running).isEqualTo(3);
  }

  @Test
  void shouldWaitForThePauseOfAnotherNodeAndForItsProbe() {
    shareWith(2);
    control.overrides().learn(List.of(theirs("pause-1", Reaction.PAUSE, 0)));
    Instant over = NOON.plusSeconds(600);

    assertThat(((Later) ask(NOON)).reason()).isEqualTo("destination_limit paused " + FLOW);
    assertThat(ask(over)).isInstanceOf(Later.class);
    assertThat(ask(over.plus(TheirRestrictions.PROBE))).isInstanceOf(Go.class);
  }

  @Test
  void shouldForgetWhatTheOtherNodeForgets() {
    shareWith(2);
    control.overrides().learn(List.of(theirs("pause-1", Reaction.PAUSE, 0)));
    assertThat(ask(NOON)).isInstanceOf(Later.class);

    control.overrides().learn(List.of());

    assertThat(ask(NOON)).isInstanceOf(Go.class);
  }

  @Test
  void shouldForgetWhatIsOverWhenNothingIsHeardAnyMore() {
    shareWith(2);
    control.overrides().learn(List.of(theirs("fewer-1", Reaction.FEWER_CONNECTIONS, 2)));
    assertThat(ask(NOON)).isInstanceOf(Go.class);
    assertThat(ask(NOON)).isInstanceOf(Later.class);

    assertThat(ask(NOON.plusSeconds(601))).isInstanceOf(Go.class);
  }

  @Test
  void shouldEndHereWhatAnotherNodeFoundAndTellIt() {
    shareWith(2);
    Restriction pause = theirs("pause-1", Reaction.PAUSE, 0);
    control.overrides().learn(List.of(pause));

    assertThat(control.endings().end("pause-1")).contains(pause);
    assertThat(control.endings().end("pause-1")).isEmpty();

    assertThat(ask(NOON)).isInstanceOf(Go.class);
    assertThat(control.overrides().ended()).containsExactly("pause-1");
    control.overrides().learn(List.of(pause));
    assertThat(ask(NOON)).as("it is not told yet").isInstanceOf(Go.class);
    control.overrides().told(Set.of("pause-1"));
    assertThat(control.overrides().ended()).isEmpty();
  }

  @Test
  void shouldEndWhatItFoundWhenAnOperatorAskedAnotherNode() {
    shareWith(2);
    complain("550 5.7.1 blocked using zen.spamhaus.org", 1);
    List<Restriction> found = control.overrides().found();

    control.overrides().end(Set.of(found.isEmpty() ? "" : found.get(0).id()));

    assertThat(control.overrides().found()).isEmpty();
    assertThat(control.flows(NOON).get(0).restrictions()).isEmpty();
  }

  @Test
  void shouldEndPausesOfOtherNodesWithThoseOfItsOwn() {
    shareWith(2);
    control
        .overrides()
        .learn(
            List.of(
                theirs("pause-1", Reaction.PAUSE, 0),
                theirs("fewer-1", Reaction.FEWER_CONNECTIONS, 8)));
    ask(NOON);

    control.endings().endPauses("a.example"::equals);

    assertThat(ask(NOON)).isInstanceOf(Go.class);
    assertThat(control.overrides().ended()).containsExactly("pause-1");
    control.overrides().told(Set.of("pause-1"));
    control.overrides().learn(List.of(theirs("pause-2", Reaction.PAUSE, 0)));
    control.endings().endPauses();
    assertThat(control.overrides().ended()).containsExactly("pause-2");
  }

  @Test
  void shouldTellOfFlowsToWhichThisNodeHasSentNothing() {
    shareWith(2);
    Restriction pause = theirs("pause-1", Reaction.PAUSE, 0);
    control.overrides().learn(List.of(pause));

    assertThat(control.overrides().elsewhere(NOON)).containsExactly(pause);
    assertThat(control.overrides().elsewhere(NOON.plus(Duration.ofHours(1)))).isEmpty();
    ask(NOON);
    assertThat(control.overrides().elsewhere(NOON)).isEmpty();
    assertThat(control.flows(NOON).get(0).restrictions()).containsExactly(pause);
  }

  @Test
  void shouldCountAsOneForAPauseInNumbersOfAllNodes() {
    Restriction pause = theirs("pause-1", Reaction.PAUSE, 0);

    assertThat(pause.ofAll(2_500)).isEqualTo(pause);
    assertThat(theirs("slow-1", Reaction.SLOW, 30).ofAll(2_500).value()).hasValue(120);
  }

  private void shareWith(int nodes) {
    slices.take(LeaseFixture.round(LeaseFixture.nodes(nodes), null), 0, Duration.ofSeconds(10));
  }

  private static Restriction theirs(String id, Reaction kind, long value) {
    return new Restriction(
        id,
        FLOW,
        kind,
        value == 0 ? OptionalLong.empty() : OptionalLong.of(value),
        "sending-too-fast",
        List.of("421 too fast"),
        3,
        NOON,
        NOON.plusSeconds(600));
  }

  private void complain(String line, int others) {
    List<Permit> permits = new ArrayList<>();
    for (int i = 0; i < others; i++) {
      if (ask(NOON) instanceof Go go) {
        permits.add(go.permit());
      }
    }
    Permit complained = permits.remove(0);
    permits.forEach(permit -> permit.release(Reach.REACHED, NOON));
    var reply =
        SmtpReply.received(Integer.parseInt(line.substring(0, 3)), List.of(line.substring(4)));
    var said = new RecipientReply(BOB, reply, Stage.RCPT, false, HostTrace.NONE, false);
    complained.release(new TransmissionReport(List.of(said)), NOON);
  }

  private Decision ask(Instant now) {
    return control.ask(
        Wish.of("a.example", Lane.BULK, false).at(rules.flows().site(List.of("mx.example"))), now);
  }
}
