package relay.domain.feedback.review;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.feedback.reply.ReplyClass;
import relay.domain.feedback.reply.ReplyClassifier;
import relay.domain.journal.EventField;
import relay.domain.journal.EventObserver;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;

/**
 * Hears of replies that no rule knew and counts them until somebody takes the counts away. An event
 * that is about none costs a comparison. Thread-safe; bounded: further kinds are left out while it
 * is full.
 */
public final class UnknownReplyCount implements EventObserver {
  /** Kinds between two takings. */
  static final int KINDS_MAX = 1000;

  /** As delivery writes the cause of a reply that no rule knows (relay.domain.delivery.Cause). */
  private static final String UNKNOWN = "unknown";

  private final Map<String, UnknownReply> counts = new LinkedHashMap<>();
  private long leftOut;

  @Override
  public void written(List<MailEvent> events) {
    for (int i = 0; i < events.size(); i++) {
      MailEvent event = events.get(i);
      if (isUnknown(event)) {
        count(event);
      }
    }
  }

  private static boolean isUnknown(MailEvent event) {
    EventType type = event.type();
    if (type == EventType.BOUNCED || type == EventType.DEFERRED) {
      return UNKNOWN.equals(event.details().get(EventField.REASON))
          && event.details().get(EventField.LOCAL_REPLY) != Boolean.TRUE;
    }
    return type == EventType.OUT_OF_BAND_BOUNCE
        && ReplyClass.UNKNOWN.name().equals(event.details().get(EventField.CLASS));
  }

  private void count(MailEvent event) {
    boolean isLater = event.type() == EventType.OUT_OF_BAND_BOUNCE;
    String said = text(event, isLater ? EventField.DIAGNOSTIC : EventField.REPLY);
    String text = ReplySkeleton.of(said, event.recipient().map(EmailAddress::localPart).orElse(""));
    if (text.isEmpty()) {
      return; // a report without any words: nobody could write a rule for it
    }
    String host = text(event, EventField.HOST);
    add(
        new UnknownReply(
            monday(event),
            text,
            ReplyClassifier.providerOf(host),
            host,
            event.type() != EventType.DEFERRED,
            1,
            event.at(),
            event.at()));
  }

  private synchronized void add(UnknownReply one) {
    String key = one.week() + " " + one.key();
    UnknownReply known = counts.get(key);
    if (known == null && counts.size() >= KINDS_MAX) {
      leftOut++;
    } else {
      counts.put(key, known == null ? one : known.and(one));
    }
  }

  /** What was counted since the last time; it counts from zero again. */
  public synchronized List<UnknownReply> take() {
    List<UnknownReply> taken = new ArrayList<>(counts.values());
    counts.clear();
    return taken;
  }

  /** Counts that could not be kept now are counted together with what came meanwhile. */
  public synchronized void giveBack(List<UnknownReply> taken) {
    taken.forEach(this::add);
  }

  /** How many replies were left out since the start, for want of room. */
  public synchronized long leftOut() {
    return leftOut;
  }

  private static LocalDate monday(MailEvent event) {
    return mondayOf(event.at().atOffset(ZoneOffset.UTC).toLocalDate());
  }

  /** The first day of the week that a day is in. */
  public static LocalDate mondayOf(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  private static String text(MailEvent event, String field) {
    return Optional.ofNullable(event.details().get(field)).map(Object::toString).orElse("");
  }
}
