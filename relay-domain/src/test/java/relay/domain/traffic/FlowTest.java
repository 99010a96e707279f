package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import relay.domain.delivery.Allowance;
import relay.domain.mail.Lane;
import relay.domain.settings.Settings;
import relay.domain.traffic.Decision.Go;
import relay.domain.traffic.Decision.Later;

/** Limits that the domains behind the same servers share. */
class FlowTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Map<Lane, Integer> WORKERS =
      Map.of(Lane.OTP, 8, Lane.TRANSACTIONAL, 200, Lane.BULK, 200);
  private static final TrafficSettings NO_LIMITS =
      TrafficSettings.from(Settings.of(TrafficSettings.ALL, Map.of(), Map.of()));
  private final Map<String, String> file = new HashMap<>();
  private TrafficSettings settings;

  @Test
  void shouldCountAllDomainsOfASiteTogether() {
    file.put("traffic.site.mx.example.limits", "connections=5");
    var control = control();

    List<Decision> decisions = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      decisions.add(control.ask(wish("d" + i + ".example"), NOON));
    }

    assertThat(decisions).filteredOn(Go.class::isInstance).hasSize(4);
    assertThat(decisions)
        .filteredOn(Later.class::isInstance)
        .allSatisfy(
            d ->
                assertThat(((Later) d).reason())
                    .isEqualTo("destination_limit connections site:mx.example"));
    assertThat(control.flows(NOON)).hasSize(1);
    assertThat(control.flows(NOON).get(0).running()).isEqualTo(4);
  }

  @Test
  void shouldNotCallAllBackAtOnceWhileNoAttemptHasEnded() {
    file.put("traffic.site.mx.example.limits", "connections=5");
    var control = control();
    for (int i = 0; i < 4; i++) {
      control.ask(wish("d" + i + ".example"), NOON);
    }

    List<Instant> times = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      times.add(((Later) control.ask(wish("x" + i + ".example"), NOON)).at());
    }

    assertThat(times).isSorted();
    assertThat(times.get(0)).isBetween(NOON.plusSeconds(1), NOON.plusMillis(1_050));
    assertThat(times.get(399)).isEqualTo(NOON.plusSeconds(6));
  }

  @Test
  void shouldKeepAConnectionForPasswordsOutOfTheSameLimit() {
    file.put("traffic.site.mx.example.limits", "connections=5");
    var control = control();
    for (int i = 0; i < 4; i++) {
      control.ask(wish("d" + i + ".example"), NOON);
    }

    Decision password = control.ask(wish("x.example", Lane.OTP, false), NOON);
    Decision second = control.ask(wish("y.example", Lane.OTP, false), NOON);

    assertThat(password).isInstanceOf(Go.class);
    assertThat(second).isInstanceOf(Later.class);
  }

  @Test
  void shouldGiveThePlaceBackToTheFlow() {
    file.put("traffic.site.mx.example.limits", "connections=1");
    var control = control();
    Permit permit = ((Go) control.ask(wish("a.example"), NOON)).permit();
    assertThat(control.ask(wish("b.example"), NOON)).isInstanceOf(Later.class);

    permit.release(Reach.REACHED, NOON.plusMillis(50));
    permit.release(Reach.REACHED, NOON.plusMillis(50));

    assertThat(control.ask(wish("b.example"), NOON.plusSeconds(2))).isInstanceOf(Go.class);
    assertThat(control.flows(NOON.plusSeconds(2)).get(0).running()).isEqualTo(1);
  }

  @Test
  void shouldKeepRatesInEveryWindowWithATenthAsBurst() {
    file.put("traffic.site.mx.example.limits", "per-minute=60");
    var control = control();

    int gone = 0;
    for (int second = 0; second < 600; second++) {
      for (int i = 0; i < 10; i++) {
        if (control.ask(wish("a.example"), NOON.plusSeconds(second)) instanceof Go go) {
          go.permit().release(Reach.REACHED, NOON.plusSeconds(second));
          gone++;
        }
      }
    }

    // Nobody fetches the slots that are promised, so only the first burst and none of them goes.
    assertThat(gone).isBetween(6, 7);
  }

  @Test
  void shouldGiveEveryWaitingMailASlotOfItsOwnInTheLimitsPace() {
    file.put("traffic.site.mx.example.limits", "per-minute=60");
    var control = control();
    Later last = null;
    for (int i = 0; i < 100; i++) {
      if (control.ask(wish("a.example"), NOON) instanceof Later later) {
        assertThat(later.reason()).isEqualTo("destination_limit per-minute site:mx.example");
        assertThat(later.at())
            .isEqualTo(last == null ? NOON.plusSeconds(1) : last.at().plusSeconds(1));
        last = later;
      }
    }

    assertThat(last.at()).isEqualTo(NOON.plusSeconds(94));
    FlowView view = control.flows(NOON).get(0);
    assertThat(view.slots()).isEqualTo(94);
    assertThat(view.waitingUntil()).contains(last.at());
    assertThat(view.why()).contains(last.reason());
  }

  @Test
  void shouldLetAMailGoAtItsSlotAndNobodyElseInItsPlace() {
    file.put("traffic.site.mx.example.limits", "per-hour=10");
    var control = control();
    assertThat(control.ask(wish("a.example"), NOON)).isInstanceOf(Go.class);
    Later first = (Later) control.ask(wish("a.example"), NOON);

    Instant due = first.at();
    Decision newcomer = control.ask(wish("b.example"), due);
    Decision early = control.ask(wish("c.example", Lane.BULK, true), due.minusSeconds(60));
    Decision back = control.ask(wish("a.example", Lane.BULK, true), due);

    assertThat(newcomer).isInstanceOf(Later.class);
    assertThat(early).isInstanceOf(Later.class);
    assertThat(back).isInstanceOf(Go.class);
    assertThat(control.ask(wish("a.example", Lane.BULK, true), due)).isInstanceOf(Later.class);
  }

  @Test
  void shouldCountRecipientsAndOctets() {
    file.put("traffic.site.mx.example.limits", "per-minute=100, octets-per-minute=10KB");
    var control = control();

    assertThat(control.ask(wish("a.example", 10, 100), NOON)).isInstanceOf(Go.class);
    Later byRecipients = (Later) control.ask(wish("a.example", 10, 0), NOON);
    Instant later = NOON.plusSeconds(600);
    assertThat(control.ask(wish("a.example", 1, 1_000_000), later)).isInstanceOf(Go.class);
    Later byOctets = (Later) control.ask(wish("a.example", 1, 10), later);

    assertThat(byRecipients.reason()).contains("per-minute");
    assertThat(byOctets.reason()).contains("octets-per-minute");
    assertThat(Duration.between(later, byOctets.at())).isLessThan(Duration.ofMinutes(2));
  }

  @Test
  void shouldCountConnectionsWhenTheyAreOpenedAndNotThoseThatWereKept() {
    file.put("traffic.site.mx.example.limits", "connections-per-minute=20");
    var control = control();
    for (int i = 0; i < 50; i++) {
      ((Go) control.ask(wish("a.example"), NOON)).permit().release(Reach.REACHED, NOON);
    }
    List<Permit> underWay = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Permit permit = ((Go) control.ask(wish("a.example"), NOON)).permit();
      permit.allowance(InstantSource.fixed(NOON)).connecting();
      underWay.add(permit);
    }

    // Both attempts are still under way: their connections count already.
    Later later = (Later) control.ask(wish("a.example"), NOON);
    underWay.forEach(permit -> permit.release(Reach.REACHED, NOON));

    assertThat(later.reason()).contains("connections-per-minute");
    assertThat(control.ask(wish("a.example"), NOON)).isInstanceOf(Later.class);
    assertThat(control.ask(wish("a.example", Lane.BULK, true), later.at())).isInstanceOf(Go.class);
  }

  @Test
  void shouldTellTheAttemptWhatItMayHaveOfAConnection() {
    file.put(
        "traffic.site.mx.example.limits",
        "messages-per-connection=5, recipients-per-transaction=30");
    var allowed = allowance(control(), "a.example", NOON);
    var free = allowance(new TrafficControl(() -> NO_LIMITS, WORKERS), "a.example", NOON);

    assertThat(allowed.mailsPerConnection()).isEqualTo(5);
    assertThat(allowed.recipientsPerTransaction()).isEqualTo(30);
    assertThat(free.mailsPerConnection()).isEqualTo(Integer.MAX_VALUE);
    assertThat(free.recipientsPerTransaction()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void shouldAskForFewerRecipientsForAnHourWhereAServerTookFewer() {
    file.put("traffic.site.mx.example.limits", "recipients-per-transaction=30");
    var control = control();
    allowance(control, "a.example", NOON).tooManyRecipients(10);
    allowance(control, "b.example", NOON).tooManyRecipients(20);

    assertThat(recipients(control, NOON.plusSeconds(1))).isEqualTo(10);
    assertThat(recipients(control, NOON.plusSeconds(3599))).isEqualTo(10);
    assertThat(recipients(control, NOON.plusSeconds(3600))).isEqualTo(30);

    allowance(control, "a.example", NOON.plusSeconds(4000)).tooManyRecipients(0);
    assertThat(recipients(control, NOON.plusSeconds(4001))).isEqualTo(1);
  }

  @Test
  void shouldTellAnAttemptWhoseServersAreNotKnownNothing() {
    Permit permit = ((Go) control().ask(Wish.of("a.example", Lane.BULK, false), NOON)).permit();
    Allowance allowance = permit.allowance(InstantSource.fixed(NOON));

    allowance.connecting();
    allowance.tooManyRecipients(3);

    assertThat(allowance.recipientsPerTransaction()).isEqualTo(Integer.MAX_VALUE);
  }

  private int recipients(TrafficControl control, Instant at) {
    return allowance(control, "c.example", at).recipientsPerTransaction();
  }

  private Allowance allowance(TrafficControl control, String domain, Instant at) {
    Permit permit = ((Go) control.ask(wish(domain), at)).permit();
    return permit.allowance(InstantSource.fixed(at));
  }

  @Test
  void shouldNotLetPasswordsStandBehindSlotsThatOthersWerePromised() {
    file.put("traffic.site.mx.example.limits", "per-minute=60");
    var control = control();
    for (int i = 0; i < 1000; i++) {
      control.ask(wish("a.example"), NOON);
    }

    Decision password = control.ask(wish("a.example", Lane.OTP, false), NOON);

    assertThat(password).isInstanceOf(Go.class);
  }

  @Test
  void shouldPutNobodyOffFurtherThanAllowed() {
    file.put("traffic.site.mx.example.limits", "per-hour=1");
    file.put("traffic.put-off-max", "10m");
    var control = control();

    for (int i = 0; i < 100; i++) {
      if (control.ask(wish("a.example"), NOON) instanceof Later later) {
        assertThat(later.at()).isEqualTo(NOON.plusSeconds(600));
      }
    }

    assertThat(control.flows(NOON).get(0).slots()).isZero();
  }

  @Test
  void shouldGoOnWithAPermitOnceTheServersAreFound() {
    file.put("traffic.site.mx.example.limits", "connections=1");
    var control = control();
    Wish unknown = Wish.of("a.example", Lane.BULK, false);
    Permit first = ((Go) control.ask(unknown, NOON)).permit();
    Permit second = ((Go) control.ask(unknown, NOON)).permit();

    Decision joined = control.join(first, wish("a.example"), NOON);
    Decision refused = control.join(second, wish("a.example"), NOON);

    assertThat(joined).isEqualTo(new Go(first));
    assertThat(refused).isInstanceOf(Later.class);
    assertThat(control.look("a.example", Lane.BULK, NOON).running()).isEqualTo(1);
    first.release(Reach.REACHED, NOON);
    assertThat(control.look("a.example", Lane.BULK, NOON).running()).isZero();
    assertThat(control.flows(NOON).get(0).running()).isZero();
  }

  @Test
  void shouldObeyChangedLimitsAndRememberWhatWasCounted() {
    file.put("traffic.site.mx.example.limits", "per-hour=10");
    var control = control();
    assertThat(control.ask(wish("a.example"), NOON)).isInstanceOf(Go.class);
    assertThat(control.ask(wish("a.example"), NOON)).isInstanceOf(Later.class);

    file.put("traffic.site.mx.example.limits", "per-hour=unset");
    settings = read();
    assertThat(control.ask(wish("a.example"), NOON)).isInstanceOf(Go.class);
    file.put("traffic.site.mx.example.limits", "connections=2");
    settings = read();
    assertThat(control.ask(wish("a.example"), NOON)).isInstanceOf(Later.class);
  }

  @Test
  void shouldWakeAWorkerThatWaitsForThePlaceOfAnotherDomain() throws Exception {
    file.put("traffic.site.mx.example.limits", "connections=1");
    file.put("traffic.patience", "10s");
    var control = control();
    ((Go) control.ask(wish("a.example"), NOON)).permit().release(Reach.REACHED, NOON);
    Permit place = ((Go) control.ask(wish("a.example"), NOON)).permit();
    var pool = Executors.newSingleThreadExecutor();

    var waiting = pool.submit(() -> control.await(wish("b.example"), InstantSource.fixed(NOON)));
    place.release(Reach.REACHED, NOON);

    assertThat(waiting.get(60, TimeUnit.SECONDS)).isInstanceOf(Go.class);
    pool.shutdown();
  }

  @Test
  void shouldForgetFlowsNotUsedLongestButNoneInUse() {
    file.put("traffic.destinations-max", "100");
    var control = control();
    control.ask(wish("a.example"), NOON);
    for (int i = 0; i < 500; i++) {
      var site = new Site("s" + i, List.of("s" + i), Optional.empty());
      Wish wish = Wish.of("d" + i, Lane.BULK, false).at(site);
      ((Go) control.ask(wish, NOON)).permit().release(Reach.REACHED, NOON);
    }

    assertThat(control.flows(NOON)).hasSize(100);
    assertThat(control.flows(NOON).get(0).name()).isEqualTo("site:mx.example");
  }

  @Test
  void shouldShowTheLimitsOfAFlowThatNoMailWentToYet() {
    file.put("traffic.site.mx.example.limits", "per-hour=10");
    var control = control();

    FlowView view = control.look("a.example", site(), Source.DEFAULT, NOON);

    assertThat(view.name()).isEqualTo("site:mx.example");
    assertThat(view.limits()).hasSize(1);
    assertThat(control.flows(NOON)).isEmpty();
  }

  private TrafficControl control() {
    settings = read();
    return new TrafficControl(() -> settings, WORKERS);
  }

  private TrafficSettings read() {
    return TrafficSettings.from(Settings.of(TrafficSettings.ALL, file, Map.of()));
  }

  private Site site() {
    return settings.flows().site(List.of("mx.example"));
  }

  private Wish wish(String domain) {
    return wish(domain, Lane.BULK, false);
  }

  private Wish wish(String domain, Lane lane, boolean wasPutOff) {
    return Wish.of(domain, lane, wasPutOff).at(site());
  }

  private Wish wish(String domain, int recipients, long octets) {
    return new Wish(domain, Optional.of(site()), Lane.BULK, false, recipients, octets);
  }
}
