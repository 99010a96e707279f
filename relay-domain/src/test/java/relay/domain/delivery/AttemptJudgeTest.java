package relay.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.delivery.Judging.BUSY;
import static relay.domain.delivery.Judging.CUT;
import static relay.domain.delivery.Judging.MX;
import static relay.domain.delivery.Judging.OK;
import static relay.domain.delivery.Judging.UNKNOWN;
import static relay.domain.delivery.Judging.end;
import static relay.domain.delivery.Judging.only;
import static relay.domain.delivery.Judging.over;
import static relay.domain.delivery.Judging.types;
import static relay.domain.mail.OptionsBuilder.asking;
import static relay.domain.queue.MailBuilder.ID;
import static relay.domain.queue.MailBuilder.NOON;
import static relay.domain.queue.MailBuilder.aMail;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOptions.DeliverBy;
import relay.domain.mail.Notify;
import relay.domain.queue.EntryId;
import relay.domain.smtp.SmtpReply;

class AttemptJudgeTest {
  private final Judging judging = new Judging();

  @Test
  void shouldEndARecipientThatWasTaken() {
    var mail = aMail().to("bob@example.org").build();

    var judgement = judging.attempt(mail, OK);

    assertThat(judgement.remaining()).isEmpty();
    assertThat(judgement.reports()).isEmpty();
    var event = only(judgement.events());
    assertThat(event.type()).isEqualTo(EventType.DELIVERED);
    assertThat(event.attempt()).isEqualTo(1);
    assertThat(event.recipient()).contains(EmailAddress.parse("bob@example.org"));
    assertThat(event.details())
        .containsEntry(EventField.REPLY, "250 2.0.0 ok")
        .doesNotContainKey(EventField.STAGE)
        .containsEntry(EventField.HOST, "mx.example.org")
        .containsEntry(EventField.HOST_ADDRESS, "192.0.2.1")
        .containsEntry(EventField.HOP, "example.org")
        .containsEntry(EventField.DATA_MILLIS, 4L)
        .containsEntry(EventField.ATTEMPT_MILLIS, 1000L)
        .containsEntry(EventField.AGE_MILLIS, 1000L);
  }

  @Test
  void shouldKeepOpenOnlyTheRecipientsToTryAgain() {
    var mail = aMail().to("a@example.org", "b@example.org", "c@example.org").attempts(1).build();

    var judgement = judging.attempt(mail, OK, BUSY, UNKNOWN);

    var remaining = judgement.remaining().orElseThrow();
    assertThat(remaining.envelope().recipients())
        .extracting(r -> r.address().toString())
        .containsExactly("b@example.org");
    assertThat(remaining.entry()).isEqualTo(new EntryId(ID, 0, 2));
    assertThat(remaining.dueAt()).contains(end().plusSeconds(180));
    assertThat(remaining.expiresAt()).isEqualTo(mail.expiresAt());
    assertThat(types(judgement))
        .containsExactly(
            EventType.DELIVERED, EventType.DEFERRED, EventType.BOUNCED, EventType.REPORTED);
    var report = only(judgement.reports());
    assertThat(report.kind()).isEqualTo(Report.Kind.FAILURE);
    assertThat(report.items())
        .extracting(i -> i.recipient().address().toString())
        .containsExactly("c@example.org");
    assertThat(judgement.events().get(2).details())
        .containsEntry(EventField.REPORT, report.id().text())
        .containsEntry(EventField.REASON, "recipient_unknown");
  }

  @Test
  void shouldSayWhyAMailWaitsAndUntilWhen() {
    var judgement = judging.attempt(aMail().build(), BUSY);

    assertThat(only(judgement.events()).details())
        .containsEntry(EventField.REASON, "recipient_inactive")
        .containsEntry(EventField.NEXT_ATTEMPT, end().plusSeconds(60).toString())
        .containsEntry(EventField.EXPIRES, NOON.plusSeconds(48 * 3600).toString());
  }

  @Test
  void shouldWaitForTheLatestOfTheRecipientsTimes() {
    var mail = aMail().to("a@example.org", "b@example.org").build();

    var judgement =
        judging.attempt(mail, SmtpReply.received(450, List.of("try again in 5 minutes")), BUSY);

    assertThat(judgement.remaining().orElseThrow().dueAt()).contains(end().plusSeconds(300));
  }

