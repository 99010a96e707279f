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
import relay.domain.control.ControlChange;
import relay.domain.control.ControlOutcome;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;
import relay.domain.view.ViewUnavailable;

/**
 * Takes the orders of people over automations, and what programs and mails tell of contacts. What
 * was answered is durable. Thread-safe.
 */
public final class AutomationDesk {
  private static final int ATTEMPTS_MAX = 5;
  private final ControlSource control;
  private final ControlStore store;
  private final AutomationLedger ledger;
  private final Supplier<AutomationSettings> settings;
  private final InstantSource clock;

  /** What became of an order. */
  public sealed interface Answer {
    /** It holds, since now or before. */
    record Done(Automation automation) implements Answer {}

    record Missing() implements Answer {}

    /** It cannot be carried out as things are. */
    record Refused(String why) implements Answer {}
  }

  public AutomationDesk(
      ControlSource control,
      ControlStore store,
      AutomationLedger ledger,
      Supplier<AutomationSettings> settings,
      InstantSource clock) {
    this.control = control;
    this.store = store;
    this.ledger = ledger;
    this.settings = settings;
    this.clock = clock;
  }

  /** As this node knows it; may be a second old. */
  public Optional<Automation> find(String tenant, String id) {
    return control.state().find(AutomationKind.AUTOMATION, tenant, id);
  }

  /**
   * Carries out an order. One that was carried out before changes nothing.
   *
   * @throws relay.domain.control.ControlUnavailable while the database cannot be used
   */
  public Answer order(String tenant, String id, AutomationOrder order, Actor by) {
    Optional<Automation> known = find(tenant, id);
    for (int i = 0; i < ATTEMPTS_MAX && known.isPresent(); i++) {
      Automation before = known.get();
      Optional<AutomationState> next = before.state().after(order);
      if (next.isEmpty()) {
        return new Answer.Refused(
            "an automation that is " + before.state().label() + " cannot " + order.label());
      }
      if (next.get() == before.state()) {
        return new Answer.Done(before);
      }
      Automation after = before.in(next.get(), clock.instant());
      ControlOutcome outcome = store.apply(new ControlChange.Replace(after), by);
      if (outcome instanceof ControlOutcome.Done done) {
        return new Answer.Done((Automation) done.object());
      }
      known =
          outcome instanceof ControlOutcome.Stale stale
              ? Optional.of((Automation) stale.current())
              : Optional.empty();
    }
    return known.isEmpty()
        ? new Answer.Missing()
        : new Answer.Refused("others change this all the time; try again");
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
