package relay.domain.webhook;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import relay.domain.audit.Actor;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlOutcome;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;
import relay.domain.control.InvalidField;
import relay.domain.tenancy.ObjectIds;

/** Takes the wishes of operators and tenants about one webhook. Thread-safe. */
public final class WebhookDesk {
  private static final int ID_LETTERS = 12;
  private final ControlSource control;
  private final ControlStore store;
  private final InstantSource clock;
  private final RandomGenerator random;

  public WebhookDesk(
      ControlSource control, ControlStore store, InstantSource clock, RandomGenerator random) {
    this.control = control;
    this.store = store;
    this.clock = clock;
    this.random = random;
  }

  public Optional<Webhook> find(String tenant, String id) {
    return control.state().find(WebhookKind.WEBHOOK, tenant, id);
  }

  /**
   * Has the events of some time told again, by every node; one that is under way ends.
   *
   * @param until before this; not later than now
   * @throws InvalidField when the times are none
   * @throws relay.domain.control.ControlUnavailable while the database cannot be used
   */
  public ControlOutcome replay(Webhook webhook, Instant from, Instant until, Actor by) {
    if (!from.isBefore(until)) {
      throw new InvalidField("until", "must be later than from");
    }
    if (until.isAfter(clock.instant())) {
      throw new InvalidField("until", "must not lie ahead");
    }
    var wish = new Webhook.Replay(ObjectIds.letters(random, ID_LETTERS), from, until);
    return store.apply(new ControlChange.Replace(webhook.replaying(wish)), by);
  }
}
