package relay.ejb.reception;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relay.domain.journal.AttemptLedger;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.journal.UnprovenReceptions.Unproven;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.QueueId;
import relay.domain.queue.QueueCensus;
import relay.domain.queue.QueueNames;

class UnstoredMailsTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private final QueueId mail = QueueId.next(NOON, new Random(1));
  private final Queues queues = new Queues();
  private final Lines journal = new Lines();
  private final AttemptLedger ledger = new AttemptLedger(10);
  private final UnstoredMails unstored = new UnstoredMails(ledger, queues, journal, () -> NOON);

  @Test
  void shouldEndTheStoryOfAMailThatIsNowhere() {
    assertThat(unstored.end(List.of(unproven(false)))).isEqualTo(1);

    MailEvent end = journal.events.get(0);
    assertThat(end.type()).isEqualTo(EventType.REJECTED);
    assertThat(end.mail()).contains(mail);
    assertThat(end.details()).containsEntry(EventField.REASON, UnstoredMails.REASON);
  }

  @Test
  void shouldLeaveAloneAMailThatStandsInItsLane() {
    queues.put(QueueNames.TRANSACTIONAL, mail);

    unstored.end(List.of(unproven(false)));

    assertThat(journal.events).isEmpty();
  }

  @Test
  void shouldLeaveAloneAMailThatIsADeadLetter() {
    queues.put(QueueNames.DEAD_LETTER, mail);

    unstored.end(List.of(unproven(false)));

    assertThat(journal.events).isEmpty();
  }

  @Test
  void shouldLookForAHeldMailInTheWaitingRoomsBeforeItsLane() {
    queues.put(QueueNames.room(Lane.TRANSACTIONAL, 900), mail);

    unstored.end(List.of(unproven(true)));

    assertThat(journal.events).isEmpty();
    assertThat(queues.asked.get(0)).isEqualTo(QueueNames.room(Lane.TRANSACTIONAL, 14_400));
  }

  @Test
  void shouldLeaveAloneAMailThatAWorkerFinishedMeanwhile() {
    ledger.note(
        List.of(
            new MailEvent(
                EventType.DELIVERED,
                NOON,
                Optional.of(mail),
                0,
                1,
                Optional.of(EmailAddress.parse("bob@example.org")),
                Map.of())));

    unstored.end(List.of(unproven(false)));

    assertThat(journal.events).isEmpty();
  }

  @Test
  void shouldLeaveEverythingAloneWhenTheBrokerDoesNotTell() {
    queues.silent = true;

    assertThat(unstored.end(List.of(unproven(false)))).isZero();

    assertThat(journal.events).isEmpty();
  }

  private Unproven unproven(boolean held) {
    return new Unproven(mail, NOON, Lane.TRANSACTIONAL.label(), held);
  }

  private static final class Queues implements QueueCensus {
    private final Map<String, Set<QueueId>> mails = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private boolean silent;

    void put(String queue, QueueId mail) {
      mails.put(queue, Set.of(mail));
    }

    @Override
    public Optional<Set<QueueId>> present(String queue, Set<QueueId> wanted) {
      asked.add(queue);
      Set<QueueId> found = new HashSet<>(mails.getOrDefault(queue, Set.of()));
      found.retainAll(wanted);
      return silent ? Optional.empty() : Optional.of(found);
    }
  }

  private static final class Lines implements Journal {
    private final List<MailEvent> events = new ArrayList<>();

    @Override
    public void write(List<MailEvent> added) {
      events.addAll(added);
    }

    @Override
    public void writeDurably(List<MailEvent> added) {
      events.addAll(added);
    }
  }
}
