package relay.domain.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import relay.domain.journal.AttemptLedger;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;

/** A journal on a disk that forgets what was not synced when the power fails. */
final class SimulatedJournal implements Journal {
  static final Set<EventType> ENDS =
      Set.of(EventType.DELIVERED, EventType.BOUNCED, EventType.EXPIRED);
  private static final int NEWEST = 4_000;
  private final List<MailEvent> written = new ArrayList<>();
  private AttemptLedger ledger = new AttemptLedger(NEWEST);
  private final Map<String, Integer> ends = new HashMap<>();
  private int durable;

  @Override
  public void write(List<MailEvent> events) {
    add(events);
    ledger.note(events);
  }

  @Override
  public void writeDurably(List<MailEvent> events) {
    write(events);
    durable = written.size();
  }

  /** The process dies in the middle of a write: some of its lines are there. */
  void writeTorn(List<MailEvent> events, RandomGenerator dice) {
    add(events.subList(0, dice.nextInt(events.size() + 1)));
  }

  /** The next process reads what is left. */
  void reopen(boolean powerFailed, RandomGenerator dice) {
    if (powerFailed) {
      int left = durable + dice.nextInt(written.size() - durable + 1);
      written.subList(left, written.size()).forEach(event -> count(event, -1));
      written.subList(left, written.size()).clear();
    }
    durable = written.size();
    ledger = new AttemptLedger(NEWEST);
    // As a real relay does: the newest part only, which is far older than what was under way.
    ledger.note(written.subList(Math.max(0, written.size() - NEWEST), written.size()));
  }

  private void add(List<MailEvent> events) {
    written.addAll(events);
    events.forEach(event -> count(event, 1));
  }

  private void count(MailEvent event, int by) {
    if (ENDS.contains(event.type())) {
      ends.merge(
          event.mail().orElseThrow() + " " + event.recipient().orElseThrow(), by, Integer::sum);
    }
  }

  /** How often the journal says that this recipient came to an end. */
  int endsOf(QueueId mail, EmailAddress recipient) {
    return ends.getOrDefault(mail + " " + recipient, 0);
  }

  AttemptLedger ledger() {
    return ledger;
  }

  List<MailEvent> events() {
    return written;
  }
}
