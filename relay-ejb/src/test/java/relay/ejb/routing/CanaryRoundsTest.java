package relay.ejb.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.canary.CanaryBook;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.Stage;
import relay.domain.delivery.TransmissionOrder;
import relay.domain.delivery.TransmissionReport;
import relay.domain.egress.EgressFixture;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.routing.NextHop;
import relay.domain.routing.RouteBook;
import relay.domain.routing.Routes;
import relay.domain.routing.TargetQuotas;
import relay.domain.signing.DkimSigner;
import relay.domain.smtp.SmtpReply;
import relay.domain.spend.SpendBook;
import relay.domain.spend.Spent;

class CanaryRoundsTest {
  private static final String HOST = "'kind':'smarthost','hosts':['x.example'],";
  private final RelayConfiguration configuration =
      RelayConfiguration.of(Map.of("node.host-name", "relay.acme.example"), Map.of());
  private final List<TransmissionOrder> sent = new ArrayList<>();
  private final List<MailEvent> events = new ArrayList<>();
  private final CanaryBook book = new CanaryBook();
  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private RouteBook routes =
      Routes.book(
          Routes.route(
              "out",
              "{'targets':{'a':{"
                  + HOST
                  + "'canary':'canary@acme.example','daily_quota':2},"
                  + "'mx':{'kind':'mx','canary':'bird@other.example'},"
                  + "'b':{"
                  + HOST
                  + "'preference':20}}}"));
  private final TargetQuotas quotas =
      new TargetQuotas(new SpendBook(), () -> routes, configuration::routeSpend, () -> now);
  private SmtpReply reply = SmtpReply.received(250, List.of("2.0.0 taken"));
  private boolean broken;

  @Test
  void shouldSendASmallMailThroughEachTargetThatWishesIt() throws Exception {
    assertThat(rounds().round()).isEqualTo(2);

    assertThat(sent).extracting(o -> o.hop().name()).containsExactly("out/a", "other.example");
    assertThat(sent.get(1).hop()).isEqualTo(new NextHop.MailExchangers("other.example"));
    TransmissionOrder first = sent.get(0);
    assertThat(first.envelope().sender()).hasToString("postmaster@relay.acme.example");
    assertThat(first.envelope().recipients()).hasSize(1);
    assertThat(new String(first.content().open().readAllBytes(), StandardCharsets.UTF_8))
        .contains("X-Relay-Canary: out/a");
    assertThat(events).isEmpty();
    assertThat(book.last("out/a").orElseThrow().isGood()).isTrue();
  }

  @Test
  void shouldWaitAWeekForTheNext() {
    CanaryRounds rounds = rounds();
    rounds.round();

    now = now.plus(Duration.ofDays(6));
    assertThat(rounds.round()).isZero();
    now = now.plus(Duration.ofDays(1));
    assertThat(rounds.round()).isEqualTo(2);
  }

  @Test
  void shouldRaiseAnAlarmWhenItIsNotTakenAndTellWhenItIsAgain() {
    CanaryRounds rounds = rounds();
    reply = SmtpReply.local(454, "4.7.8", "the server refused our login");
    rounds.round();
    now = now.plus(Duration.ofHours(1));
    rounds.round();
    reply = SmtpReply.received(250, List.of("ok"));
    now = now.plus(Duration.ofHours(1));
    rounds.round();

    assertThat(events).extracting(MailEvent::type).containsOnly(EventType.ALARM).hasSize(4);
    assertThat(events.get(0).details())
        .containsEntry(EventField.HOP, "out/a")
        .containsEntry(
            EventField.REASON,
            "the canary mail through target out/a failed: 454 4.7.8 the server refused our login");
    assertThat(events.get(2).details())
        .containsEntry(EventField.REASON, "canary mails through target out/a are taken again");
  }

  @Test
  void shouldCountTheMailAsTakenAndLeaveATargetWithoutRoomAlone() {
    CanaryRounds rounds = rounds();
    rounds.round();
    assertThat(quotas.book().days("out/a")).containsEntry(SpendBook.dayOf(now), new Spent(1, 0));
    quotas.book().settle("out/a", 0, 1, 0, now.plus(Duration.ofDays(7)));
    quotas.book().settle("out/a", 0, 1, 0, now.plus(Duration.ofDays(7)));
    sent.clear();
    now = now.plus(Duration.ofDays(7));

    rounds.round();

    assertThat(sent).extracting(o -> o.hop().name()).containsExactly("other.example");
    assertThat(events).isEmpty();
  }

  @Test
  void shouldTakeADefectOfTheRelayForAFailure() {
    broken = true;

    rounds().round();

    assertThat(events).hasSize(2);
    assertThat(book.last("out/a").orElseThrow().reply()).contains("the relay failed: no luck");
    assertThat(quotas.book().open("out/a")).isZero();
  }

  @Test
  void shouldTellThatATargetRefusesTheMail() {
    routes =
        Routes.book(
            Routes.route(
                "out",
                "{'targets':{'a':{'kind':'discard'},'c':{" + HOST + "'canary':'a@b.example'}}}"));
    reply = SmtpReply.received(550, List.of("5.7.1 no"));

    rounds().round();

    assertThat(book.last("out/c").orElseThrow().isGood()).isFalse();
    assertThat(book.last("out/a")).isEmpty();
  }

  private CanaryRounds rounds() {
    return new CanaryRounds(
        book,
        () -> routes,
        configuration::routeCanary,
        new CanaryRounds.Outside(
            new DkimSigner((tenant, domain) -> List.of(), configuration.signing(), () -> now),
            EgressFixture.none(),
            quotas,
            this::transmit),
        new Journal() {
          @Override
          public void write(List<MailEvent> some) {
            events.addAll(some);
          }

          @Override
          public void writeDurably(List<MailEvent> some) {
            events.addAll(some);
          }
        },
        "relay.acme.example",
        () -> now,
        new Random(1));
  }

  private TransmissionReport transmit(TransmissionOrder order) {
    if (broken) {
      throw new IllegalStateException("no luck");
    }
    sent.add(order);
    return new TransmissionReport(
        List.of(
            new RecipientReply(
                order.envelope().recipients().get(0),
                reply,
                Stage.FINAL_DOT,
                false,
                HostTrace.NONE,
                false)));
  }
}
