package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.settings.Settings;
import relay.domain.traffic.Decision.Go;
import relay.domain.traffic.Decision.Later;

/** One-time passwords before all other mail, and all other mail beside too many of them. */
class OtpShareTest {
  private static final Logger LOG = System.getLogger(OtpShareTest.class.getName());
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration MINUTES = Duration.ofMinutes(10);
  private static final Comparator<Event> IN_TIME =
      Comparator.comparing(Event::at).thenComparing(Event::number);
  private final PriorityQueue<Event> events = new PriorityQueue<>(IN_TIME);
  private final Map<Lane, Integer> gone = new EnumMap<>(Lane.class);
  private final Map<Lane, Integer> asked = new EnumMap<>(Lane.class);
  private Duration longest = Duration.ZERO;
  private int number;
  private TrafficControl control;
  private Site site;

  private record Mail(Lane lane, Instant since, boolean wasPutOff) {}

  /** A mail asks, or an attempt ends. */
  private record Event(Instant at, int number, Mail mail, Permit permit) {}

  @ParameterizedTest
  @CsvSource({"1, 2000", "2, 2000", "4, 100", "20, 5000"})
  void shouldHaveAPasswordWaitForTheNextConnectionAtMostWhileBulkMailWaits(
      int connections, int attempt) {
    control("connections=" + connections);
    handIn(Lane.BULK, 3_000, Duration.ofMillis(1), NOON);
    handIn(Lane.OTP, 50, Duration.ofSeconds(10), NOON.plusSeconds(30));

    play(Duration.ofMillis(attempt));

    LOG.log(Logger.Level.INFO, "connections=" + connections + ": longest wait " + longest);
    assertThat(gone.get(Lane.OTP)).isEqualTo(50);
    assertThat(longest).isLessThanOrEqualTo(Duration.ofMillis(connections == 1 ? 2_200 : 0));
  }

  @ParameterizedTest
  @CsvSource({"1, 200", "2, 200", "4, 500", "20, 3000"})
  void shouldLeaveConnectionsToAllOthersHoweverMuchIsMarkedAsPassword(
      int connections, int attempt) {
    control("connections=" + connections);
    int most = (int) (MINUTES.toMillis() / attempt) * connections;
    handIn(Lane.BULK, most, MINUTES.dividedBy(most), NOON);
    handIn(Lane.OTP, 3 * most, MINUTES.dividedBy(3L * most), NOON);

    play(Duration.ofMillis(attempt));

    tell("connections=" + connections);
    assertThat(gone.get(Lane.BULK)).isGreaterThan(most * 4 / 10);
    assertThat(gone.get(Lane.OTP)).isGreaterThan(most * 3 / 10);
  }

  @Test
  void shouldLeaveHalfOfARateToAllOthersHoweverMuchIsMarkedAsPasswordAndKeepTheRate() {
    control("per-minute=600");
    handIn(Lane.BULK, 6_000, Duration.ofMillis(1), NOON);
    handIn(Lane.OTP, 30_000, Duration.ofMillis(20), NOON);

    play(Duration.ofMillis(100));

    tell("per-minute=600");
    assertThat(gone.get(Lane.BULK)).isGreaterThan(2_400);
    assertThat(gone.get(Lane.OTP)).isGreaterThan(2_400);
    assertThat(gone.get(Lane.BULK) + gone.get(Lane.OTP)).isLessThan(6_000 + 60 + 60);
  }

  @Test
  void shouldLetPasswordsHaveTheWholeRateWhereNobodyElseWantsIt() {
    control("per-minute=600, connections=4");
    handIn(Lane.OTP, 5_000, Duration.ofMillis(110), NOON);

    play(Duration.ofMillis(100));

    assertThat(gone.get(Lane.OTP)).isEqualTo(5_000);
    assertThat(asked.get(Lane.OTP)).isLessThan(5_500);
  }

  @Test
  void shouldSayThatThePartOfPasswordsIsUsedUp() {
    control("per-minute=600");
    for (int i = 0; i < 60; i++) {
      control.ask(wish(new Mail(Lane.BULK, NOON, false)), NOON);
    }
    for (int i = 0; i < 30; i++) {
      assertThat(control.ask(wish(new Mail(Lane.OTP, NOON, false)), NOON)).isInstanceOf(Go.class);
    }

    Decision beyond = control.ask(wish(new Mail(Lane.OTP, NOON, false)), NOON);

    assertThat(((Later) beyond).reason())
        .isEqualTo("destination_limit otp-share-of-per-minute site:mx.example");
    OtpShare share = control.flows(NOON).get(0).otp().orElseThrow();
    assertThat(share).isEqualTo(new OtpShare(50, 30, true));
    assertThat(share.sentence())
        .isEqualTo(
            "one-time passwords go first with up to 50 % of its limits, which are used up: they"
                + " stand in line with all other mail now");
    assertThat(control.flows(NOON.plusSeconds(10)).get(0).otp().orElseThrow().isUsedUp()).isFalse();
  }

  @Test
  void shouldHaveNoPartOfNothing() {
    control("messages-per-connection=5");
    control.ask(wish(new Mail(Lane.OTP, NOON, false)), NOON);

    assertThat(control.flows(NOON).get(0).otp()).isEmpty();
  }

  private void control(String limits) {
    var settings =
        TrafficSettings.from(
            Settings.of(
                TrafficSettings.ALL,
                Map.of(
                    "traffic.site.mx.example.limits",
                    limits,
                    "traffic.connections-max",
                    "1000",
                    "traffic.deferrals-before-probing",
                    "100000"),
                Map.of()));
    control =
        new TrafficControl(
            () -> settings, Map.of(Lane.OTP, 200, Lane.TRANSACTIONAL, 200, Lane.BULK, 200));
    site = settings.flows().site(List.of("mx.example"));
  }

  private void handIn(Lane lane, int mails, Duration each, Instant from) {
    for (int i = 0; i < mails; i++) {
      Instant at = from.plus(each.multipliedBy(i));
      add(at, new Mail(lane, at, false), null);
    }
  }

  private void play(Duration attempt) {
    Instant end = NOON.plus(MINUTES);
    while (!events.isEmpty() && events.peek().at().isBefore(end)) {
      Event next = events.remove();
      if (next.permit() != null) {
        next.permit().release(Reach.REACHED, next.at());
        continue;
      }
      Mail mail = next.mail();
      asked.merge(mail.lane(), 1, Integer::sum);
      Decision decision = control.ask(wish(mail), next.at());
      if (decision instanceof Go go) {
        gone.merge(mail.lane(), 1, Integer::sum);
        Duration waited = Duration.between(mail.since(), next.at());
        longest = mail.lane() == Lane.OTP && waited.compareTo(longest) > 0 ? waited : longest;
        add(next.at().plus(attempt), null, go.permit());
      } else {
        add(((Later) decision).at(), new Mail(mail.lane(), mail.since(), true), null);
      }
    }
  }

  private Wish wish(Mail mail) {
    return Wish.of("a.example", mail.lane(), mail.wasPutOff())
        .at(site)
        .of(MailOwner.of(mail.lane()));
  }

  private void add(Instant at, Mail mail, Permit permit) {
    events.add(new Event(at, number++, mail, permit));
  }

  private void tell(String limits) {
    LOG.log(Logger.Level.INFO, limits + ": gone " + gone + ", asked " + asked);
  }
}
