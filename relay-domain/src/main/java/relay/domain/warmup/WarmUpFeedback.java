package relay.domain.warmup;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import relay.domain.delivery.Origin;
import relay.domain.journal.EventField;
import relay.domain.journal.EventObserver;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.traffic.Site;

/**
 * Hears of complaints, and of bounces that come by mail, and finds whose warm-up they are about by
 * the story of the mail. An event that is about none costs a comparison. Thread-safe; bounded:
 * while it is full, further ones are left out.
 */
public final class WarmUpFeedback implements EventObserver {
  private static final int HEARD_MAX = 1000;
  private final WarmUps warmUps;
  private final Deque<MailEvent> heard = new ArrayDeque<>();

  public WarmUpFeedback(WarmUps warmUps) {
    this.warmUps = warmUps;
  }

  @Override
  public void written(List<MailEvent> events) {
    for (int i = 0; i < events.size(); i++) {
      MailEvent event = events.get(i);
      if (isFeedback(event) && warmUps.accounts().hasPlans()) {
        add(List.of(event));
      }
    }
  }

  private static boolean isFeedback(MailEvent event) {
    return event.mail().isPresent()
        && (event.type() == EventType.COMPLAINED
            || event.type() == EventType.OUT_OF_BAND_BOUNCE
                && event.details().get(EventField.HARD) == Boolean.TRUE);
  }

  /** What was heard since this was asked last. */
  public synchronized List<MailEvent> take() {
    List<MailEvent> taken = List.copyOf(heard);
    heard.clear();
    return taken;
  }

  /** What could not be looked up yet, or was heard now. */
  public synchronized void add(List<MailEvent> events) {
    for (MailEvent event : events) {
      if (heard.size() < HEARD_MAX) {
        heard.add(event);
      }
    }
  }

  /**
   * Counts what was heard.
   *
   * @param story events of the mail that it is about
   * @param sites the servers of a domain
   */
  public void count(
      MailEvent feedback, List<MailEvent> story, Function<String, Site> sites, Instant now) {
    Optional<MailEvent> delivered = delivery(feedback, story);
    if (delivered.isEmpty()) {
      return;
    }
    String source = text(delivered.get(), EventField.EGRESS_SOURCE, Origin.DEFAULT_SOURCE);
    if (warmUps.plan(source).isEmpty()) {
      return;
    }
    Site site = sites.apply(text(delivered.get(), EventField.HOP, ""));
    warmUps
        .accounts()
        .heardLater(
            new WarmUpKey(source, WarmUpPlan.providerOf(site)),
            feedback.type() == EventType.COMPLAINED
                ? WarmUpHealth.COMPLAINED
                : WarmUpHealth.BOUNCED,
            now);
  }

  /** The last one to the recipient; to anybody where it is not known who complained. */
  private static Optional<MailEvent> delivery(MailEvent feedback, List<MailEvent> story) {
    List<MailEvent> found = new ArrayList<>();
    for (MailEvent event : story) {
      if (event.type() == EventType.DELIVERED
          && (feedback.recipient().isEmpty() || event.recipient().equals(feedback.recipient()))) {
        found.add(event);
      }
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
  }

  private static String text(MailEvent event, String field, String absent) {
    return event.details().get(field) instanceof String text ? text : absent;
  }
}
