package relay.domain.figures;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import relay.domain.journal.EventField;
import relay.domain.journal.EventObserver;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;

/**
 * Counts what the journal is told. Thread-safe. All numbers begin with the start of the node; what
 * is queued now is asked of the queues, not counted here.
 */
public final class Figures implements EventObserver {
  private final Instant since;
  private final Map<Figure, LongAdder> totals = new EnumMap<>(Figure.class);
  private final Map<Figure, Rate> rates = new EnumMap<>(Figure.class);
  private final Map<Lane, Map<Figure, LongAdder>> byLane = new EnumMap<>(Lane.class);
  private final Map<Lane, Latencies> latencies = new EnumMap<>(Lane.class);
  private final DomainFigures domains;

  /** One domain's counts; figures that are zero are absent. */
  public record DomainRow(String domain, Map<Figure, Long> counts) {}

  public Figures(Instant since, int domainsMax) {
    this.since = since;
    this.domains = new DomainFigures(domainsMax);
    for (Figure figure : Figure.values()) {
      totals.put(figure, new LongAdder());
      rates.put(figure, new Rate());
    }
    for (Lane lane : Lane.values()) {
      Map<Figure, LongAdder> counts = new EnumMap<>(Figure.class);
      for (Figure figure : Figure.values()) {
        counts.put(figure, new LongAdder());
      }
      byLane.put(lane, counts);
      latencies.put(lane, new Latencies());
    }
  }

  @Override
  public void written(List<MailEvent> events) {
    for (int i = 0; i < events.size(); i++) {
      count(events.get(i));
    }
  }

  private void count(MailEvent event) {
    Optional<Figure> figure = Figure.of(event.type());
    if (figure.isEmpty()) {
      return;
    }
    Optional<Lane> lane = laneOf(event);
    int recipients = recipientsOf(event);
    boolean isOfAMail = figure.get() == Figure.ACCEPTED || event.mail().isEmpty();
    add(figure.get(), lane, event.at(), isOfAMail ? 1 : recipients);
    if (figure.get() == Figure.ACCEPTED) {
      add(Figure.RECIPIENTS, lane, event.at(), recipients);
    } else {
      event.recipient().map(EmailAddress::domain).ifPresent(d -> domains.add(d, figure.get()));
    }
    if (figure.get() == Figure.DELIVERED
        && lane.isPresent()
        && event.details().get(EventField.AGE_MILLIS) instanceof Number age) {
      latencies.get(lane.get()).add(event.at(), age.longValue());
    }
  }

  private void add(Figure figure, Optional<Lane> lane, Instant at, int count) {
    totals.get(figure).add(count);
    rates.get(figure).add(at, count);
    if (lane.isPresent()) {
      byLane.get(lane.get()).get(figure).add(count);
    }
  }

  private static Optional<Lane> laneOf(MailEvent event) {
    return event.details().get(EventField.LANE) instanceof String label
        ? Lane.labelled(label)
        : Optional.empty();
  }

  private static int recipientsOf(MailEvent event) {
    return event.recipient().isEmpty()
            && event.details().get(EventField.RECIPIENTS) instanceof List<?> list
        ? list.size()
        : 1;
  }

  /** When counting began. */
  public Instant since() {
    return since;
  }

  public long total(Figure figure) {
    return totals.get(figure).sum();
  }

  /** Of events that name their lane. */
  public long total(Lane lane, Figure figure) {
    return byLane.get(lane).get(figure).sum();
  }

  /** Average over the last minute. */
  public double perSecond(Figure figure, Instant now) {
    return rates.get(figure).perSecond(now);
  }

  /** From acceptance to delivery, over the last five to six minutes. */
  public Latencies.Percentiles latency(Lane lane, Instant now) {
    return latencies.get(lane).at(now);
  }

  /** The busiest domains first. */
  public List<DomainRow> domains() {
    return domains.busiest();
  }
}
