package relay.ejb.queues;

import java.lang.System.Logger;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.queue.QueueDepths;
import relay.domain.queue.QueueNames;

/**
 * Raises an alarm when dead letters become more: none of them is expected. Run by one thread at a
 * time.
 */
final class DeadLetterWatch {
  private static final Logger LOG = System.getLogger(DeadLetterWatch.class.getName());
  private final QueueDepths depths;
  private final Journal journal;
  private final InstantSource clock;
  private long known;

  DeadLetterWatch(QueueDepths depths, Journal journal, InstantSource clock) {
    this.depths = depths;
    this.journal = journal;
    this.clock = clock;
  }

  void look() {
    long now = depths.dead();
    if (now > known) {
      String text =
          now
              + " dead letters in "
              + QueueNames.DEAD_LETTER
              + ": mail that could not be worked on; relay dead-letter list tells more";
      LOG.log(Logger.Level.ERROR, text);
      journal.write(
          List.of(
              new MailEvent(
                  EventType.ALARM,
                  clock.instant(),
                  Optional.empty(),
                  0,
                  0,
                  Optional.empty(),
                  Map.of(EventField.REASON, text))));
    }
    known = now;
  }
}
