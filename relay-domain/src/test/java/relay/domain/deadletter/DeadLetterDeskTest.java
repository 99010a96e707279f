package relay.domain.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.audit.Actor;
import relay.domain.audit.AuditEvent;
import relay.domain.audit.AuditQuery;
import relay.domain.audit.AuditUnavailable;
import relay.domain.audit.InMemoryAuditLog;
import relay.domain.deadletter.DeadLetterAnswer.Done;
import relay.domain.deadletter.DeadLetterAnswer.Refused;
import relay.domain.deadletter.DeadLetterAnswer.Unknown;
import relay.domain.journal.AttemptLedger;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.queue.QueueNames;
import relay.domain.view.MessageStory;
import relay.domain.view.MessageView;
import relay.domain.view.RecipientState;

class DeadLetterDeskTest {
  private static final Actor OTTO = new Actor("otto", "192.0.2.7");
  private static final DeadMail MAIL = Letters.mail(2, "bob@b.example", "eve@e.example");
  private final InMemoryDeadLetters box = new InMemoryDeadLetters();
  private final InMemoryAuditLog audit = new InMemoryAuditLog();
  private final List<MailEvent> written = new ArrayList<>();
  private MessageView view = Letters.view(null);

  @Test
  void shouldListAndFindWhatLiesThere() {
    box.with(Letters.letter("1", MAIL)).with(Letters.letter("2", MAIL));

    assertThat(desk().list(Optional.empty(), 10).orElseThrow())
        .extracting(DeadLetter::id)
        .containsExactly("1", "2");
    assertThat(desk().list(Optional.empty(), 1).orElseThrow()).hasSize(1);
    assertThat(desk().list(Optional.of("1"), 10).orElseThrow())
        .extracting(DeadLetter::id)
        .containsExactly("2");
    assertThat(desk().list(Optional.of("3"), 10)).as("gone meanwhile").isEmpty();
    assertThat(audit()).isEmpty();
  }

  @Test
  void shouldPutOnRecordWhoReadALetterBeforeItIsTold() {
    box.with(Letters.letter("1", MAIL));

    var opened = desk().open("1", 12, OTTO).orElseThrow();

    assertThat(new String(opened.content().octets(), UTF_8)).isEqualTo("Subject: Hel");
    assertThat(opened.content().isCut()).isTrue();
    assertThat(audit()).extracting(AuditEvent::action).containsExactly("dead-letter-read");
    assertThat(audit().get(0).actor()).isEqualTo(OTTO);
    assertThat(audit().get(0).subject()).isEqualTo("dead-letter 1");
  }

  @Test
  void shouldTellNothingWhileItCannotBePutOnRecord() {
    box.with(Letters.letter("1", MAIL));
    audit.setDown(true);

    assertThatThrownBy(() -> desk().open("1", 12, OTTO)).isInstanceOf(AuditUnavailable.class);
    assertThatThrownBy(() -> desk().replay("1", false, OTTO)).isInstanceOf(AuditUnavailable.class);
    assertThatThrownBy(() -> desk().delete("1", OTTO)).isInstanceOf(AuditUnavailable.class);
    assertThat(box.givenBack()).isEmpty();
    assertThat(box.find("1")).isPresent();
    assertThat(written).isEmpty();
  }

  @Test
  void shouldTellWhyALetterCannotBeOpened() {
    box.with(Letters.letter("1", MAIL)).locked("the key 2026a is missing");

    var opened = desk().open("1", 12, OTTO).orElseThrow();

    assertThat(opened.content().trouble()).contains("2026a");
    assertThat(opened.content().octets()).isEmpty();
  }

  @Test
  void shouldGiveALetterBackOnceAndPutItOnRecord() {
    box.with(Letters.letter("1", MAIL));

    assertThat(desk().replay("1", false, OTTO))
        .isEqualTo(new Done(Letters.letter("1", MAIL), QueueNames.TRANSACTIONAL));
    assertThat(desk().replay("1", false, OTTO)).isEqualTo(new Unknown());

    assertThat(box.givenBack()).containsExactly("1 relay.transactional");
    assertThat(audit()).hasSize(1);
    assertThat(audit().get(0).action()).isEqualTo("dead-letter-replay");
    assertThat(audit().get(0).after()).isEqualTo(QueueNames.TRANSACTIONAL);
  }

  @Test
  void shouldTellTheSecondOfTwoThatTheFirstWasFaster() {
    box.with(Letters.letter("1", MAIL)).othersAreFaster();

    assertThat(desk().replay("1", false, OTTO)).isEqualTo(new Unknown());
    assertThat(desk().delete("1", OTTO)).isEqualTo(new Unknown());
  }

