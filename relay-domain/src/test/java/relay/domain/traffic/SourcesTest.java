package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.delivery.Origin;
import relay.domain.mail.Lane;
import relay.domain.settings.Settings;
import relay.domain.traffic.Decision.Go;
import relay.domain.traffic.Decision.Later;

/** Flows of several sources to the same servers. */
class SourcesTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Map<Lane, Integer> WORKERS =
      Map.of(Lane.OTP, 8, Lane.TRANSACTIONAL, 200, Lane.BULK, 200);
  private static final Source ONE = source("one", Map.of());
  private static final Source TWO = source("two", Map.of());
  private final Map<String, String> file = new HashMap<>();
  private TrafficSettings settings;

  @Test
  void shouldCountEachSourceForItself() {
    file.put("traffic.site.mx.example.limits", "connections=5");
    TrafficControl control = control();

    for (int i = 0; i < 10; i++) {
      control.ask(wish(i, List.of(ONE)), NOON);
      control.ask(wish(i, List.of(TWO)), NOON);
    }

    assertThat(control.flows(NOON)).extracting(FlowView::running).containsExactly(4, 4);
    assertThat(control.flows(NOON)).extracting(FlowView::source).containsExactly("one", "two");
    assertThat(control.flows(NOON).get(0).why())
        .contains("destination_limit connections site:mx.example@one");
  }

  @Test
  void shouldPassOverASourceWithoutRoomAndSayWhichOneItTook() {
    file.put("traffic.site.mx.example.limits", "connections=2");
    TrafficControl control = control();

    List<String> taken = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      taken.add(((Go) control.ask(wish(i, List.of(ONE, TWO)), NOON)).permit().source().name());
    }

    assertThat(taken).containsExactly("one", "two");
    assertThat(control.ask(wish(3, List.of(ONE, TWO)), NOON)).isInstanceOf(Later.class);
  }

  @Test
  void shouldPromiseATimeInTheFlowThatHasRoomSoonest() {
    file.put("traffic.site.mx.example.limits", "per-hour=600");
    TrafficControl control = control();
    Source slow = source("slow", Map.of(Source.ANY, LimitPatch.read("per-hour=10")));
    Decision first = control.ask(wish(0, List.of(slow)), NOON);
    assertThat(first).isInstanceOf(Go.class);
    for (int i = 0; i < 60; i++) {
      control.ask(wish(i, List.of(TWO)), NOON);
    }

    Later later = (Later) control.ask(wish(61, List.of(slow, TWO)), NOON);

    assertThat(later.reason()).endsWith("@two");
    assertThat(Duration.between(NOON, later.at())).isLessThan(Duration.ofMinutes(2));
  }

  @Test
  void shouldLetAMailThatWaitedGoFromWhicheverSourceHasItsTime() {
    file.put("traffic.site.mx.example.limits", "per-hour=10");
    TrafficControl control = control();
    control.ask(wish(0, List.of(ONE)), NOON);
    control.ask(wish(1, List.of(TWO)), NOON);
    Later later = (Later) control.ask(wish(2, List.of(ONE, TWO)), NOON);

    Wish back = new Wish("d.example", Optional.of(site()), Lane.BULK, true, 1, 0);
    Go go = (Go) control.ask(back.from(List.of(TWO, ONE)), later.at().plusSeconds(1));

    assertThat(later.reason()).endsWith("@one");
    assertThat(go.permit().source().name()).isIn("one", "two");
  }

  @Test
  void shouldLayTheSourcesLimitsOverAllOthersAndNameThem() {
    file.put("traffic.provider.google.limits", "connections=20, per-hour=100");
    Source own =
        source(
            "own",
            Map.of(
                Source.ANY,
                LimitPatch.read("connections=3"),
                "google",
                LimitPatch.read("per-hour=unset, per-day=50")));
    TrafficControl control = control();
    Site google = settings.flows().site(List.of("gmail-smtp-in.l.google.com"));

    FlowView view = control.look("gmail.com", google, own, NOON);
    FlowView usual = control.look("gmail.com", google, Source.DEFAULT, NOON);
    FlowView other = control.look("d.example", site(), own, NOON);

    assertThat(row(view, Limit.CONNECTIONS)).isEqualTo("3 egress-source own");
    assertThat(row(view, Limit.PER_HOUR)).isEqualTo("- egress-source own");
    assertThat(row(view, Limit.PER_DAY)).isEqualTo("50 egress-source own");
    assertThat(row(usual, Limit.CONNECTIONS))
        .isEqualTo("20 setting traffic.provider.google.limits");
    assertThat(row(other, Limit.CONNECTIONS)).isEqualTo("3 egress-source own");
    assertThat(other.limits()).hasSize(1);
  }

  @Test
  void shouldObeyASourceThatWasChanged() {
    TrafficControl control = control();
    Source before = source("own", Map.of(Source.ANY, LimitPatch.read("connections=1")));
    Source after = source("own", Map.of(Source.ANY, LimitPatch.read("connections=2")));
    control.ask(wish(0, List.of(before)), NOON);
    assertThat(control.ask(wish(1, List.of(before)), NOON)).isInstanceOf(Later.class);

    control.ask(wish(2, List.of(after)), NOON);

    assertThat(row(control.flows(NOON).get(0), Limit.CONNECTIONS)).isEqualTo("2 egress-source own");
    assertThat(control.flows(NOON)).hasSize(1);
  }

  @Test
  void shouldPauseTheSourceThatWasBlockedAndNotTheOthers() {
    TrafficControl control = control();
    Permit permit = ((Go) control.ask(wish(0, List.of(ONE)), NOON)).permit();
    var blocked = new Experience(Reach.REACHED, 0, 60, Optional.empty(), "451 try later");
    permit.release(blocked, NOON);

    Decision again = control.ask(wish(1, List.of(ONE)), NOON.plusSeconds(1));
    Go other = (Go) control.ask(wish(1, List.of(ONE, TWO)), NOON.plusSeconds(1));

    assertThat(((Later) again).reason()).isEqualTo("destination_limit paused site:mx.example@one");
    assertThat(other.permit().source().name()).isEqualTo("two");
  }

  private static String row(FlowView view, Limit limit) {
    return view.limits().stream()
        .filter(r -> r.limit() == limit)
        .map(r -> (r.value().isPresent() ? r.value().getAsLong() : "-") + " " + r.by())
        .findFirst()
        .orElse("none");
  }

  private static Source source(String name, Map<String, LimitPatch> limits) {
    return new Source(
        new Origin(name, Optional.empty(), Optional.empty(), Optional.empty()), limits);
  }

  private TrafficControl control() {
    settings = TrafficSettings.from(Settings.of(TrafficSettings.ALL, file, Map.of()));
    return new TrafficControl(() -> settings, WORKERS);
  }

  private Site site() {
    return settings.flows().site(List.of("mx.example"));
  }

  private Wish wish(int number, List<Source> sources) {
    return Wish.of("d" + number + ".example", Lane.BULK, false).at(site()).from(sources);
  }
}
