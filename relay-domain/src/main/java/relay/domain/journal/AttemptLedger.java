package relay.domain.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.mail.EmailAddress;
import relay.domain.queue.EntryId;

/**
 * What the newest part of the journal says about each queue entry, asked whenever an entry is
 * touched: a broker that died gives out again what was not acknowledged, and this tells whether its
 * attempt was never made, was cut off, or had ended.
 *
 * <p>Bounded: of the entries that ended only the latest are kept, many more than a broker can have
 * given out at once. Entries with an open attempt are never dropped; there are as many as attempts
 * are running. Thread-safe.
 */
public final class AttemptLedger {
  private final Map<EntryId, MailEvent> open = new HashMap<>();
  private final Map<EntryId, Map<EmailAddress, MailEvent>> ended;
  private final Map<EntryId, MailEvent> whole;

  /**
   * @param entriesMax how many ended entries are kept
   */
  public AttemptLedger(int entriesMax) {
    ended = bounded(entriesMax);
    whole = bounded(entriesMax);
  }

  /** What is known about one recipient of an entry. */
  public sealed interface Standing {
    /** No attempt was made: go on as usual. */
    record Fresh() implements Standing {}

    /** The content went out, no reply is on record: in doubt. */
    record Open(MailEvent attempted) implements Standing {}

    /** The attempt ended so; what follows from it is to be repeated, the attempt is not. */
    record Ended(MailEvent outcome) implements Standing {}
  }

  /** Takes notice of events in the order in which they stand in the journal. */
  public synchronized void note(List<MailEvent> events) {
    for (MailEvent event : events) {
      entryOf(event).ifPresent(entry -> note(entry, event));
    }
  }

  private void note(EntryId entry, MailEvent event) {
    switch (event.type()) {
      case ATTEMPTED -> open.put(entry, event);
      case SPLIT -> whole.put(entry, event);
      case DELIVERED, DEFERRED, BOUNCED, EXPIRED, SUPPRESSED, HELD -> {
        if (event.recipient().isPresent()) {
          var outcomes = ended.computeIfAbsent(entry, e -> new HashMap<>(2));
          outcomes.put(event.recipient().get(), kept(event));
          closeWhenComplete(entry, outcomes.size());
        } else {
          whole.put(entry, event);
          if (event.type() != EventType.HELD) {
            open.remove(entry);
          }
        }
      }
      default -> {}
    }
  }

  /** A crash may have kept the outcomes of some recipients only; the others stay in doubt. */
  private void closeWhenComplete(EntryId entry, int outcomes) {
    MailEvent attempted = open.get(entry);
    if (attempted != null
        && (!(attempted.details().get(EventField.RECIPIENTS) instanceof List<?> all)
            || outcomes >= all.size())) {
      open.remove(entry);
    }
  }

  /** Where this recipient of this entry stands. */
  public synchronized Standing of(EntryId entry, EmailAddress recipient) {
    MailEvent outcome = ended.getOrDefault(entry, Map.of()).get(recipient);
    if (outcome == null) {
      outcome = whole.get(entry);
    }
    if (outcome != null) {
      return new Standing.Ended(outcome);
    }
    MailEvent attempted = open.get(entry);
    return attempted == null ? new Standing.Fresh() : new Standing.Open(attempted);
  }

  /** True when nothing at all is known of the entry: the usual case, worth a short way. */
  public synchronized boolean isFresh(EntryId entry) {
    return !ended.containsKey(entry) && !open.containsKey(entry) && !whole.containsKey(entry);
  }

  /** The attempts without an end, for the head of a new journal file. */
  public synchronized List<MailEvent> open() {
    return new ArrayList<>(open.values());
  }

  /**
   * The entry an event is about; empty for events about no delivery. What an attempt brings carries
   * that attempt's number, one more than the entry had behind it; an expiry, or a hold, comes of an
   * attempt or without one, which shows in whether it took any time.
   */
  static Optional<EntryId> entryOf(MailEvent event) {
    if (event.mail().isEmpty()) {
      return Optional.empty();
    }
    int waits = event.details().get(EventField.WAITS) instanceof Long n ? n.intValue() : 0;
    int attempts =
        switch (event.type()) {
          case ATTEMPTED, DELIVERED, DEFERRED, BOUNCED, SUPPRESSED -> event.attempt() - 1;
          case EXPIRED, HELD ->
              event.details().containsKey(EventField.ATTEMPT_MILLIS)
                  ? event.attempt() - 1
                  : event.attempt();
          case SPLIT -> event.attempt();
          default -> -1;
        };
    return attempts < 0
        ? Optional.empty()
        : Optional.of(new EntryId(event.mail().get(), event.part(), attempts, waits));
  }

  /** Nothing follows from a delivery but a report where one was asked for. */
  private static MailEvent kept(MailEvent event) {
    return event.type() == EventType.DELIVERED && !event.details().containsKey(EventField.REPORT)
        ? new MailEvent(
            event.type(),
            event.at(),
            event.mail(),
            event.part(),
            event.attempt(),
            event.recipient(),
            Map.of())
        : event;
  }

  private static <V> Map<EntryId, V> bounded(int entriesMax) {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<EntryId, V> eldest) {
        return size() > entriesMax;
      }
    };
  }
}