  @Test
  void shouldNotGiveBackWhatSomebodyHasHadUnlessASecondCopyIsWanted() {
    box.with(Letters.letter("1", MAIL));
    onRecord(RecipientState.DELIVERED, 3);

    assertThat(desk().replay("1", false, OTTO))
        .isInstanceOfSatisfying(
            Refused.class,
            r -> assertThat(r.why()).contains("bob@b.example is delivered", "even-twice=true"));
    assertThat(box.givenBack()).isEmpty();
    assertThat(audit()).isEmpty();

    assertThat(desk().replay("1", true, OTTO)).isInstanceOf(Done.class);
  }

  @Test
  void shouldRefuseWhatHasNowhereToGo() {
    box.with(Letters.unreadable("1", QueueNames.DEAD_LETTER, ""));

    assertThat(desk().replay("1", true, OTTO))
        .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.why()).contains("delete it"));
  }

  @Test
  void shouldKnowNothingOfALetterThatIsNotThere() {
    assertThat(desk().open("1", 12, OTTO)).isEmpty();
    assertThat(desk().replay("1", false, OTTO)).isEqualTo(new Unknown());
    assertThat(desk().delete("1", OTTO)).isEqualTo(new Unknown());
    assertThat(audit()).isEmpty();
  }

  @Test
  void shouldGiveEveryRecipientItsEndBeforeAMailIsDeleted() {
    box.with(Letters.letter("1", MAIL));

    assertThat(desk().delete("1", OTTO)).isEqualTo(new Done(Letters.letter("1", MAIL), ""));

    assertThat(box.find("1")).isEmpty();
    assertThat(written)
        .hasSize(2)
        .allSatisfy(
            event -> {
              assertThat(event.type()).isEqualTo(EventType.EXPIRED);
              assertThat(event.mail()).contains(Letters.MAIL);
              assertThat(event.details())
                  .containsEntry(EventField.REASON, "dead-letter-deleted")
                  .containsEntry(EventField.LOCAL_REPLY, true);
            });
    assertThat(audit()).extracting(AuditEvent::action).containsExactly("dead-letter-delete");
  }

  @Test
  void shouldKeepWorkersFromAMailThatWasDeletedWhileItWasGivenBack() {
    box.with(Letters.letter("1", MAIL));

    desk().delete("1", OTTO);

    var ledger = new AttemptLedger(10);
    ledger.note(written);
    assertThat(ledger.isFresh(MAIL.entry())).isFalse();
  }

  @Test
  void shouldNotEndAnewWhatHasItsEndOnRecord() {
    box.with(Letters.letter("1", MAIL));
    onRecord(RecipientState.BOUNCED, 3);

    desk().delete("1", OTTO);

    assertThat(written)
        .extracting(event -> event.recipient().map(Object::toString))
        .containsExactly(Optional.of("eve@e.example"));
  }

  @Test
  void shouldEndNobodysMailWhenWhatIsDeletedIsNone() {
    box.with(Letters.unreadable("1", QueueNames.SUBMISSION_DEAD, QueueNames.SUBMISSION));

    assertThat(desk().delete("1", OTTO)).isInstanceOf(Done.class);
    assertThat(written).isEmpty();
  }

  @Test
  void shouldNameNoAddressInTheAudit() {
    box.with(Letters.letter("1", MAIL));

    desk().open("1", 5, OTTO);
    desk().replay("1", false, OTTO);
    box.with(Letters.letter("1", MAIL));
    desk().delete("1", OTTO);

    assertThat(audit()).hasSize(3);
    assertThat(audit().toString()).doesNotContain("@").contains(Letters.MAIL.text());
  }

  private void onRecord(RecipientState bob, int attempts) {
    MessageStory story =
        Letters.story(
            Letters.row("bob@b.example", bob, attempts),
            Letters.row("eve@e.example", RecipientState.DEFERRED, 2));
    view = Letters.view(story);
  }

  private List<AuditEvent> audit() {
    audit.setDown(false);
    return audit
        .find(
            new AuditQuery(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 10))
        .stream()
        .map(entry -> entry.event())
        .toList();
  }

  private DeadLetterDesk desk() {
    Journal journal =
        new Journal() {
          @Override
          public void write(List<MailEvent> events) {
            written.addAll(events);
          }

          @Override
          public void writeDurably(List<MailEvent> events) {
            written.addAll(events);
          }
        };
    return new DeadLetterDesk(box, view, journal, audit, () -> Letters.NOON);
  }
}
