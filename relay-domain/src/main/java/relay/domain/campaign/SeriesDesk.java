package relay.domain.campaign;

import java.time.InstantSource;
import java.util.Optional;
import relay.domain.audit.Actor;
import relay.domain.campaign.series.SeriesOrder;
import relay.domain.campaign.series.SeriesState;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;
import relay.domain.control.OrderDesk;
import relay.domain.control.OrderDesk.Answer;
import relay.domain.control.OrderDesk.Ruling;

/** Takes the orders of people over series; durable when a method returns. Thread-safe. */
public final class SeriesDesk {
  private final OrderDesk<Series> orders;
  private final InstantSource clock;

  public SeriesDesk(ControlSource control, ControlStore store, InstantSource clock) {
    this.orders = new OrderDesk<>(SeriesKind.SERIES, control, store);
    this.clock = clock;
  }

  /** As this node knows it; may be a second old. */
  public Optional<Series> find(String tenant, String id) {
    return orders.find(tenant, id);
  }

  /**
   * Carries out an order. One that was carried out before changes nothing.
   *
   * @throws relay.domain.control.ControlUnavailable while the database cannot be used
   */
  public Answer<Series> order(String tenant, String id, SeriesOrder order, Actor by) {
    return orders.carryOut(tenant, id, series -> ruling(series, order), by);
  }

  private Ruling<Series> ruling(Series before, SeriesOrder order) {
    Optional<SeriesState> next = before.state().after(order);
    if (next.isEmpty()) {
      return new Ruling.Refused<>(
          "a series that is " + before.state().label() + " cannot " + order.label());
    }
    return next.get() == before.state()
        ? new Ruling.Holds<>()
        : new Ruling.Becomes<>(before.with(before.run().in(next.get(), "", clock.instant())));
  }
}
