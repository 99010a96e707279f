package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.queue.MailBuilder.aMail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import relay.domain.mail.Lane;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.QueuedMail;
import relay.domain.routing.Router;
import relay.domain.routing.RoutingSettings;
import relay.domain.routing.StreamRoutes;
import relay.domain.settings.Settings;
import relay.domain.tenancy.Tenancy;
import relay.domain.traffic.Decision.Go;
import relay.domain.traffic.Decision.Later;

/** Mail that comes for a destination before which others wait. */
class ArrivalLineTest {
  private static final String HOP = "slow.example";
  private static final Instant NOW = MailBuilder.NOON;
  // Each takes longer than what counts as fast.
  private static final Duration ATTEMPT = Duration.ofSeconds(5);

  private final TrafficControl traffic =
      new TrafficControl(
          () -> TrafficSettings.from(Settings.of(TrafficSettings.ALL, Map.of(), Map.of())),
          Map.of(Lane.OTP, 10, Lane.TRANSACTIONAL, 10, Lane.BULK, 10));
  private final ArrivalLine line =
      new ArrivalLine(
          traffic,
          new StreamRoutes(
              new Router(
                  RoutingSettings.from(
                      Settings.of(
                          RoutingSettings.ALL,
                          Map.of(
                              "route.default",
                              "mx",
                              "route.partner.hosts",
                              "127.0.0.1:2601",
                              "route.partner.domains",
                              "partner.example"),
                          Map.of()))),
              () -> Tenancy.EMPTY));

  @Test
  void shouldGiveTheMailItsTimeAndItsNextHopWhereOthersWaitForLong() {
    List<Permit> busy = occupied(HOP);
    putOffUntil(HOP, Duration.ofMinutes(1));

    QueuedMail mail = line.join(mailTo("bob@" + HOP), NOW.plus(ATTEMPT));

    assertThat(busy).isNotEmpty();
    assertThat(mail.hop()).contains(HOP);
    assertThat(mail.dueAt()).hasValueSatisfying(due -> assertThat(due).isAfter(NOW.plus(ATTEMPT)));
    assertThat(mail.entry().waits()).isEqualTo(1);
    assertThat(mail.entry().attempts()).isZero();
  }

  @Test
  void shouldKeepEachTimeForOneMailOnly() {
    occupied(HOP);
    putOffUntil(HOP, Duration.ofMinutes(1));

    Instant first = line.join(mailTo("a@" + HOP), NOW.plus(ATTEMPT)).dueAt().orElseThrow();
    Instant second = line.join(mailTo("b@" + HOP), NOW.plus(ATTEMPT)).dueAt().orElseThrow();

    assertThat(second).isAfter(first);
  }

  @Test
  void shouldLetAWorkerDecideWhileTheLineIsShort() {
    occupied(HOP);
    putOffUntil(HOP, Duration.ofSeconds(2));

    assertThat(line.join(mailTo("bob@" + HOP), NOW.plus(ATTEMPT)).dueAt()).isEmpty();
  }

  /** Half of the places are for those who come; nobody else would use them. */
  @Test
  void shouldLetAWorkerHaveTheMailWhenAPlaceIsFree() {
    List<Permit> busy = occupied(HOP);
    putOffUntil(HOP, Duration.ofMinutes(1));
    busy.forEach(permit -> permit.release(Reach.REACHED, NOW.plus(ATTEMPT)));

    assertThat(line.join(mailTo("bob@" + HOP), NOW.plus(ATTEMPT)).dueAt()).isEmpty();
  }

  @Test
  void shouldNotKeepMailToOtherDestinationsFromItsLane() {
    occupied(HOP);
    putOffUntil(HOP, Duration.ofMinutes(1));

    assertThat(line.join(mailTo("bob@fast.example"), NOW.plus(ATTEMPT)).dueAt()).isEmpty();
  }

  @Test
  void shouldKnowTheLineOfANamedRouteByItsName() {
    occupied("partner");
    putOffUntil("partner", Duration.ofMinutes(1));

    assertThat(line.join(mailTo("bob@partner.example"), NOW.plus(ATTEMPT)).hop())
        .contains("partner");
  }

  @Test
  void shouldLeavePasswordsAndMailForSeveralToTheirLane() {
    occupied(HOP);
    putOffUntil(HOP, Duration.ofMinutes(1));
    QueuedMail password = aMail().lane(Lane.OTP).to("bob@" + HOP).build();
    QueuedMail several = aMail().lane(Lane.BULK).to("a@" + HOP, "b@fast.example").build();

    assertThat(line.join(password, NOW.plus(ATTEMPT)).dueAt()).isEmpty();
    assertThat(line.join(several, NOW.plus(ATTEMPT)).dueAt()).isEmpty();
  }

  /** What nobody answers for is deferred by the retry schedule, which a worker asks. */
  @Test
  void shouldLeaveMailToItsLaneWhoseDestinationIsAway() {
    List<Permit> busy = occupied(HOP);
    putOffUntil(HOP, Duration.ofMinutes(1));
    busy.forEach(permit -> permit.release(Reach.UNREACHED, NOW.plus(ATTEMPT)));

    assertThat(line.join(mailTo("bob@" + HOP), NOW.plus(ATTEMPT)).dueAt()).isEmpty();
  }

  /** A worker tells its sender at once; a waiting room would keep it until its turn. */
  @Test
  void shouldLeaveMailToItsLaneWhoseTimeIsOverBeforeItsTurn() {
    occupied(HOP);
    putOffUntil(HOP, Duration.ofMinutes(1));
    QueuedMail urgent =
        aMail().lane(Lane.BULK).to("bob@" + HOP).expiresAt(NOW.plusSeconds(30)).build();

    assertThat(line.join(urgent, NOW.plus(ATTEMPT)).dueAt()).isEmpty();
  }

  private static QueuedMail mailTo(String recipient) {
    return aMail().lane(Lane.BULK).to(recipient).build();
  }

  /** As many attempts under way as it may have, none of which ends. */
  private List<Permit> occupied(String hop) {
    List<Permit> permits = new ArrayList<>();
    while (traffic.ask(hop, Lane.BULK, true, NOW) instanceof Go go) {
      permits.add(go.permit());
    }
    return permits;
  }

  private void putOffUntil(String hop, Duration ahead) {
    Instant asked = NOW.plus(ATTEMPT);
    Instant told = asked;
    while (told.isBefore(asked.plus(ahead))) {
      told = ((Later) traffic.ask(hop, Lane.BULK, false, asked)).at();
    }
  }
}
