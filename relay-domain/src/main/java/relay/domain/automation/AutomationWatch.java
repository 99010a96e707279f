package relay.domain.automation;

import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.audit.Actor;
import relay.domain.campaign.CampaignSettings;
import relay.domain.campaign.care.GuardFigures;
import relay.domain.campaign.care.GuardRules;
import relay.domain.campaign.care.GuardRules.Finding;
import relay.domain.campaign.care.GuardTrip;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlOutcome;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;
import relay.domain.control.ControlUnavailable;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.view.ViewUnavailable;

/**
 * Slows and pauses active automations of whose mails too much goes wrong, and tells of it. For one
 * thread.
 */
public final class AutomationWatch {
  private static final Logger LOG = System.getLogger(AutomationWatch.class.getName());

  /** So many times as long as it takes to judge them all, they are not judged again. */
  private static final int REST = 20;

  private final ControlSource control;
  private final ControlStore store;
  private final AutomationGuards guards;
  private final Journal journal;
  private final Actor relay;
  private final Supplier<CampaignSettings> settings;
  private final InstantSource clock;

  /**
   * @param relay in whose name automations are changed
   */
  public AutomationWatch(
      ControlSource control,
      ControlStore store,
      AutomationGuards guards,
      Journal journal,
      Actor relay,
      Supplier<CampaignSettings> settings,
      InstantSource clock) {
    this.control = control;
    this.store = store;
    this.guards = guards;
    this.journal = journal;
    this.relay = relay;
    this.settings = settings;
    this.clock = clock;
  }

  /** Judges all active automations; the pause before the next look. */
  public Duration look() {
    Instant begin = clock.instant();
    try {
      for (Automation each : control.state().all(AutomationKind.AUTOMATION)) {
        if (each.isActive()) {
          judge(each, clock.instant());
        }
      }
    } catch (ViewUnavailable | ControlUnavailable e) {
      LOG.log(Logger.Level.DEBUG, "the guards of automations wait for the database", e);
    }
    Duration interval = settings.get().guards().interval();
    Duration rest = Duration.between(begin, clock.instant()).multipliedBy(REST);
    return rest.compareTo(interval) > 0 ? rest : interval;
  }

  private void judge(Automation automation, Instant now) {
    GuardFigures figures = guards.figures(automation);
    GuardRules rules = guards.rules(automation);
    Optional<Finding> finding = rules.judge(figures);
    Optional<GuardTrip> slowed = automation.slowedBy();
    if (finding.isEmpty()) {
      slowed
          .filter(trip -> rules.isOver(trip.finding().guard(), figures))
          .ifPresent(trip -> free(automation, trip.finding()));
      return;
    }
    Duration ran = Duration.between(guards.begin(automation), now);
    int pace = pace(figures, ran, settings.get().guards().slowTo());
    var trip = new GuardTrip(finding.get(), now, pace);
    if (!trip.isSlow()) {
      pause(automation, new GuardTrip(finding.get(), now, 0), now);
    } else if (slowed.isEmpty()) {
      Automation slow = automation.guarded(Optional.of(trip));
      put(automation, slow, trip.finding(), EventType.AUTOMATION_SLOWED, trip.words());
    }
  }

  /** A part of the pace that it had. */
  private static int pace(GuardFigures figures, Duration ran, int percent) {
    long had = figures.tried() * 60 / Math.max(1, ran.toSeconds());
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, had * percent / 100));
  }

  private void free(Automation automation, Finding finding) {
    String why = finding.guard().label() + ": well below the limit again";
    Automation freed = automation.guarded(Optional.empty());
    put(automation, freed, finding, EventType.AUTOMATION_RESUMED, why);
  }

  private void pause(Automation automation, GuardTrip trip, Instant now) {
    Automation paused = automation.in(AutomationState.PAUSED, now).guarded(Optional.of(trip));
    String why = trip.words() + ": find out why, then resume or end it";
    put(automation, paused, trip.finding(), EventType.AUTOMATION_PAUSED, why);
  }

  /** What somebody else has changed meanwhile stays as it is, and is judged at the next look. */
  private void put(
      Automation before, Automation after, Finding finding, EventType type, String why) {
    ControlOutcome outcome = store.apply(new ControlChange.Replace(after), relay);
    if (!(outcome instanceof ControlOutcome.Done)) {
      return;
    }
    LOG.log(Logger.Level.WARNING, before.key() + ": " + type + ": " + why);
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(EventField.TENANT, before.tenant());
    details.put(EventField.AUTOMATION, before.id());
    details.put(EventField.CAMPAIGN, before.mailing());
    details.put(EventField.REASON, why);
    details.put(EventField.KIND, finding.guard().label());
    details.put(EventField.FAILED, finding.count());
    details.put(EventField.COUNTED, finding.of());
    journal.write(
        List.of(
            new MailEvent(
                type, clock.instant(), Optional.empty(), 0, 0, Optional.empty(), details)));
  }
}
