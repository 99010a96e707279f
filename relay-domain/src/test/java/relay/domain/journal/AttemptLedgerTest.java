package relay.domain.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.journal.AttemptLedger.Standing;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;
import relay.domain.queue.EntryId;

class AttemptLedgerTest {
  private static final EmailAddress BOB = EmailAddress.parse("bob@example.org");
  private static final EmailAddress CAROL = EmailAddress.parse("carol@example.org");
  private static final EntryId ENTRY = new EntryId(new QueueId("0000000000000000000a"), 1, 2);
  private final AttemptLedger ledger = new AttemptLedger(3);

  @Test
  void shouldCallAnEntryFreshThatTheJournalDoesNotKnow() {
    assertThat(ledger.isFresh(ENTRY)).isTrue();
    assertThat(ledger.of(ENTRY, BOB)).isInstanceOf(Standing.Fresh.class);
  }

  @Test
  void shouldCallAnAttemptWithoutEndOpen() {
    ledger.note(List.of(attempted(BOB)));

    assertThat(ledger.isFresh(ENTRY)).isFalse();
    assertThat(ledger.of(ENTRY, BOB)).isInstanceOf(Standing.Open.class);
    assertThat(ledger.open()).hasSize(1);
  }

  @Test
  void shouldTellHowTheAttemptEnded() {
    var deferred = event(EventType.DEFERRED, 3, BOB);
    ledger.note(List.of(attempted(BOB), deferred));

    assertThat(ledger.of(ENTRY, BOB)).isEqualTo(new Standing.Ended(deferred));
    assertThat(ledger.open()).isEmpty();
  }

  @Test
  void shouldLeaveInDoubtTheRecipientsWhoseOutcomeWasLost() {
    ledger.note(List.of(attempted(BOB, CAROL), event(EventType.DELIVERED, 3, BOB)));

    assertThat(ledger.of(ENTRY, BOB)).isInstanceOf(Standing.Ended.class);
    assertThat(ledger.of(ENTRY, CAROL)).isInstanceOf(Standing.Open.class);
  }

  @Test
  void shouldKnowTheNextAttemptAsAnotherEntry() {
    ledger.note(List.of(attempted(BOB), event(EventType.DEFERRED, 3, BOB)));

    assertThat(ledger.isFresh(ENTRY.afterAttempt())).isTrue();
    assertThat(ledger.isFresh(ENTRY.afterWait())).isTrue();
  }

  @Test
  void shouldTellAWaitWithoutAttemptFromTheEntryBeforeIt() {
    var waited = event(EventType.DEFERRED, 3, BOB, Map.of(EventField.WAITS, 1L));
    ledger.note(List.of(waited));

    assertThat(ledger.of(ENTRY.afterWait(), BOB)).isEqualTo(new Standing.Ended(waited));
    assertThat(ledger.isFresh(ENTRY)).isTrue();
  }

  @Test
  void shouldEndAllRecipientsWithASplit() {
    ledger.note(
        List.of(
            new MailEvent(
                EventType.SPLIT,
                Instant.EPOCH,
                Optional.of(ENTRY.mail()),
                0,
                0,
                Optional.empty(),
                Map.of())));

    assertThat(ledger.of(new EntryId(ENTRY.mail(), 0, 0), CAROL))
        .isInstanceOf(Standing.Ended.class);
  }

  @Test
  void shouldForgetTheOldestEndsFirstAndNoOpenAttempt() {
    ledger.note(List.of(attempted(BOB)));
    for (int attempt = 10; attempt < 14; attempt++) {
      ledger.note(List.of(event(EventType.DELIVERED, attempt, BOB)));
    }

    assertThat(ledger.of(ENTRY, BOB)).isInstanceOf(Standing.Open.class);
    assertThat(ledger.isFresh(new EntryId(ENTRY.mail(), 1, 9))).isTrue();
    assertThat(ledger.isFresh(new EntryId(ENTRY.mail(), 1, 12))).isFalse();
  }

  private static MailEvent attempted(EmailAddress... recipients) {
    var names = java.util.Arrays.stream(recipients).map(EmailAddress::toString).toList();
    return new MailEvent(
        EventType.ATTEMPTED,
        Instant.EPOCH,
        Optional.of(ENTRY.mail()),
        1,
        3,
        Optional.empty(),
        Map.of(EventField.RECIPIENTS, names));
  }

  private static MailEvent event(EventType type, int attempt, EmailAddress recipient) {
    return event(type, attempt, recipient, Map.of());
  }

  private static MailEvent event(
      EventType type, int attempt, EmailAddress recipient, Map<String, Object> details) {
    return new MailEvent(
        type,
        Instant.EPOCH,
        Optional.of(ENTRY.mail()),
        1,
        attempt,
        Optional.of(recipient),
        details);
  }
}
