package relay.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.brake.SomeBrakes.aBrake;
import static relay.domain.delivery.Judging.only;
import static relay.domain.queue.MailBuilder.NOON;
import static relay.domain.queue.MailBuilder.aMail;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeKind;
import relay.domain.journal.AttemptLedger;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.mail.Lane;
import relay.domain.queue.QueuedMail;
import relay.domain.settings.Settings;

class BrakeJudgeTest {
  private final BrakeJudge judge =
      new BrakeJudge(
          RetryRules.of(RetrySettings.from(Settings.of(RetrySettings.ALL, Map.of(), Map.of()))));
  private final Judging judging = new Judging();

  @Test
  void shouldPutAMailAsideAndSayWhoWantsItAndWhy() {
    Brake brake = aBrake(BrakeKind.HOLD).build();

    Judgement judgement = judge.hold(aMail().build(), brake, NOON);

    QueuedMail waiting = judgement.remaining().orElseThrow();
    assertThat(waiting.entry().waits()).isEqualTo(1);
    assertThat(waiting.entry().attempts()).isZero();
    assertThat(waiting.hold().orElseThrow().brake()).isEqualTo(brake.id());
    var event = only(judgement.events());
    assertThat(event.type()).isEqualTo(EventType.HELD);
    assertThat(event.details())
        .containsEntry(EventField.BRAKE, brake.id())
        .containsEntry(EventField.BRAKE_REASON, brake.reason())
        .containsEntry(EventField.BRAKE_AUTHOR, "ann")
        .containsEntry(EventField.NEXT_ATTEMPT, brake.until().toString());
  }

  @Test
  void shouldStopTheClockOfAHeldOrStoppedMailButNotOfASuspendedOneOrAPassword() {
    Instant later = NOON.plus(Duration.ofHours(5));
    QueuedMail mail = aMail().build();
    QueuedMail password = aMail().lane(Lane.OTP).build();

    assertThat(released(mail, BrakeKind.HOLD, later))
        .isEqualTo(mail.expiresAt().plus(Duration.ofHours(5)));
    assertThat(released(mail, BrakeKind.STOP, later))
        .isEqualTo(mail.expiresAt().plus(Duration.ofHours(5)));
    assertThat(released(mail, BrakeKind.SUSPEND, later)).isEqualTo(mail.expiresAt());
    assertThat(released(password, BrakeKind.HOLD, later)).isEqualTo(password.expiresAt());
    assertThat(released(password, BrakeKind.STOP, later)).isEqualTo(password.expiresAt());
  }

  @Test
  void shouldReturnABouncedMailWithTheTextOfTheBrake() {
    Judgement judgement = judge.end(aMail().build(), aBrake(BrakeKind.BOUNCE).build(), NOON);

    assertThat(judgement.remaining()).isEmpty();
    assertThat(judgement.events())
        .extracting(e -> e.type())
        .containsExactly(EventType.BOUNCED, EventType.REPORTED);
    var item = only(only(judgement.reports()).items());
    assertThat(item.cause()).isEqualTo(Cause.STOPPED);
    assertThat(item.reply().toString()).isEqualTo("550 5.7.1 complaints are being looked into");
  }

  @Test
  void shouldEndAMailAsIfItsTimeHadRunOut() {
    Judgement judgement = judge.end(aMail().build(), aBrake(BrakeKind.EXPIRE).build(), NOON);

    assertThat(judgement.events().get(0).type()).isEqualTo(EventType.EXPIRED);
    assertThat(only(only(judgement.reports()).items()).status().toString()).isEqualTo("4.4.7");
  }

  @Test
  void shouldRepeatEachAfterACrashUnderTheSameIds() {
    for (BrakeKind kind : BrakeKind.values()) {
      boolean holds = kind.holdsMail();
      if (!holds && kind != BrakeKind.BOUNCE && kind != BrakeKind.EXPIRE) {
        continue;
      }
      QueuedMail mail = aMail().attempts(3).to("a@one.example", "b@one.example").build();
      Brake brake = aBrake(kind).build();
      Judgement first = holds ? judge.hold(mail, brake, NOON) : judge.end(mail, brake, NOON);
      var ledger = new AttemptLedger(10);
      ledger.note(first.events());

      Judgement again = judging.judge().afterCrash(mail, ledger, NOON.plusSeconds(60));

      assertThat(again.events()).as(kind.label()).isEmpty();
      assertThat(again.remaining()).as(kind.label()).isEqualTo(first.remaining());
      assertThat(again.reports())
          .extracting(Report::id)
          .containsExactlyElementsOf(first.reports().stream().map(Report::id).toList());
    }
  }

  private Instant released(QueuedMail mail, BrakeKind kind, Instant at) {
    var held = judge.hold(mail, aBrake(kind).build(), NOON).remaining().orElseThrow();
    return held.released(at).expiresAt();
  }
}
