package relay.domain.campaign;

import java.lang.System.Logger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.audit.Actor;
import relay.domain.brake.BrakeDesk;
import relay.domain.brake.BrakeKind;
import relay.domain.brake.BrakesUnavailable;
import relay.domain.campaign.care.CanaryCourse;
import relay.domain.campaign.report.CampaignReport;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlOutcome;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;
import relay.domain.control.ControlUnavailable;
import relay.domain.control.InvalidField;
import relay.domain.journal.Journal;
import relay.domain.journal.JournalUnavailable;
import relay.domain.template.TemplateDesk;
import relay.domain.view.ViewUnavailable;

/**
 * Looks at all campaigns again and again and does what their states ask for. Each step may be
 * repeated, so that a crash between two of them costs a second look and nothing else. One campaign
 * is worked on by one node, the one that started it or took it over: the mails that it may have to
 * repeat are known to that node's broker. {@link #look} runs on one thread at a time.
 */
public final class CampaignRound {
  private static final Logger LOG = System.getLogger(CampaignRound.class.getName());
  private final ControlSource control;
  private final ControlStore store;
  private final CampaignLedger ledger;
  private final CampaignJobs jobs;
  private final CampaignPace pace;
  private final CampaignWatch watch;
  private final CampaignVanguard vanguard;
  private final CampaignBrakes brakes;
  private final CampaignTests tests;
  private final TemplateDesk templates;
  private final Supplier<CampaignSettings> settings;
  private final String node;
  private final InstantSource clock;

  /** Where campaigns and their rows are kept, and what happens to them is told. */
  public record Stores(
      ControlSource control,
      ControlStore store,
      CampaignLedger ledger,
      CampaignReport report,
      Journal journal) {}

  /**
   * @param node host name of this one
   */
  public CampaignRound(
      Stores stores,
      CampaignJobs jobs,
      CampaignPace pace,
      BrakeDesk desk,
      TemplateDesk templates,
      Supplier<CampaignSettings> settings,
      String node,
      InstantSource clock) {
    this.control = stores.control();
    this.store = stores.store();
    this.ledger = stores.ledger();
    this.tests = new CampaignTests(ledger, stores.report());
    this.jobs = jobs;
    this.pace = pace;
    var news = new CampaignNews(store, stores.journal(), Actor.system(node));
    this.watch = new CampaignWatch(stores, settings, news, clock);
    this.vanguard = new CampaignVanguard(ledger, settings, news);
    this.brakes = new CampaignBrakes(desk, Actor.system(node));
    this.templates = templates;
    this.settings = settings;
    this.node = node;
    this.clock = clock;
  }

  /** Looks at each campaign once; what cannot be done now is left to the next look. */
  public void look() {
    for (Campaign campaign : control.state().all(CampaignKind.CAMPAIGN)) {
      try {
        look(campaign, clock.instant());
      } catch (ViewUnavailable | ControlUnavailable | BrakesUnavailable | JournalUnavailable e) {
        LOG.log(Logger.Level.DEBUG, campaign.key() + " is looked at again later", e);
      }
    }
  }

  private void look(Campaign campaign, Instant now) {
    if (campaign.state() == CampaignState.SCHEDULED) {
      campaign.dueTurn(now, settings.get().lateMax()).ifPresent(turn -> turn(campaign, turn, now));
      return;
    }
    if (!campaign.run().node().equals(node)) {
      return;
    }
    switch (campaign.state()) {
      case PREPARING -> freeze(campaign, now);
      case RUNNING -> run(campaign, now);
      case PAUSED -> brakes.set(campaign, BrakeKind.HOLD, "the campaign is paused", now);
      case STOPPING -> stop(campaign, now);
      default -> {}
    }
  }

  private void turn(Campaign campaign, CampaignTurn turn, Instant now) {
    Optional<Campaign> next = campaign.after(turn, now);
    next.map(c -> turn == CampaignTurn.DUE ? c.with(c.run().takenBy(node, now)) : c)
        .ifPresent(this::put);
  }

  private void freeze(Campaign campaign, Instant now) {
    VersionChoice choice = VersionChoice.of(campaign, templates);
    if (choice.plan().isEmpty()) {
      breaks(campaign, choice.missing(), now);
      return;
    }
    CampaignPlan plan = choice.plan().get();
    CampaignLedger.Frozen frozen;
    try {
      frozen = ledger.freeze(campaign);
    } catch (InvalidField e) {
      breaks(campaign, "its audience cannot be asked for any more: " + e.getMessage(), now);
      return;
    }
    // those of a campaign before it that had the same name
    brakes.lift(campaign);
    Campaign ready = vanguard.begun(campaign.with(plan), frozen);
    Campaign running =
        ready
            .with(ready.run().numbered(frozen.run()))
            .after(CampaignTurn.FROZEN, now)
            .orElseThrow();
    if (put(running) instanceof ControlOutcome.Refused refused) {
      breaks(campaign, refused.why().sentence(), now);
    }
    LOG.log(Logger.Level.INFO, campaign.key() + " goes to " + frozen.recipients() + " recipients");
  }

  private void run(Campaign campaign, Instant now) {
    campaign
        .slowedBy()
        .ifPresentOrElse(
            trip -> brakes.slow(campaign, trip.perMinute(), trip.words(), now),
            () -> brakes.lift(campaign));
    if (!ledger.isUpToDate()) {
      return; // what the journal tells of before a crash need not be sent again
    }
    CampaignLedger.Rest rest = ledger.rest(campaign.run().number());
    if (!rest.hasOpen()) {
      end(campaign, now);
      return;
    }
    Campaign watched = watch.look(campaign, now);
    if (watched.state() != CampaignState.RUNNING) {
      return;
    }
    Campaign led = vanguard.look(watched, now);
    if (led.state() != CampaignState.RUNNING) {
      return;
    }
    if (rest.hasWaiting()) {
      jobs.ensure(led, rest.recipients());
    }
    if (led.run().canary().map(CanaryCourse::isOver).orElse(true)) {
      // whoever is kept back for a test does not go before the canary was judged
      tests.look(led, rest, now).ifPresent(this::put);
    }
  }

  /**
   * The brake stays: a job that was at work when the order came may put its last batch into the
   * lane after this look. It is lifted when a campaign of this name starts anew, or ends by itself.
   */
  private void stop(Campaign campaign, Instant now) {
    brakes.set(campaign, BrakeKind.EXPIRE, "the campaign was stopped", now);
    long run = campaign.run().number();
    if (run > 0) {
      ledger.skipWaiting(run, SkipReason.STOPPED, now);
    }
    if (run == 0 || !ledger.rest(run).hasOpen()) {
      end(campaign, now);
    }
  }

  private void end(Campaign campaign, Instant now) {
    turn(campaign, CampaignTurn.EMPTIED, now);
    pace.forget(campaign.run().number());
    watch.forget(campaign.run().number());
  }

  private void breaks(Campaign campaign, String why, Instant now) {
    LOG.log(Logger.Level.WARNING, campaign.key() + " failed: " + why);
    campaign
        .with(campaign.run().troubled(why))
        .after(CampaignTurn.BROKEN, now)
        .ifPresent(this::put);
  }

  /** What somebody else changed meanwhile is looked at next time. */
  private ControlOutcome put(Campaign campaign) {
    return store.apply(new ControlChange.Replace(campaign), Actor.system(node));
  }
}
