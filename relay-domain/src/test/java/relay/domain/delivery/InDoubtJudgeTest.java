package relay.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.brake.SomeBrakes.aBrake;
import static relay.domain.delivery.Judging.only;
import static relay.domain.delivery.Judging.types;
import static relay.domain.queue.MailBuilder.NOON;
import static relay.domain.queue.MailBuilder.aMail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeBook;
import relay.domain.brake.BrakeKind;
import relay.domain.brake.BrakeVerdict;
import relay.domain.brake.MailTraits;
import relay.domain.delivery.InDoubtJudge.Verdict;
import relay.domain.journal.AttemptLedger;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.Notify;
import relay.domain.queue.Hold;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.QueuedMail;

class InDoubtJudgeTest {
  private static final Instant UNTIL = NOON.plus(Duration.ofDays(3));
  private final Judging judging = new Judging();

  @Test
  void shouldDeliverOnceMoreWhenTheOperatorWantsIt() {
    Brake answer = aBrake(BrakeKind.DELIVER_AGAIN).build();

    assertThat(judge(held(aMail()), Optional.of(answer), NOON))
        .isEqualTo(new Verdict.Again(Optional.of(answer)));
  }

  @Test
  void shouldCountAsDeliveredWhatTheOperatorFound() {
    Brake answer = aBrake(BrakeKind.DELIVERED).build();

    Judgement judgement = over(judge(held(aMail()), Optional.of(answer), NOON));

    var event = only(judgement.events());
    assertThat(event.type()).isEqualTo(EventType.DELIVERED);
    assertThat(event.attempt()).isEqualTo(2);
    assertThat(event.details())
        .containsEntry(EventField.BRAKE_KIND, "delivered")
        .containsEntry(EventField.BRAKE_AUTHOR, "ann");
    assertThat(judgement.remaining()).isEmpty();
    assertThat(judgement.reports()).isEmpty();
  }

  @Test
  void shouldTellTheSenderOfADeliveryWhereHeAskedFor() {
    var mail = held(aMail().notifying("bob@example.org", Notify.SUCCESS));

    Judgement judgement = over(judge(mail, Optional.of(aBrake(BrakeKind.DELIVERED).build()), NOON));

    assertThat(only(judgement.reports()).kind()).isEqualTo(Report.Kind.SUCCESS);
  }

  @Test
  void shouldTellTheSenderWhenTheOperatorGivesUp() {
    Judgement judgement =
        over(judge(held(aMail()), Optional.of(aBrake(BrakeKind.GIVE_UP).build()), NOON));

    assertThat(types(judgement)).containsExactly(EventType.BOUNCED, EventType.REPORTED);
    assertThat(judgement.events().get(0).details()).containsEntry(EventField.REASON, "in_doubt");
    assertThat(only(only(judgement.reports()).items()).cause()).isEqualTo(Cause.IN_DOUBT);
  }

  @Test
  void shouldWaitOnWhenItIsTouchedForAnotherReason() {
    QueuedMail mail = held(aMail());

    Judgement judgement = over(judge(mail, Optional.empty(), NOON.plusSeconds(60)));

    QueuedMail still = judgement.remaining().orElseThrow();
    assertThat(still.entry()).isEqualTo(mail.entry().afterWait());
    assertThat(still.hold()).isEqualTo(mail.hold());
    assertThat(still.dueAt()).contains(UNTIL);
    assertThat(types(judgement)).containsExactly(EventType.HELD);
  }

  @Test
  void shouldFallBackWhenNobodyAnsweredInTime() {
    assertThat(types(over(judge(held(aMail()), Optional.empty(), UNTIL))))
        .containsExactly(EventType.BOUNCED, EventType.REPORTED);

    judging.file.put("retry.in-doubt-unanswered", "retry");
    assertThat(judge(held(aMail()), Optional.empty(), UNTIL))
        .isEqualTo(new Verdict.Again(Optional.empty()));
  }

