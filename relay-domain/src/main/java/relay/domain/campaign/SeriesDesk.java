package relay.domain.campaign;

import java.time.InstantSource;
import java.util.Optional;
import relay.domain.audit.Actor;
import relay.domain.campaign.series.SeriesOrder;
import relay.domain.campaign.series.SeriesState;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlOutcome;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;

/** Takes the orders of people over series; durable when a method returns. Thread-safe. */
public final class SeriesDesk {
  private static final int ATTEMPTS_MAX = 5;
  private final ControlSource control;
  private final ControlStore store;
  private final InstantSource clock;

  /** What became of an order. */
  public sealed interface Answer {
    /** It holds, since now or before. */
    record Done(Series series) implements Answer {}

    record Missing() implements Answer {}

    /** It cannot be carried out as things are. */
    record Refused(String why) implements Answer {}
  }

  public SeriesDesk(ControlSource control, ControlStore store, InstantSource clock) {
    this.control = control;
    this.store = store;
    this.clock = clock;
  }

  /** As this node knows it; may be a second old. */
  public Optional<Series> find(String tenant, String id) {
    return control.state().find(SeriesKind.SERIES, tenant, id);
  }

  /**
   * Carries out an order. One that was carried out before changes nothing.
   *
   * @throws relay.domain.control.ControlUnavailable while the database cannot be used
   */
  public Answer order(String tenant, String id, SeriesOrder order, Actor by) {
    Optional<Series> known = find(tenant, id);
    for (int i = 0; i < ATTEMPTS_MAX && known.isPresent(); i++) {
      Series before = known.get();
      Optional<SeriesState> next = before.state().after(order);
      if (next.isEmpty()) {
        return new Answer.Refused(
            "a series that is " + before.state().label() + " cannot " + order.label());
      }
      if (next.get() == before.state()) {
        return new Answer.Done(before);
      }
      Series after = before.with(before.run().in(next.get(), "", clock.instant()));
      ControlOutcome outcome = store.apply(new ControlChange.Replace(after), by);
      if (outcome instanceof ControlOutcome.Done done) {
        return new Answer.Done((Series) done.object());
      }
      if (outcome instanceof ControlOutcome.Refused refused) {
        return new Answer.Refused(CampaignDesk.sentence(refused.why()));
      }
      known =
          outcome instanceof ControlOutcome.Stale stale
              ? Optional.of((Series) stale.current())
              : Optional.empty();
    }
    return known.isEmpty()
        ? new Answer.Missing()
        : new Answer.Refused("others change this all the time; try again");
  }
}
