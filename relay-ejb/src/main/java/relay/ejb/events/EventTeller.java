package relay.ejb.events;

import java.io.IOException;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.events.EventsSettings;
import relay.domain.events.ToldEvent;
import relay.domain.journal.JournalPosition;
import relay.domain.journal.RecordedEvent;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueueUnavailable;
import relay.domain.queue.TopicGauge;
import relay.ejb.journal.Follower;
import relay.ejb.journal.JournalBatch;
import relay.ejb.journal.JournalReader;
import relay.ejb.queues.EventMessages;

/**
 * Follows the journal and tells its events, batch by batch. {@link #follow} runs on one thread at a
 * time; {@link #written} may be asked by all.
 *
 * <p>While nobody subscribes nothing is read, and the place goes on with the end of the journal:
 * who subscribes hears of what happens from then on.
 */
public final class EventTeller implements Follower {
  private static final Logger LOG = System.getLogger(EventTeller.class.getName());
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);
  private final JournalReader journal;
  private final PlaceFile file;
  private final EventMessages messages;
  private final TopicGauge gauge;
  private final Supplier<EventsSettings> settings;
  private JournalPosition place;
  private volatile Optional<JournalPosition> written = Optional.empty();

  EventTeller(
      JournalReader journal,
      PlaceFile file,
      EventMessages messages,
      TopicGauge gauge,
      Supplier<EventsSettings> settings) {
    this.journal = journal;
    this.file = file;
    this.messages = messages;
    this.gauge = gauge;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "event topic";
  }

  @Override
  public Optional<JournalPosition> written() {
    return written;
  }

  /**
   * Tells the next batch.
   *
   * @return the pause before the next call
   */
  Duration follow() {
    EventsSettings now = settings.get();
    try {
      if (place == null) {
        place = file.read().orElse(null);
        if (place == null) {
          keep(journal.end());
        }
        written = Optional.of(place);
      }
      if (!isWanted(now)) {
        keep(journal.end());
        return now.interval();
      }
      return tell(now) ? Duration.ZERO : now.interval();
    } catch (QueueUnavailable e) {
      LOG.log(Logger.Level.DEBUG, "events wait for the broker: {0}", e.getMessage());
    } catch (IOException e) {
      LOG.log(Logger.Level.WARNING, "events cannot be told now; trying again", e);
    }
    return AFTER_TROUBLE;
  }

  private boolean isWanted(EventsSettings now) {
    return now.feedbackQueue()
        || now.topic() && gauge.subscriptions(QueueNames.EVENTS).orElse(1) > 0;
  }

  /** True when there may be more at once. */
  private boolean tell(EventsSettings now) throws IOException {
    JournalBatch batch = journal.read(place, now.batch());
    List<ToldEvent> told = new ArrayList<>(batch.events().size());
    for (RecordedEvent each : batch.events()) {
      if (ToldEvent.isTold(each.event())) {
        told.add(ToldEvent.of(each));
      }
    }
    messages.send(told, now);
    keep(batch.next());
    return !batch.events().isEmpty();
  }

  private void keep(JournalPosition next) throws IOException {
    if (!next.equals(place)) {
      file.write(next);
      place = next;
      written = Optional.of(next);
    }
  }
}
