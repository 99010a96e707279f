package relay.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static relay.domain.delivery.Judging.BUSY;
import static relay.domain.delivery.Judging.CUT;
import static relay.domain.delivery.Judging.MX;
import static relay.domain.delivery.Judging.end;
import static relay.domain.delivery.Judging.only;
import static relay.domain.delivery.Judging.over;
import static relay.domain.delivery.Judging.types;
import static relay.domain.queue.MailBuilder.ID;
import static relay.domain.queue.MailBuilder.NOON;
import static relay.domain.queue.MailBuilder.aMail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.journal.AttemptLedger;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.Recipient;
import relay.domain.queue.EntryId;
import relay.domain.queue.Hold;
import relay.domain.queue.QueuedMail;
import relay.domain.smtp.SmtpReply;

/** What becomes of a mail that may have arrived where an operator is to decide. */
class AskedInDoubtTest {
  private static final Duration PATIENCE = Duration.ofDays(3);
  private final Judging judging = new Judging();

  @BeforeEach
  void ask() {
    judging.file.put("retry.transactional.in-doubt", "ask");
  }

  @Test
  void shouldHoldTheMailUntilSomebodyDecidesAndSayWhy() {
    Judgement judgement = cut(aMail().build());

    assertThat(types(judgement)).containsExactly(EventType.IN_DOUBT, EventType.HELD);
    assertThat(judgement.events().get(0).details()).containsEntry(EventField.DECISION, "ask");
    assertThat(judgement.events().get(1).details())
        .containsEntry(EventField.REASON, "in_doubt")
        .containsEntry(EventField.REPLY, CUT.toString())
        .containsEntry(EventField.NEXT_ATTEMPT, end().plus(PATIENCE).toString());
    QueuedMail held = only(judgement.aside());
    assertThat(held.entry()).isEqualTo(new EntryId(ID, 0, 1));
    assertThat(held.hold()).contains(Hold.inDoubt(end()));
    assertThat(held.dueAt()).contains(end().plus(PATIENCE));
    assertThat(judgement.remaining()).isEmpty();
    assertThat(judgement.reports()).isEmpty();
  }

  @Test
  void shouldLetTheOthersGoOnWithoutWaitingForTheAnswer() {
    QueuedMail mail = aMail().to("a@x.example", "b@x.example", "c@x.example").build();

    Judgement judgement = cut(mail, BUSY, CUT, CUT);

    QueuedMail going = judgement.remaining().orElseThrow();
    assertThat(going.envelope().recipients()).extracting(this::local).containsExactly("a");
    assertThat(going.hold()).isEmpty();
    assertThat(going.dueAt().orElseThrow()).isBefore(end().plus(Duration.ofHours(1)));
    assertThat(judgement.aside()).hasSize(2);
    assertThat(judgement.aside())
        .allMatch(m -> m.envelope().recipients().size() == 1)
        .extracting(m -> local(m.envelope().recipients().get(0)))
        .containsExactly("b", "c");
  }

  /**
   * The broker drops a copy whose id it has seen: two must never share one, whenever they arise.
   */
  @Test
  void shouldNumberTheCopiesSoThatNoTwoEverShareAnId() {
    List<EntryId> ids = new ArrayList<>();
    for (int attempts = 0; attempts < 4; attempts++) {
      var mail = aMail().attempts(attempts).to("a@x.example", "b@x.example", "c@x.example").build();
      Judgement judgement = cut(mail, BUSY, CUT, CUT);
      ids.add(judgement.remaining().orElseThrow().entry());
      for (QueuedMail held : judgement.aside()) {
        ids.add(held.entry());
        ids.add(held.entry().afterWait());
        EntryId again = held.entry();
        for (int i = 0; i < 6; i++) {
          again = again.afterAttempt();
          ids.add(again);
          ids.add(again.afterWait());
        }
      }
    }
    // what one copy becomes is the same whoever reckons it, so each is counted by its first parent
    List<EntryId> first = ids.stream().filter(id -> id.waits() >= 1 << 20).toList();

    assertThat(first).doesNotHaveDuplicates();
    assertThat(first).hasSize(4 * 2 * 2);
    assertThat(ids).filteredOn(id -> id.part() == 0).doesNotHaveDuplicates();
  }