  @ParameterizedTest
  @CsvSource({
    // lane, notify, sender: is a failure reported
    "TRANSACTIONAL, '', alice@x.example, true",
    "TRANSACTIONAL, FAILURE, alice@x.example, true",
    "TRANSACTIONAL, SUCCESS, alice@x.example, false",
    "TRANSACTIONAL, NEVER, alice@x.example, false",
    "TRANSACTIONAL, FAILURE, '', false",
    "BULK, '', alice@x.example, false",
    "BULK, FAILURE, alice@x.example, true",
    "OTP, '', alice@x.example, true"
  })
  void shouldReportFailuresToThoseWhoWantThem(Lane lane, String notify, String from, boolean told) {
    Notify[] kinds = notify.isEmpty() ? new Notify[0] : new Notify[] {Notify.valueOf(notify)};
    var mail = aMail().lane(lane).from(from).notifying("bob@example.org", kinds).build();

    var judgement = judging.attempt(mail, UNKNOWN);

    assertThat(judgement.reports()).hasSize(told ? 1 : 0);
    assertThat(judgement.events().get(0).type()).isEqualTo(EventType.BOUNCED);
    assertThat(judgement.events().get(0).details().containsKey(EventField.REPORT)).isEqualTo(told);
    assertThat(judgement.remaining()).isEmpty();
  }

  @Test
  void shouldReportSuccessOnlyWhenAskedAndWhenTheNextServerDoesNot() {
    var asked = aMail().notifying("bob@example.org", Notify.SUCCESS).build();
    var dsnTaken =
        new RecipientReply(
            asked.envelope().recipients().get(0), OK, Stage.FINAL_DOT, false, MX, true);

    var relayed = judging.attempt(asked, OK);
    var passedOn =
        judging.judge().afterAttempt(over(asked), new TransmissionReport(List.of(dsnTaken)));

    assertThat(only(relayed.reports()).kind()).isEqualTo(Report.Kind.SUCCESS);
    assertThat(passedOn.reports()).isEmpty();
    assertThat(judging.attempt(aMail().build(), OK).reports()).isEmpty();
  }

  @Test
  void shouldTellTheSenderOnceThatItTakesLong() {
    var mail = aMail().attempts(6).acceptedAt(NOON.minusSeconds(3600)).build();

    var first = judging.attempt(mail, BUSY);
    var second = judging.attempt(first.remaining().orElseThrow(), BUSY);

    assertThat(only(first.reports()).kind()).isEqualTo(Report.Kind.DELAY);
    assertThat(only(first.reports()).willRetryUntil()).contains(mail.expiresAt());
    assertThat(types(first)).containsExactly(EventType.DEFERRED, EventType.DELAYED);
    assertThat(first.remaining().orElseThrow().delayReported()).isTrue();
    assertThat(second.reports()).isEmpty();
  }

  @Test
  void shouldNotTellOfDelaysBeforeTheirTimeOrAgainstNotify() {
    var early = aMail().attempts(3).acceptedAt(NOON.minusSeconds(3000)).build();
    var unwanted =
        aMail()
            .attempts(6)
            .acceptedAt(NOON.minusSeconds(9000))
            .notifying("bob@example.org", Notify.FAILURE)
            .build();

    assertThat(judging.attempt(early, BUSY).reports()).isEmpty();
    assertThat(judging.attempt(unwanted, BUSY).reports()).isEmpty();
  }

  @Test
  void shouldGiveUpWhenNoFurtherAttemptFitsIn() {
    var mail = aMail().attempts(8).expiresAt(NOON.plusSeconds(3600)).build();

    var judgement = judging.attempt(mail, BUSY);

    assertThat(judgement.remaining()).isEmpty();
    assertThat(types(judgement)).containsExactly(EventType.EXPIRED, EventType.REPORTED);
    assertThat(judgement.events().get(0).attempt()).isEqualTo(9);
    assertThat(judgement.events().get(0).details())
        .containsEntry(EventField.REPLY, "450 4.2.1 busy")
        .containsEntry(EventField.STAGE, "rcpt");
    var item = only(only(judgement.reports()).items());
    assertThat(item.cause()).isEqualTo(Cause.EXPIRED);
    assertThat(item.status().toString()).isEqualTo("4.4.7");
    assertThat(item.reply()).isEqualTo(BUSY);
  }

  @Test
  void shouldNotSendAPasswordThatGrewOldButTryOtherMailOnceMore() {
    var late = NOON.plusSeconds(900);
    var otp = aMail().lane(Lane.OTP).expiresAt(late).build();
    var other = aMail().expiresAt(late).build();

    var expired = judging.judge().beforeAttempt(otp, late).orElseThrow();

    assertThat(types(expired)).containsExactly(EventType.EXPIRED, EventType.REPORTED);
    assertThat(expired.events().get(0).attempt()).isZero();
    assertThat(judging.judge().beforeAttempt(otp, late.minusMillis(1))).isEmpty();
    assertThat(judging.judge().beforeAttempt(other, late)).isEmpty();
  }

  @Test
  void shouldReturnAMailThatMissedItsSendersLimit() {
    var limit = asking().returnedAfter(NOON.plusSeconds(60)).build();
    var mail = aMail().options(limit).build();

    var expired = judging.judge().beforeAttempt(mail, NOON.plusSeconds(60)).orElseThrow();

    assertThat(only(only(expired.reports()).items()).status().toString()).isEqualTo("5.4.7");
    assertThat(judging.judge().beforeAttempt(mail, NOON.plusSeconds(59))).isEmpty();
  }

