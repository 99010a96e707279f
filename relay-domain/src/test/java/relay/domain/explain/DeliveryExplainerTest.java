package relay.domain.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.brake.SomeBrakes.aBrake;
import static relay.domain.explain.ExplainFixture.NOON;
import static relay.domain.explain.ExplainFixture.step;
import static relay.domain.tenancy.StreamBuilder.aStream;
import static relay.domain.tenancy.Tenancies.domain;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.brake.BrakeKind;
import relay.domain.control.Responsible;
import relay.domain.mail.Lane;
import relay.domain.mail.QueueId;
import relay.domain.tenancy.ReturnPathForm;
import relay.domain.tenancy.SendWindow;
import relay.domain.tenancy.SendingLimits;
import relay.domain.tenancy.Stream;
import relay.domain.tenancy.StreamRetry;
import relay.domain.tenancy.StreamTracking;
import relay.domain.traffic.Decision;
import relay.domain.traffic.Reach;
import relay.domain.transport.StsPolicy;
import relay.domain.transport.StsPolicy.Mode;

/** What brakes, routes, hosts and limits say to a mail that is taken. */
class DeliveryExplainerTest {
  private final ExplainFixture relay = new ExplainFixture();

  @Test
  void shouldNameTheBrakeThatSlowsAndItsPace() {
    var slow = aBrake(BrakeKind.SLOW).recipientDomain("b.example").perMinute(6).build();

    Step step = step(relay.brake(slow).explain(anyone()), Topic.BRAKE);

    assertThat(step.says()).contains("slow slow-1 by ann", "6 recipients a minute on each node");
    assertThat(step.by()).containsExactly(new Responsible("brake", "slow-1"));
  }

  @Test
  void shouldNameTheBrakeOfTheSourceAMailWouldLeaveFrom() {
    var brake = aBrake(BrakeKind.SUSPEND).source("default").build();

    Step step = step(relay.brake(brake).explain(anyone()), Topic.BRAKE);

    assertThat(step.effect()).isEqualTo(Effect.WAIT);
    assertThat(step.says())
        .startsWith("suspend suspend-1 by ann")
        .endsWith("(egress source default)");
    assertThat(step.by()).containsExactly(new Responsible("brake", "suspend-1"));
  }

  @Test
  void shouldTellHowLongItIsKeptAndWhatDecides() {
    Explanation usual = relay.explain(anyone());

    assertThat(step(usual, Topic.RETENTION).says())
        .isEqualTo(
            "its records are kept for 90 days, until "
                + NOON.plus(Duration.ofDays(90))
                + ", and longer while it is open; its content, where one is kept, for 30 days");
    assertThat(step(usual, Topic.RETENTION).by())
        .containsExactly(
            Responsible.setting("retention.messages"), Responsible.setting("retention.contents"));
  }

  @Test
  void shouldTellThatAStreamDecidesHowLongItIsKept() {
    relay.with(
        aStream("default", "transactional")
            .recordRetention(Duration.ofDays(1))
            .contentRetention(Duration.ofMinutes(90))
            .build());

    Step step = step(relay.explain(anyone()), Topic.RETENTION);

    assertThat(step.says()).contains("kept for 1 day, until").endsWith("for 1h30m");
    var stream = new Responsible("stream", "default/transactional");
    assertThat(step.by()).containsExactly(stream, stream);
  }

  @Test
  void shouldWaitForABrakeAndNameIt() {
    var hold = aBrake(BrakeKind.HOLD).recipientDomain("b.example").build();

    Explanation found = relay.brake(hold).explain(anyone());

    assertThat(found.effect()).isEqualTo(Effect.WAIT);
    assertThat(found.deciding().get())
        .isEqualTo(
            Step.waits(
                Topic.BRAKE,
                "hold hold-1 by ann: complaints are being looked into",
                Optional.of(hold.until()),
                new Responsible("brake", "hold-1")));
  }

  @Test
  void shouldEndByABrakeThatBounces() {
    Explanation found =
        relay
            .brake(aBrake(BrakeKind.BOUNCE).recipientDomain("b.example").build())
            .explain(anyone());

    assertThat(found.effect()).isEqualTo(Effect.END);
    assertThat(found.summary()).startsWith("it comes to its end: bounce bounce-1");
  }

  @Test
  void shouldTellWhichBrakeReleasesAndWhichRoutesAnew() {
    relay
        .with("route.backup.hosts", "192.0.2.99")
        .brake(aBrake(BrakeKind.SUSPEND).recipientDomain("b.example").build())
        .brake(aBrake(BrakeKind.RELEASE).recipientDomain("b.example").build())
        .brake(aBrake(BrakeKind.REROUTE).recipientDomain("b.example").route("backup").build());

    Explanation found = relay.explain(anyone());

    assertThat(step(found, Topic.BRAKE).by())
        .containsExactly(new Responsible("brake", "release-1"));
    assertThat(step(found, Topic.ROUTE).by())
        .containsExactly(new Responsible("brake", "reroute-1"));
    assertThat(step(found, Topic.HOSTS).by())
        .containsExactly(Responsible.setting("route.backup.hosts"));
  }

