package relay.ejb.reception;

import java.lang.System.Logger;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import relay.domain.journal.AttemptLedger;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.journal.UnprovenReceptions.Unproven;
import relay.domain.mail.Lane;
import relay.domain.mail.QueueId;
import relay.domain.queue.EntryId;
import relay.domain.queue.QueueCensus;
import relay.domain.queue.QueueNames;
import relay.domain.queue.WaitingRooms;

/**
 * Ends the story of mails that were recorded and not stored because the process died between: no
 * success was told, so their client sends them again. A mail that stands in any queue, or that a
 * worker has touched, is left alone; so is everything when the broker does not tell what it holds,
 * as outside brokers, from which other nodes take mail too.
 */
final class UnstoredMails {
  static final String REASON = "the relay died before this mail was stored; nobody was told it was";
  private static final Logger LOG = System.getLogger(UnstoredMails.class.getName());
  private final AttemptLedger ledger;
  private final QueueCensus census;
  private final Journal journal;
  private final InstantSource clock;

  UnstoredMails(AttemptLedger ledger, QueueCensus census, Journal journal, InstantSource clock) {
    this.ledger = ledger;
    this.census = census;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Writes a REJECTED event for each that is nowhere.
   *
   * @return how many that were
   */
  int end(List<Unproven> unproven) {
    Set<QueueId> missing = new LinkedHashSet<>();
    unproven.forEach(mail -> missing.add(mail.mail()));
    for (String queue : queuesOf(unproven)) {
      if (missing.isEmpty()) {
        return 0;
      }
      Optional<Set<QueueId>> present = census.present(queue, Set.copyOf(missing));
      if (present.isEmpty()) {
        return 0;
      }
      missing.removeAll(present.get());
    }
    // Asked last: what a worker took off its queue is in the ledger before it is off.
    List<MailEvent> ends =
        unproven.stream()
            .filter(mail -> missing.contains(mail.mail()) && isUntouched(mail))
            .map(this::end)
            .toList();
    if (!ends.isEmpty()) {
      journal.writeDurably(ends);
      LOG.log(
          Logger.Level.INFO,
          "mails that were recorded and not stored when the relay died: "
              + ends.size()
              + "; no success was told for them, their clients send them again");
    }
    return ends.size();
  }

  /** In the order in which a mail goes through them, so that none gets past this look. */
  private static Set<String> queuesOf(List<Unproven> unproven) {
    Set<String> queues = new LinkedHashSet<>();
    Set<String> held = new HashSet<>();
    unproven.stream().filter(Unproven::held).forEach(mail -> held.add(mail.lane()));
    List<Integer> delays = new ArrayList<>(WaitingRooms.delaysSeconds());
    for (Lane lane : Lane.values()) {
      // From the longest stay to the shortest.
      for (int i = delays.size() - 1; i >= 0 && held.contains(lane.label()); i--) {
        queues.add(QueueNames.room(lane, delays.get(i)));
      }
      if (held.contains(lane.label())) {
        // A brake may have called it out of its room.
        queues.add(QueueNames.called(lane));
      }
      if (unproven.stream().anyMatch(mail -> mail.lane().equals(lane.label()))) {
        queues.add(QueueNames.of(lane));
      }
    }
    queues.add(QueueNames.FEEDBACK);
    queues.add(QueueNames.DEAD_LETTER);
    return queues;
  }

  private boolean isUntouched(Unproven mail) {
    EntryId entry = new EntryId(mail.mail(), 0, 0);
    return ledger.isFresh(mail.held() ? entry.afterWait() : entry);
  }

  private MailEvent end(Unproven mail) {
    return new MailEvent(
        EventType.REJECTED,
        clock.instant(),
        Optional.of(mail.mail()),
        0,
        0,
        Optional.empty(),
        Map.of(EventField.REASON, REASON));
  }
}
