package relay.domain.view;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is queued and why, from the message view (port). Thread-safe. */
public interface QueueView {

  /** What recipients are told apart by. */
  enum Dimension {
    LANE,
    DOMAIN,
    TENANT,
    CAMPAIGN,
    REASON;

    /** The word in requests and answers. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Dimension> labelled(String label) {
      for (Dimension dimension : values()) {
        if (dimension.label().equals(label)) {
          return Optional.of(dimension);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * Open recipients that are alike.
   *
   * @param values one for each dimension that was asked for; the reason is the state where none was
   *     given, the campaign an empty text for mail of none
   * @param oldest when the oldest of their mails was accepted
   * @param nextAttempt the earliest of their next attempts; empty when all are on their way
   */
  record Queue(
      Map<Dimension, String> values,
      long recipients,
      Instant oldest,
      Optional<Instant> nextAttempt) {
    public Queue {
      values = Map.copyOf(values);
    }
  }

  /**
   * The queues, largest first, at most so many.
   *
   * @param tenant whose mail alone counts; empty: everybody's
   * @param skipped how many of the largest are left out
   * @throws ViewUnavailable while the database cannot be used
   */
  List<Queue> queues(Set<Dimension> by, Optional<String> tenant, int skipped, int limit);
}
