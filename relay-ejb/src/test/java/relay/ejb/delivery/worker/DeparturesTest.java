package relay.ejb.delivery.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.queue.MailBuilder.aMail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relay.domain.backup.SomePrimaries;
import relay.domain.egress.EgressFixture;
import relay.domain.mail.Lane;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.QueuedMail;
import relay.domain.routing.FakeDns;
import relay.domain.routing.NextHop;
import relay.domain.settings.Settings;
import relay.domain.traffic.Decision;
import relay.domain.traffic.Decision.Away;
import relay.domain.traffic.Decision.Go;
import relay.domain.traffic.Decision.Later;
import relay.domain.traffic.FlowView;
import relay.domain.traffic.Reach;
import relay.domain.traffic.Sites;
import relay.domain.traffic.TrafficControl;
import relay.domain.traffic.TrafficSettings;
import relay.domain.warmup.WarmUpFixture;

class DeparturesTest {
  private static final Instant NOW = MailBuilder.NOON;
  private static final TrafficSettings SETTINGS =
      TrafficSettings.from(
          Settings.of(
              TrafficSettings.ALL,
              Map.of("traffic.site.mx.example.limits", "per-hour=10"),
              Map.of()));
  private final FakeDns dns =
      new FakeDns().mx("one.example", 1, "mx.example").mx("two.example", 1, "mx.example");
  private final TrafficControl traffic =
      new TrafficControl(() -> SETTINGS, Map.of(Lane.OTP, 2, Lane.TRANSACTIONAL, 8, Lane.BULK, 8));
  private final EgressFixture egress = new EgressFixture();
  private final Departures departures =
      new Departures(
          traffic,
          new Sites(dns, () -> SETTINGS, () -> NOW),
          egress.desk(new Random(1)),
          SomePrimaries.none(),
          WarmUpFixture.over(egress::state),
          () -> NOW);

  @Test
  void shouldHoldAMailByTheLimitOfItsFlowAndSayWhich() {
    Decision first = decide("one.example");
    Decision second = decide("two.example");
    Decision third = decide("one.example");

    assertThat(first).isInstanceOf(Go.class);
    assertThat(second).isInstanceOf(Later.class);
    assertThat(((Later) third).reason()).isEqualTo("destination_limit per-hour site:mx.example");
    assertThat(((Later) third).at()).isAfter(((Later) second).at());
  }

  @Test
  void shouldAskTheDnsOnceForEachDomain() {
    for (int i = 0; i < 20; i++) {
      decide("one.example");
      decide("two.example");
    }

    assertThat(dns.questions()).isEqualTo(2);
  }

  @Test
  void shouldGiveThePlaceBackWhenTheLookUpBreaks() {
    var broken =
        new Departures(
            traffic,
            new Sites(
                dns,
                () -> SETTINGS,
                () -> {
                  throw new IllegalStateException("no clock");
                }),
            EgressFixture.none(),
            SomePrimaries.none(),
            WarmUpFixture.over(egress::state),
            () -> NOW);

    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(
              () -> broken.decide(mail(), new NextHop.MailExchangers("one.example"), Set.of()))
          .hasMessage("no clock");
    }

    assertThat(traffic.look("one.example", Lane.TRANSACTIONAL, NOW).running()).isZero();
  }

  @Test
  void shouldGoOnWithoutAPlaceLeftBehindAfterTheAttempt() {
    Go go = (Go) decide("one.example");

    go.permit().release(Reach.REACHED, NOW);

    assertThat(traffic.look("one.example", Lane.TRANSACTIONAL, NOW).running()).isZero();
    assertThat(traffic.flows(NOW).get(0).running()).isZero();
  }

  @Test
  void shouldCountASourceForItselfAndGoFromTheOneThatHasRoom() {
    usePool("'ipv4':'127.0.0.2'", "'ipv4':'127.0.0.3'");

    List<String> sources = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      sources.add(((Go) decide("one.example")).permit().source().name());
    }
    Later third = (Later) decide("two.example");

    // One an hour and no more fits into the burst of each.
    assertThat(sources).containsExactlyInAnyOrder("one", "two");
    assertThat(third.reason()).startsWith("destination_limit per-hour site:mx.example@");
    assertThat(traffic.flows(NOW)).extracting(FlowView::source).containsExactly("one", "two");
  }

  @Test
  void shouldDeferForALocalReasonWhereThePoolHasNoSource() {
    usePool("'ipv4':'127.0.0.2','state':'draining'", "'ipv4':'127.0.0.9'");

    Away away = (Away) decide("one.example");

    assertThat(away.reply().local()).isTrue();
    assertThat(away.reply().toString()).contains("one is draining", "127.0.0.9 is no address");
    assertThat(traffic.size()).isZero();
    assertThat(departures.decide(mail(), new NextHop.Sandbox(), Set.of())).isInstanceOf(Go.class);
  }

  private void usePool(String one, String two) {
    egress
        .has("127.0.0.2", "127.0.0.3")
        .with(
            EgressFixture.source("one", one),
            EgressFixture.source("two", two),
            EgressFixture.pool("all", "'sources':['one','two'],'tenants':['default']"));
  }

  private Decision decide(String domain) {
    return departures.decide(mail(), new NextHop.MailExchangers(domain), Set.of());
  }

  private static QueuedMail mail() {
    return aMail().to("bob@one.example").build();
  }
}