  @Test
  void shouldSayThatTheSendersTimeIsOverWhenNoFurtherAttemptFitsIn() {
    var mail = aMail().options(within(60, true, false)).build();

    var judgement = judging.attempt(mail, BUSY);

    assertThat(types(judgement)).containsExactly(EventType.EXPIRED, EventType.REPORTED);
    var item = only(only(judgement.reports()).items());
    assertThat(item.status().toString()).isEqualTo("5.4.7");
    assertThat(item.reply()).isEqualTo(BUSY);
  }

  /** RFC 2852 4.1.4: a trace tells of every relay; by-mode N of those that keep no time. */
  @ParameterizedTest
  @CsvSource({
    "true, true, true, '', true",
    "true, true, false, '', true",
    "false, true, true, '', true",
    "false, false, false, '', true",
    "false, false, true, '', false",
    "true, false, true, '', false",
    "true, true, true, NEVER, false",
    "false, false, false, NEVER, false",
    "true, true, true, FAILURE, true"
  })
  void shouldTellOfTheHandOverWhenTheSendersTimeLimitAsksForIt(
      boolean returned, boolean trace, boolean deadlineTaken, String notify, boolean told) {
    Notify[] kinds = notify.isEmpty() ? new Notify[0] : new Notify[] {Notify.valueOf(notify)};
    var mail =
        aMail().options(within(600, returned, trace)).notifying("bob@example.org", kinds).build();
    var bob = mail.envelope().recipients().get(0);
    var said = new RecipientReply(bob, OK, Stage.FINAL_DOT, false, MX, true, deadlineTaken);

    var judgement = judging.judge().afterAttempt(over(mail), new TransmissionReport(List.of(said)));

    assertThat(judgement.reports())
        .extracting(Report::kind)
        .isEqualTo(told ? List.of(Report.Kind.SUCCESS) : List.of());
    assertThat(judgement.events().get(0).details().containsKey(EventField.REPORT)).isEqualTo(told);
  }

  private static MailOptions within(long seconds, boolean returned, boolean trace) {
    return new MailOptions(
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        false,
        Optional.of(new DeliverBy(NOON.plusSeconds(seconds), returned, trace)),
        Optional.empty(),
        0,
        Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({"retry, true", "give-up, false"})
  void shouldDecideDoubtByThePolicyOfTheLane(String policy, boolean again) {
    judging.file.put("retry.transactional.in-doubt", policy);
    var mail = aMail().build();
    var said =
        new RecipientReply(
            mail.envelope().recipients().get(0), CUT, Stage.FINAL_DOT, true, MX, false);

    var judgement = judging.judge().afterAttempt(over(mail), new TransmissionReport(List.of(said)));

    assertThat(judgement.remaining().isPresent()).isEqualTo(again);
    assertThat(judgement.reports()).hasSize(again ? 0 : 1);
    assertThat(judgement.events().get(0).type()).isEqualTo(EventType.IN_DOUBT);
    assertThat(judgement.events().get(0).details()).containsEntry(EventField.DECISION, policy);
    assertThat(judgement.events().get(1).details()).containsEntry(EventField.REASON, "in_doubt");
  }

  @Test
  void shouldJudgeAllRecipientsAlikeWhenThereIsNoHost() {
    var mail = aMail().to("a@gone.example", "b@gone.example").build();
    var gone = SmtpReply.local(550, "5.1.2", "The domain gone.example does not exist");

    var judgement = judging.judge().withoutTransmission(over(mail), gone);

    assertThat(types(judgement))
        .containsExactly(EventType.BOUNCED, EventType.BOUNCED, EventType.REPORTED);
    assertThat(judgement.events().get(0).details())
        .containsEntry(EventField.LOCAL_REPLY, true)
        .containsEntry(EventField.REASON, "domain_invalid");
  }

  @Test
  void shouldPutOffWithoutCountingAnAttempt() {
    var mail = aMail().attempts(2).build();
    var slot = NOON.plusSeconds(30);

    var judgement = judging.judge().putOff(mail, "example.org", slot, "destination_busy", NOON);

    var remaining = judgement.remaining().orElseThrow();
    assertThat(remaining.entry()).isEqualTo(new EntryId(ID, 0, 2, 1));
    assertThat(remaining.dueAt()).contains(slot);
    var event = only(judgement.events());
    assertThat(event.type()).isEqualTo(EventType.HELD);
    assertThat(event.details()).containsEntry(EventField.NEXT_ATTEMPT, slot.toString());
  }

  @Test
  void shouldGiveUpAMailWhoseSlotComesTooLate() {
    var mail = aMail().expiresAt(NOON.plusSeconds(30)).build();

    var judgement = judging.judge().putOff(mail, "example.org", NOON.plusSeconds(30), "busy", NOON);

    assertThat(types(judgement)).containsExactly(EventType.EXPIRED, EventType.REPORTED);
  }
}