  @Test
  void shouldNotTakeABrakeAboutAMessageForOneAboutThis() {
    var message = new QueueId("0khr3vqs0abcdefghjkn");
    relay.brake(aBrake(BrakeKind.HOLD).mail(message).build());

    assertThat(step(relay.explain(anyone()), Topic.BRAKE).says()).isEqualTo("no brake holds it");
  }

  @ParameterizedTest
  @CsvSource({
    "b.example, route.partner.domains",
    "x.sub.example, route.partner.domains",
    "else.example, route.default"
  })
  void shouldNameTheSettingThatChoosesTheRoute(String domain, String key) {
    relay
        .with("route.partner.hosts", "192.0.2.9")
        .with("route.partner.domains", "b.example, *.sub.example")
        .with("route.other.hosts", "mx")
        .with("route.other.domains", "other.example");

    Explanation found = relay.explain(anyone().replace("b.example", domain));

    assertThat(step(found, Topic.ROUTE).by()).containsExactly(Responsible.setting(key));
  }

  @Test
  void shouldTellHowItsHostsAreSpokenTo() {
    mx();

    Step step = step(relay.explain(anyone()), Topic.TLS);

    assertThat(step.says()).endsWith(" under TLS where the server offers it (may)");
    assertThat(step.by()).containsExactly(Responsible.setting("tls-policy.default"));
  }

  @Test
  void shouldNameTheRuleThatDemandsACertificate() {
    mx();
    relay.with("tls-policy.bank.domains", "b.example").with("tls-policy.bank.level", "secure");

    Step step = step(relay.explain(anyone()), Topic.TLS);

    assertThat(step.says()).contains("authority for b.example or .b.example (secure)");
    assertThat(step.by()).containsExactly(Responsible.setting("tls-policy.bank.level"));
  }

  @Test
  void shouldWaitWhereNoHostIsInThePolicyOfItsDomain() {
    mx();
    relay.sts(new StsPolicy(Mode.ENFORCE, List.of("elsewhere.example"), Duration.ofDays(1)));

    Explanation found = relay.explain(anyone());

    assertThat(found.effect()).isEqualTo(Effect.WAIT);
    assertThat(step(found, Topic.TLS).says()).contains("not at all: 451 4.7.5", "(mta-sts)");
  }

  @Test
  void shouldTellApartRoutesThatLeadToTheSamePlace() {
    relay.with("route.other.hosts", "mx").with("route.other.domains", "b.example");

    assertThat(step(relay.explain(anyone()), Topic.ROUTE).by())
        .containsExactly(Responsible.setting("route.other.domains"));
  }

  @Test
  void shouldNameTheStreamThatChoosesRouteAndPatience() {
    relay
        .with("route.partner.hosts", "192.0.2.9")
        .with(
            stream(
                Optional.of("partner"),
                Optional.of(new StreamRetry(List.of(Duration.ofMinutes(7)), Duration.ofHours(1)))));

    Explanation found = relay.explain(anyone());

    var own = new Responsible("stream", "default/transactional");
    assertThat(step(found, Topic.ROUTE).by()).containsExactly(own);
    assertThat(step(found, Topic.RETRY).by()).containsExactly(own);
    assertThat(step(found, Topic.RETRY).says())
        .contains("again at 2026-01-01T12:07:00Z, 2026-01-01T12:14:00Z", "2026-01-01T13:00:00Z");
  }

  @Test
  void shouldTellWhenTheSendWindowOfItsStreamOpens() {
    var evening =
        new SendWindow(
            EnumSet.allOf(DayOfWeek.class),
            LocalTime.of(18, 0),
            LocalTime.of(20, 0),
            ZoneId.of("UTC"),
            false);
    var always =
        new SendWindow(
            evening.days(), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, evening.zone(), false);

    Step closed = step(relay.with(sendingWithin(evening)).explain(anyone()), Topic.WINDOW);
    Step open = step(relay.with(sendingWithin(always)).explain(anyone()), Topic.WINDOW);

    assertThat(closed.says()).isEqualTo("mail of its stream leaves daily 18:00-20:00 UTC");
    assertThat(closed.effect()).isEqualTo(Effect.WAIT);
    assertThat(closed.until()).isPresent();
    assertThat(closed.by()).containsExactly(new Responsible("stream", "default/transactional"));
    assertThat(open.effect()).isEqualTo(Effect.GO);
  }

  @Test
  void shouldTellOfARouteThatIsGone() {
    relay.with(stream(Optional.of("gone"), Optional.empty()));

    Step route = step(relay.explain(anyone()), Topic.ROUTE);

    assertThat(route.says()).contains("route gone of stream transactional is gone");
    assertThat(route.by()).containsExactly(Responsible.setting("route.default"));
  }

  private static Stream sendingWithin(SendWindow window) {
    return aStream("default", "transactional").window(window).build();
  }