  @Test
  void shouldDecideAsIfNobodyAnsweredWhereACopyWouldHaveNoNumber() {
    var deep = aMail().entry(new EntryId(ID, 1 << 16, 0)).to("a@x.example", "b@x.example").build();
    var alone = aMail().entry(new EntryId(ID, 1 << 16, 0)).to("a@x.example").build();

    assertThat(types(cut(deep, CUT, CUT)))
        .containsExactly(
            EventType.IN_DOUBT,
            EventType.BOUNCED,
            EventType.IN_DOUBT,
            EventType.BOUNCED,
            EventType.REPORTED);
    assertThat(only(cut(alone).aside()).entry()).isEqualTo(new EntryId(ID, 1 << 16, 1));
  }

  @Test
  void shouldAskAboutAllWhoseAttemptWasCutOffByACrash() {
    var mail = aMail().to("a@x.example", "b@x.example").build();
    var attempted = AttemptJudge.attempted(mail, "x.example", NOON);

    Judgement judgement = afterCrash(mail, List.of(attempted));

    assertThat(types(judgement))
        .containsExactly(EventType.IN_DOUBT, EventType.HELD, EventType.IN_DOUBT, EventType.HELD);
    assertThat(judgement.aside()).hasSize(2);
    assertThat(judgement.remaining()).isEmpty();
  }

  /**
   * Every cut through the journal, and every recipient ends up in one place, the same each time.
   */
  @Test
  void shouldAskAgainAfterACrashAboutNobodyWhoWasAskedAbout() {
    var mail = aMail().to("a@x.example", "b@x.example", "c@x.example").build();
    Judgement first = cut(mail, BUSY, CUT, CUT);
    var attempted = AttemptJudge.attempted(mail, "x.example", NOON);

    for (int kept = 0; kept <= first.events().size(); kept++) {
      List<MailEvent> journal = new ArrayList<>(List.of(attempted));
      journal.addAll(first.events().subList(0, kept));

      Judgement again = afterCrash(mail, journal);

      assertThat(again.aside().stream().map(QueuedMail::entry))
          .as("%d events survived", kept)
          .containsAll(first.aside().stream().map(QueuedMail::entry).toList());
    }
    List<MailEvent> whole = new ArrayList<>(List.of(attempted));
    whole.addAll(first.events());
    Judgement again = afterCrash(mail, whole);
    assertThat(again.events()).isEmpty();
    assertThat(again.aside())
        .extracting(QueuedMail::entry, QueuedMail::hold, QueuedMail::dueAt, QueuedMail::envelope)
        .containsExactlyElementsOf(
            first.aside().stream()
                .map(m -> tuple(m.entry(), m.hold(), m.dueAt(), m.envelope()))
                .toList());
    assertThat(again.remaining()).map(QueuedMail::entry).contains(mail.entry().afterAttempt());
  }

  @Test
  void shouldKnowFromTheLedgerThatAnAttemptInDoubtIsOver() {
    var mail = aMail().build();
    AttemptLedger ledger = new AttemptLedger(10);
    ledger.note(List.of(AttemptJudge.attempted(mail, "x.example", NOON)));
    assertThat(ledger.open()).hasSize(1);

    ledger.note(cut(mail).events());

    assertThat(ledger.open()).isEmpty();
    assertThat(ledger.isFresh(mail.entry())).isFalse();
    assertThat(ledger.isFresh(mail.entry().afterAttempt())).isTrue();
  }

  private Judgement cut(QueuedMail mail) {
    return cut(mail, CUT);
  }

  private Judgement cut(QueuedMail mail, SmtpReply... replies) {
    List<RecipientReply> said = new ArrayList<>();
    for (int i = 0; i < replies.length; i++) {
      boolean doubt = replies[i] == CUT;
      Stage stage = doubt ? Stage.FINAL_DOT : Stage.RCPT;
      Recipient recipient = mail.envelope().recipients().get(i);
      said.add(new RecipientReply(recipient, replies[i], stage, doubt, MX, false));
    }
    return judging.judge().afterAttempt(over(mail), new TransmissionReport(said));
  }

  private Judgement afterCrash(QueuedMail mail, List<MailEvent> journal) {
    var ledger = new AttemptLedger(100);
    ledger.note(journal);
    return judging.judge().afterCrash(mail, ledger, end().plusSeconds(9));
  }

  private String local(Recipient recipient) {
    return recipient.address().localPart();
  }
}
