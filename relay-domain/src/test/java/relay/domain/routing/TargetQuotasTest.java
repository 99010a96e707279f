package relay.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.routing.Routes.book;
import static relay.domain.routing.Routes.route;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.spend.SpendBook;
import relay.domain.spend.SpendSettings;
import relay.domain.spend.Spent;
import relay.domain.tenancy.Tenancy;

/** Targets with a daily quota: the next takes over, then the mail waits for the next day. */
class TargetQuotasTest {
  private static final NextHop A = new NextHop.Discard("r/a");
  private static final NextHop B = new NextHop.Discard("r/b");
  private static final NextHop C = new NextHop.Discard("r/c");
  private static final List<NextHop> ALL = List.of(A, B, C);
  private Instant now = Instant.parse("2026-01-31T12:00:00Z");
  private RouteBook routes =
      book(
          route(
              "r",
              "{'when':{'everything':true},'targets':{"
                  + "'a':{'kind':'smarthost','hosts':['a.example'],'daily_quota':2,"
                  + "'price_per_1000':'0.50','preference':1},"
                  + "'b':{'kind':'smarthost','hosts':['b.example'],'daily_quota':1,'preference':2},"
                  + "'c':{'kind':'discard','preference':3}}}"));
  private SpendSettings settings =
      new SpendSettings("EUR", Duration.ofHours(1), Duration.ofSeconds(10));
  private final TargetQuotas quotas =
      new TargetQuotas(new SpendBook(), () -> routes, () -> settings, () -> now);

  @Test
  void shouldPutTargetsWithoutRoomBehindAllOthers() {
    assertThat(quotas.sorted(ALL)).containsExactly(A, B, C);

    send(A, 2);
    assertThat(quotas.sorted(ALL)).containsExactly(B, C, A);

    send(B, 1);
    assertThat(quotas.sorted(ALL)).containsExactly(C, A, B);
    assertThat(quotas.usedUp(ALL)).containsExactly("r/a", "r/b");
  }

  @Test
  void shouldHaveItsMailAgainOnTheNextDay() {
    send(A, 2);
    now = Instant.parse("2026-02-01T00:00:00Z");

    assertThat(quotas.sorted(ALL)).containsExactly(A, B, C);
    assertThat(quotas.usedUp(ALL)).isEmpty();
  }

  @Test
  void shouldTellWhenToLookAgain() {
    assertThat(quotas.lookAgain(A, 2)).isEmpty();
    send(A, 1);

    assertThat(quotas.lookAgain(A, 1)).isEmpty();
    assertThat(quotas.lookAgain(A, 2))
        .contains(new TargetQuotas.LookAgain(now.plus(Duration.ofHours(1)), "target_quota r/a"));

    now = Instant.parse("2026-01-31T23:30:00Z");
    assertThat(quotas.lookAgain(A, 2).orElseThrow().at()).isEqualTo("2026-02-01T00:00:00Z");
  }

  @Test
  void shouldObeyAChangedQuotaAtOnce() {
    send(A, 2);
    routes =
        book(
            route(
                "r",
                "{'targets':{'a':{'kind':'smarthost','hosts':['a.example'],'daily_quota':3}}}"));

    assertThat(quotas.lookAgain(A, 1)).isEmpty();
    assertThat(quotas.lookAgain(A, 2)).isPresent();
  }

  @Test
  void shouldGiveNoLeaveWithoutRoomAndGiveBackWhatWasRefused() {
    TargetQuotas.Claim first = quotas.claim(A, 2).orElseThrow();
    assertThat(quotas.claim(A, 1)).isEmpty();

    first.settle(0);

    assertThat(quotas.claim(A, 2)).isPresent();
  }

  @Test
  void shouldCountTargetsWithoutAQuotaAndNothingThatIsNoTarget() {
    send(C, 5);
    send(new NextHop.MailExchangers("one.example"), 7);
    send(new NextHop.Smarthosts("settings-route", List.of()), 7);

    assertThat(quotas.book().targets()).containsExactly("r/c");
    assertThat(quotas.lookAgain(C, 1_000_000)).isEmpty();
  }

  @Test
  void shouldReportWhatEachTargetTookAndCost() {
    send(A, 2);
    send(C, 4);
    send(new NextHop.Discard("gone/x"), 1);

    SpendReport report = quotas.report();

    assertThat(report.currency()).isEqualTo("EUR");
    assertThat(report.bills())
        .extracting(TargetBill::target)
        .containsExactly("gone/x", "r/a", "r/b", "r/c");
    TargetBill a = report.bills().get(1);
    assertThat(a.on(report.today())).isEqualTo(new Spent(2, 1_000_000));
    assertThat(a.in(YearMonth.of(2026, 1))).isEqualTo(new Spent(2, 1_000_000));
    assertThat(a.left(report.today())).hasValue(0);
    assertThat(report.bills().get(2).left(report.today())).hasValue(1);
    assertThat(report.bills().get(3).left(report.today())).isEmpty();
    assertThat(report.bills().get(0).terms()).isEmpty();
    assertThat(report.ofToday()).isEqualTo(new Spent(7, 1_000_000));
    assertThat(report.ofMonth()).isEqualTo(new Spent(7, 1_000_000));
  }

  @Test
  void shouldCountWhatIsUnderWayAsUsed() {
    quotas.claim(A, 1);

    TargetBill a = quotas.report().bills().get(0);

    assertThat(a.open()).isEqualTo(1);
    assertThat(a.left(quotas.report().today())).hasValue(1);
  }

  @Test
  void shouldTellInTheDecisionWhoseQuotaIsUsedUp() {
    send(A, 2);
    var ways =
        new StreamRoutes(
            new Router(Routes.settings(Map.of())),
            () -> Tenancy.EMPTY,
            () -> routes,
            RouteSurroundings.UNKNOWN,
            TargetHealth.UNKNOWN,
            quotas);

    RouteDecision decision =
        ways.decision(
            MailFacts.of(new MailOwner("acme", "news", ""), Lane.BULK),
            new EmailAddress("ann", "one.example"),
            Optional.empty());

    assertThat(decision.hop().name()).isEqualTo("r/b");
    assertThat(decision.others()).extracting(NextHop::name).containsExactly("r/c", "r/a");
    assertThat(decision.usedUp()).containsExactly("r/a");
  }

  private void send(NextHop hop, int recipients) {
    quotas.claim(hop, recipients).orElseThrow().settle(recipients);
  }
}
