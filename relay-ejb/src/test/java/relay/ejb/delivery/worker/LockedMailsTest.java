package relay.ejb.delivery.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.brake.SomeBrakes.aBrake;
import static relay.domain.queue.MailBuilder.aMail;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.bounce.BounceComposer;
import relay.domain.bounce.ReportSettings;
import relay.domain.brake.BrakeBook;
import relay.domain.brake.BrakeKind;
import relay.domain.delivery.AttemptJudge;
import relay.domain.delivery.LockedContentJudge;
import relay.domain.delivery.RetryRules;
import relay.domain.delivery.RetrySchedule;
import relay.domain.delivery.RetrySettings;
import relay.domain.fault.FaultPoint;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.mail.Lane;
import relay.domain.mail.QueueId;
import relay.domain.queue.EntryId;
import relay.domain.queue.QueuedMail;
import relay.domain.routing.Router;
import relay.domain.routing.RoutingSettings;
import relay.domain.routing.StreamRoutes;
import relay.domain.secret.LockedContents;
import relay.domain.settings.Settings;
import relay.domain.tenancy.Tenancy;

/** Mail whose content cannot be opened: it waits, whole, with the reason. */
class LockedMailsTest extends WorkerTest {
  private static final Duration WAIT = Duration.ofMinutes(15);
  private static final String TROUBLE = "the key k1 is missing; put it back into content.key-file";

  private final LockedContents locked = new LockedContents(WAIT);
  private BrakeBook book = BrakeBook.EMPTY;

  @Test
  void shouldLetItWaitWithTheReasonAndRaiseOneAlarm() {
    QueuedMail mail = aMail().to("bob@example.org").build();

    mails().putAside(mail, TROUBLE);

    QueuedMail waiting = queues.take();
    assertThat(waiting.content()).isSameAs(mail.content());
    assertThat(waiting.dueAt()).contains(NOW.plus(WAIT));
    assertThat(waiting.entry()).isEqualTo(mail.entry().afterWait());
    assertThat(types()).containsExactly(EventType.ALARM, EventType.HELD);
    assertThat(events.get(1).details())
        .containsEntry(EventField.REASON, LockedContentJudge.REASON)
        .containsEntry(EventField.REPLY, "451 4.3.0 " + TROUBLE);

    mails().putAside(aMail().entry(new EntryId(other(), 0, 0)).build(), TROUBLE);
    assertThat(types()).containsExactly(EventType.ALARM, EventType.HELD, EventType.HELD);
    assertThat(locked.count(NOW)).isEqualTo(2);
  }

  @Test
  void shouldNeverReturnItToTheSenderHoweverLongItWaits() {
    QueuedMail mail = aMail().lane(Lane.OTP).to("bob@example.org").build();

    for (int i = 0; i < 500; i++) {
      mails().putAside(mail, TROUBLE);
      mail = queues.take();
      now.set(mail.dueAt().orElseThrow());
    }

    assertThat(types()).containsOnly(EventType.ALARM, EventType.HELD);
    assertThat(mail.expiresAt()).isAfter(now.get());
  }

  @Test
  void shouldDecideNothingAnewOfWhatACrashHandedOutAgain() {
    QueuedMail mail = aMail().to("bob@example.org").build();
    journal.writeDurably(List.of(AttemptJudge.attempted(mail, "hop", NOW)));
    int before = events.size();

    mails().putAside(mail, TROUBLE);

    QueuedMail waiting = queues.take();
    assertThat(waiting.entry()).isEqualTo(mail.entry());
    assertThat(waiting.dueAt()).contains(NOW.plus(WAIT));
    assertThat(types().subList(before, events.size())).containsExactly(EventType.ALARM);
  }

  @Test
  void shouldBeEndedByABrakeLikeAnyOtherMail() {
    book = BrakeBook.of(List.of(aBrake(BrakeKind.BOUNCE).build()), NOW);

    mails().putAside(aMail().to("bob@example.org").build(), TROUBLE);

    assertThat(queues.take().envelope().sender().isNull()).isTrue();
    assertThat(types()).contains(EventType.BOUNCED, EventType.REPORTED);
    assertThat(locked.count(NOW)).isZero();
  }

  @Test
  void shouldStayWhereItIsUnderABrakeThatOnlyHolds() {
    book = BrakeBook.of(List.of(aBrake(BrakeKind.HOLD).build()), NOW);

    mails().putAside(aMail().to("bob@example.org").build(), TROUBLE);

    assertThat(queues.take().hold()).isEmpty();
  }

  @Test
  void shouldForgetWhatWasOpened() {
    QueuedMail mail = aMail().build();
    mails().putAside(mail, TROUBLE);

    mails().opened(mail.entry().mail());

    assertThat(locked.count(NOW)).isZero();
  }

  private LockedMails mails() {
    var settings = RetrySettings.from(Settings.of(RetrySettings.ALL, Map.of(), Map.of()));
    var rules = new RetryRules(() -> settings, () -> Tenancy.EMPTY);
    var schedule = new RetrySchedule(rules, new Random(1));
    var report = ReportSettings.from(Settings.of(ReportSettings.ALL, Map.of(), Map.of()));
    var outcomes =
        new Outcomes(
            journal,
            queues,
            new BounceComposer(() -> report, schedule, "relay.example"),
            FaultPoint.NONE,
            Duration.ZERO);
    var routing = RoutingSettings.from(Settings.of(RoutingSettings.ALL, Map.of(), Map.of()));
    var ways = new StreamRoutes(new Router(() -> routing), () -> Tenancy.EMPTY);
    return new LockedMails(
        new LockedMails.Record(journal.ledger(), journal, queues, outcomes),
        new LockedContentJudge(rules),
        new BrakeCheck(() -> book, rules, ways, outcomes),
        locked,
        WAIT,
        now::get);
  }

  private static QueueId other() {
    return new QueueId("00000000000000000099");
  }
}
