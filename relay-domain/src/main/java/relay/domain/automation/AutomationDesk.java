package relay.domain.automation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import relay.domain.audit.Actor;
import relay.domain.automation.AutomationLedger.Candidate;
import relay.domain.automation.EntryLimits.Verdict;
import relay.domain.campaign.AutomationSettings;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;
import relay.domain.control.OrderDesk;
import relay.domain.control.OrderDesk.Answer;
import relay.domain.control.OrderDesk.Ruling;
import relay.domain.view.ViewUnavailable;

/**
 * Takes the orders of people over automations, and what programs and mails tell of contacts. What
 * was answered is durable. Thread-safe.
 */
public final class AutomationDesk {
  private final ControlSource control;
  private final OrderDesk<Automation> orders;
  private final AutomationLedger ledger;
  private final Supplier<AutomationSettings> settings;
  private final InstantSource clock;

  public AutomationDesk(
      ControlSource control,
      ControlStore store,
      AutomationLedger ledger,
      Supplier<AutomationSettings> settings,
      InstantSource clock) {
    this.control = control;
    this.orders = new OrderDesk<>(AutomationKind.AUTOMATION, control, store);
    this.ledger = ledger;
    this.settings = settings;
    this.clock = clock;
  }

  /** As this node knows it; may be a second old. */
  public Optional<Automation> find(String tenant, String id) {
    return orders.find(tenant, id);
  }

  /**
   * Carries out an order. One that was carried out before changes nothing.
   *
   * @throws relay.domain.control.ControlUnavailable while the database cannot be used
   */
  public Answer<Automation> order(String tenant, String id, AutomationOrder order, Actor by) {
    return orders.carryOut(tenant, id, automation -> ruling(automation, order), by);
  }

  private Ruling<Automation> ruling(Automation before, AutomationOrder order) {
    Optional<AutomationState> next = before.state().after(order);
    if (next.isEmpty()) {
      return new Ruling.Refused<>(
          "an automation that is " + before.state().label() + " cannot " + order.label());
    }
    return next.get() == before.state()
        ? new Ruling.Holds<>()
        : new Ruling.Becomes<>(before.in(next.get(), clock.instant()));
  }

  /**
   * Something happened to a contact.
   *
   * @return what each active automation that waits for it made of it, by its id
   * @throws ViewUnavailable while the database cannot be used, or was not asked yet
   */
  public Map<String, Verdict> tell(String tenant, String contact, ContactEvent event) {
    if (!control.isKnown()) {
      throw new ViewUnavailable("which automations there are is not known yet", null);
    }
    Instant now = clock.instant();
    Map<String, Verdict> verdicts = new TreeMap<>();
    for (Automation each : control.state().all(AutomationKind.AUTOMATION, tenant)) {
      if (each.isActive() && each.plan().trigger().equals(new Trigger.Told(event.name()))) {
        var candidate = new Candidate(contact, "event " + event.id(), now, false, event.data());
        verdicts.put(each.id(), enter(each, candidate, now));
      }
    }
    return verdicts;
  }

  /** Active automations of a tenant that wait for what becomes of mails of a campaign. */
  List<Automation> waitingFor(String tenant, String mailing) {
    List<Automation> found = new ArrayList<>();
    for (Automation each : control.state().all(AutomationKind.AUTOMATION, tenant)) {
      Trigger trigger = each.plan().trigger();
      boolean asks =
          trigger instanceof Trigger.Reacted reacted && reacted.mailing().equals(mailing)
              || trigger instanceof Trigger.NotOpened not && not.mailing().equals(mailing);
      if (asks && each.isActive()) {
        found.add(each);
      }
    }
    return found;
  }

  Verdict enter(Automation automation, Candidate candidate, Instant now) {
    int most = AutomationTriggers.insideMax(automation, settings.get());
    return ledger.enter(automation, most, List.of(candidate), now).get(0);
  }

  void opened(Automation automation, String contact, Instant now) {
    ledger.opened(automation, contact, now);
  }
}
