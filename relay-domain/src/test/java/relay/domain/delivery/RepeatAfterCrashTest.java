package relay.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.delivery.Judging.BUSY;
import static relay.domain.delivery.Judging.OK;
import static relay.domain.delivery.Judging.UNKNOWN;
import static relay.domain.delivery.Judging.end;
import static relay.domain.delivery.Judging.only;
import static relay.domain.delivery.Judging.types;
import static relay.domain.queue.MailBuilder.ID;
import static relay.domain.queue.MailBuilder.NOON;
import static relay.domain.queue.MailBuilder.aMail;

import java.util.List;
import org.junit.jupiter.api.Test;
import relay.domain.journal.AttemptLedger;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.Lane;
import relay.domain.mail.Notify;
import relay.domain.queue.EntryId;
import relay.domain.queue.QueuedMail;
import relay.domain.smtp.SmtpReply;

class RepeatAfterCrashTest {
  private final Judging judging = new Judging();

  @Test
  void shouldDecideTheSameAgainWhenOnlyTheQueueMissedIt() {
    var mail =
        aMail()
            .attempts(6)
            .acceptedAt(NOON.minusSeconds(3600))
            .notifying("a@example.org", Notify.SUCCESS)
            .to("b@example.org", "c@example.org", "d@example.org")
            .build();
    var first =
        judging.attempt(mail, OK, BUSY, UNKNOWN, SmtpReply.received(552, List.of("5.3.4 big")));

    var again = afterCrash(mail, first.events());

    assertThat(again.events()).isEmpty();
    assertThat(again.remaining().orElseThrow().entry())
        .isEqualTo(first.remaining().orElseThrow().entry());
    assertThat(again.remaining().orElseThrow().dueAt())
        .isEqualTo(first.remaining().orElseThrow().dueAt());
    assertThat(again.remaining().orElseThrow().delayReported()).isTrue();
    assertThat(again.remaining().orElseThrow().envelope())
        .isEqualTo(first.remaining().orElseThrow().envelope());
    assertThat(again.reports())
        .extracting(r -> r.id() + " " + r.kind() + " " + r.items().size())
        .containsExactlyElementsOf(
            first.reports().stream()
                .map(r -> r.id() + " " + r.kind() + " " + r.items().size())
                .toList());
    assertThat(again.reports().get(0).items().get(0).reply()).isEqualTo(UNKNOWN);
  }

  @Test
  void shouldRepeatAnExpiryAndAWaitAlike() {
    var dying = aMail().attempts(8).expiresAt(NOON.plusSeconds(3600)).build();
    var expiry = judging.attempt(dying, BUSY);
    var busy = aMail().attempts(2).build();
    var wait = judging.judge().putOff(busy, "example.org", NOON.plusSeconds(30), "busy", NOON);
    var old = aMail().lane(Lane.OTP).expiresAt(NOON).build();
    var unsent = judging.judge().beforeAttempt(old, NOON).orElseThrow();

    var expiryAgain = afterCrash(dying, expiry.events());
    var waitAgain = afterCrash(busy, wait.events());
    var unsentAgain = afterCrash(old, unsent.events());

    assertThat(expiryAgain.remaining()).isEmpty();
    assertThat(only(expiryAgain.reports()).id()).isEqualTo(only(expiry.reports()).id());
    assertThat(only(only(expiryAgain.reports()).items()).cause()).isEqualTo(Cause.EXPIRED);
    assertThat(waitAgain.remaining().orElseThrow().entry())
        .isEqualTo(wait.remaining().orElseThrow().entry());
    assertThat(waitAgain.remaining().orElseThrow().dueAt())
        .isEqualTo(wait.remaining().orElseThrow().dueAt());
    assertThat(only(unsentAgain.reports()).id()).isEqualTo(only(unsent.reports()).id());
    assertThat(expiryAgain.events()).isEmpty();
    assertThat(waitAgain.events()).isEmpty();
  }

  @Test
  void shouldHoldInDoubtWhoseContentWentOutBeforeTheCrash() {
    var mail = aMail().to("a@example.org", "b@example.org").build();
    var attempted = AttemptJudge.attempted(mail, "example.org", NOON);

    var judgement = afterCrash(mail, List.of(attempted));

    assertThat(types(judgement))
        .containsExactly(
            EventType.IN_DOUBT, EventType.DEFERRED, EventType.IN_DOUBT, EventType.DEFERRED);
    assertThat(judgement.remaining().orElseThrow().entry()).isEqualTo(new EntryId(ID, 0, 1));
  }

  @Test
  void shouldKeepWhatWasDecidedAndDecideTheRestWhenTheJournalWasCutShort() {
    var mail = aMail().to("a@example.org", "b@example.org").build();
    var attempted = AttemptJudge.attempted(mail, "example.org", NOON);
    var delivered = judging.attempt(mail, OK, OK).events().get(0);

    var judgement = afterCrash(mail, List.of(attempted, delivered));

    assertThat(types(judgement)).containsExactly(EventType.IN_DOUBT, EventType.DEFERRED);
    assertThat(judgement.remaining().orElseThrow().envelope().recipients())
        .extracting(r -> r.address().toString())
        .containsExactly("b@example.org");
  }

  @Test
  void shouldBeginTheStoryOfAReportOnceItIsSureToBeMade() {
    var mail = aMail().build();
    var first = judging.attempt(mail, UNKNOWN);
    var id = only(first.reports()).id();
    var torn = List.of(first.events().get(0));
    var attempted = AttemptJudge.attempted(aMail().entry(new EntryId(id, 0, 0)).build(), "x", NOON);

    assertThat(only(first.reports()).onRecord()).isFalse();
    assertThat(only(afterCrash(mail, torn).reports()).onRecord()).isFalse();
    assertThat(only(afterCrash(mail, List.of(torn.get(0), attempted)).reports()).onRecord())
        .isTrue();
  }

  @Test
  void shouldGiveEachReportOfAnEntryItsOwnId() {
    var one = judging.attempt(aMail().build(), UNKNOWN).reports().get(0);
    var other = judging.attempt(aMail().attempts(1).build(), UNKNOWN).reports().get(0);

    assertThat(one.id()).isNotEqualTo(other.id());
    assertThat(one.id().text()).startsWith(ID.text().substring(0, 9));
  }

  private Judgement afterCrash(QueuedMail mail, List<MailEvent> journal) {
    var ledger = new AttemptLedger(100);
    ledger.note(journal);
    return judging.judge().afterCrash(mail, ledger, end().plusSeconds(9));
  }
}