  @Test
  void shouldRepeatAfterACrashWhatWasDecided() {
    QueuedMail mail = held(aMail());
    for (BrakeKind kind : List.of(BrakeKind.DELIVERED, BrakeKind.GIVE_UP)) {
      Judgement first = over(judge(mail, Optional.of(aBrake(kind).build()), NOON));

      Judgement again = afterCrash(mail, first);

      assertThat(again.events()).isEmpty();
      assertThat(again.remaining()).isEmpty();
      assertThat(again.reports()).hasSameSizeAs(first.reports());
    }
    Judgement waiting = over(judge(mail, Optional.empty(), NOON.plusSeconds(60)));
    QueuedMail still = afterCrash(mail, waiting).remaining().orElseThrow();
    assertThat(still.hold()).isEqualTo(mail.hold());
    assertThat(still.entry()).isEqualTo(mail.entry().afterWait());
    assertThat(still.dueAt()).contains(UNTIL);
  }

  @Test
  void shouldGiveTheTimeBackForWhichAnAnswerWasWaitedFor() {
    QueuedMail mail = held(aMail());
    QueuedMail password = held(aMail().lane(Lane.OTP));
    Instant later = NOON.plus(Duration.ofDays(2));

    assertThat(mail.released(later).expiresAt())
        .isEqualTo(mail.expiresAt().plus(Duration.ofDays(2)));
    assertThat(mail.released(later).hold()).isEmpty();
    assertThat(password.released(later).expiresAt()).isEqualTo(password.expiresAt());
  }

  @Test
  void shouldTakeTheNewestAnswerThatIsAboutTheRecipientAndCameAfterTheDoubt() {
    QueuedMail mail = held(aMail());
    EmailAddress bob = mail.envelope().recipients().get(0).address();
    Brake before = answer("b1", BrakeKind.GIVE_UP, NOON.minusSeconds(1));
    Brake first = answer("b2", BrakeKind.DELIVERED, NOON.plusSeconds(1));
    Brake second = answer("b3", BrakeKind.DELIVER_AGAIN, NOON.plusSeconds(2));
    Brake other =
        aBrake(BrakeKind.GIVE_UP)
            .id("b4")
            .mail(MailBuilder.ID)
            .recipient("carol@example.org")
            .createdAt(NOON.plusSeconds(3))
            .build();
    Instant now = NOON.plusSeconds(10);

    assertThat(BrakeBook.of(List.of(before), now).answer(mail, bob, now)).isEmpty();
    assertThat(BrakeBook.of(List.of(before, first), now).answer(mail, bob, now)).contains(first);
    assertThat(BrakeBook.of(List.of(second, first, other), now).answer(mail, bob, now))
        .contains(second);
    assertThat(BrakeBook.of(List.of(first), now).answer(aMail().build(), bob, now)).isEmpty();
    assertThat(BrakeBook.EMPTY.answer(mail, bob, now)).isEmpty();
  }

  @Test
  void shouldDecideNothingAboutMailThatIsNotInDoubt() {
    Brake answer = answer("b1", BrakeKind.GIVE_UP, NOON);

    assertThat(
            BrakeBook.of(List.of(answer), NOON)
                .verdict(MailTraits.of(aMail().build()), "example.org", NOON))
        .isEqualTo(BrakeVerdict.FREE);
  }

  private static Brake answer(String id, BrakeKind kind, Instant at) {
    return aBrake(kind).id(id).createdAt(at).build();
  }

  private static QueuedMail held(MailBuilder mail) {
    QueuedMail waiting = mail.attempts(1).build().postponed(UNTIL);
    return waiting.held(Hold.inDoubt(NOON));
  }

  private Verdict judge(QueuedMail mail, Optional<Brake> answer, Instant now) {
    return new InDoubtJudge(RetryRules.of(judging.settings())).judge(mail, answer, now);
  }

  private static Judgement over(Verdict verdict) {
    return ((Verdict.Over) verdict).judgement();
  }

  private Judgement afterCrash(QueuedMail mail, Judgement first) {
    var ledger = new AttemptLedger(100);
    ledger.note(first.events());
    return judging.judge().afterCrash(mail, ledger, NOON.plusSeconds(90));
  }

  @Test
  void shouldRefuseToAskAgainWhereNobodyAnswered() {
    assertThat(judging.settings().unanswered().label()).isEqualTo("give-up");
    judging.file.putAll(Map.of("retry.in-doubt-unanswered", "ask"));

    org.assertj.core.api.Assertions.assertThatThrownBy(judging::settings)
        .hasMessageContaining("retry.in-doubt-unanswered");
  }
}