  private static Stream stream(Optional<String> route, Optional<StreamRetry> retry) {
    return new Stream(
        "default",
        "transactional",
        0,
        Lane.TRANSACTIONAL,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        retry,
        true,
        Optional.empty(),
        route,
        Optional.empty(),
        SendingLimits.NONE,
        ReturnPathForm.AS_GIVEN,
        1,
        Optional.empty(),
        false,
        StreamTracking.OFF);
  }

  @Test
  void shouldSayThatTheSandboxKeepsIt() {
    Explanation found = relay.with("route.default", "sandbox").explain(anyone());

    assertThat(step(found, Topic.ROUTE).says()).contains("nothing leaves this machine");
    assertThat(found.effect()).isEqualTo(Effect.GO);
  }

  @Test
  void shouldSayThatTheSimulatorTakesItWhateverRoutesSay() {
    Explanation found =
        relay
            .with("simulator.domain", "b.example")
            .with("route.default", "sandbox")
            .explain(anyone());

    assertThat(step(found, Topic.ROUTE).says())
        .isEqualTo("it goes to the built-in simulator as b.example: nothing leaves this machine");
    assertThat(step(found, Topic.ROUTE).by())
        .containsExactly(Responsible.setting("simulator.domain"));
    assertThat(step(found, Topic.HOSTS).says()).contains("[127.0.0.1] 127.0.0.1:2501");
    assertThat(step(found, Topic.HOSTS).by())
        .containsExactly(Responsible.setting("simulator.domain"));
    assertThat(step(found, Topic.TLS).by())
        .containsExactly(Responsible.setting("simulator.domain"));
    assertThat(found.effect()).isEqualTo(Effect.GO);
  }

  @Test
  void shouldEndAtADomainThatTakesNoMail() {
    relay.dns.mx("b.example", 0, ".");

    Explanation found = relay.explain(anyone());

    assertThat(found.effect()).isEqualTo(Effect.END);
    assertThat(step(found, Topic.HOSTS).says()).startsWith("556 5.1.10").contains("null MX");
    assertThat(step(found, Topic.HOSTS).by()).containsExactly(new Responsible("dns", "b.example"));
  }

  @Test
  void shouldWaitWhileTheDnsGivesNoAnswer() {
    relay.dns.silent("b.example");

    Explanation found = relay.explain(anyone());

    assertThat(found.effect()).isEqualTo(Effect.WAIT);
    assertThat(step(found, Topic.HOSTS).says()).startsWith("451 4.4.3");
  }

  @Test
  void shouldWaitForABusyDestinationWithoutTakingAPlace() {
    mx();
    Explanation free = relay.explain(anyone());
    for (int i = 0; i < 4; i++) {
      relay.traffic().ask("b.example", Lane.TRANSACTIONAL, false, NOON);
    }

    Explanation busy = relay.explain(anyone());

    assertThat(step(free, Topic.LIMITS).says()).contains("no attempt is under way");
    assertThat(busy.effect()).isEqualTo(Effect.WAIT);
    assertThat(step(busy, Topic.LIMITS).says()).contains("4 attempts are under way");
    assertThat(relay.traffic().look("b.example", Lane.TRANSACTIONAL, NOON).running()).isEqualTo(4);
  }

  @Test
  void shouldTellEachLimitOfTheFlowWithTheRuleThatSetIt() {
    relay.dns.mx("b.example", 10, "mx1.mail.icloud.com");
    relay.dns.address("mx1.mail.icloud.com", "192.0.2.1");
    relay
        .with("traffic.provider.apple.limits", "connections=3, connections-per-minute=unset")
        .with("traffic.default-limits", "per-hour=1000");

    Step flow = step(relay.explain(anyone()), Topic.FLOW);

    assertThat(flow.effect()).isEqualTo(Effect.GO);
    assertThat(flow.says())
        .startsWith("it is in flow provider:apple, which has 3 connections at a time")
        .contains("no limit of new connections a minute")
        .contains("1000 recipients an hour (setting traffic.default-limits)");
    assertThat(flow.by())
        .containsExactly(
            Responsible.setting("traffic.provider.apple.limits"),
            Responsible.setting("traffic.default-limits"));
  }

  @Test
  void shouldTellWhenAnAbsentDestinationIsLookedAtAgain() {
    mx();
    for (int i = 0; i < 3; i++) {
      var go = (Decision.Go) relay.traffic().ask("b.example", Lane.TRANSACTIONAL, false, NOON);
      go.permit().release(Reach.UNREACHED, NOON);
    }

    Explanation found = relay.explain(anyone());

    assertThat(step(found, Topic.LIMITS).until()).contains(NOON.plusSeconds(15));
    assertThat(step(found, Topic.LIMITS).by())
        .containsExactly(Responsible.setting("traffic.failures-before-pause"));
  }

  @Test
  void shouldNotRememberADestinationThatWasOnlyAskedAbout() {
    mx();

    relay.explain(anyone());

    assertThat(relay.traffic().size()).isZero();
  }

  private void mx() {
    relay.dns.mx("b.example", 10, "mx.b.example");
    relay.dns.address("mx.b.example", "198.51.100.9");
  }

  private static String anyone() {
    return "{'from':'al@x.example','to':['bob@b.example']}";
  }
}
