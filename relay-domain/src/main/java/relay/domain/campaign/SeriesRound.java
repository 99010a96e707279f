package relay.domain.campaign;

import java.lang.System.Logger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.audit.Actor;
import relay.domain.campaign.series.Occurrence;
import relay.domain.campaign.series.SeriesState;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlOutcome;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlState;
import relay.domain.control.ControlStore;
import relay.domain.control.ControlUnavailable;
import relay.domain.journal.Journal;
import relay.domain.journal.JournalUnavailable;

/**
 * Begins the campaigns of series when they are due. The campaign comes into being in the same
 * change as the series is moved on, so each is begun once, by whichever node sees it first. Of
 * several that are due, for no node was there, the last alone is begun. {@link #look} runs on one
 * thread at a time.
 */
public final class SeriesRound {
  /** Campaigns that one change removes at most. */
  private static final int REMOVED_AT_ONCE = 20;

  private static final Logger LOG = System.getLogger(SeriesRound.class.getName());
  private final ControlSource control;
  private final ControlStore store;
  private final CampaignNews news;
  private final Actor relay;
  private final InstantSource clock;

  /**
   * @param node host name of this one
   */
  public SeriesRound(
      ControlSource control,
      ControlStore store,
      Journal journal,
      String node,
      InstantSource clock) {
    this.control = control;
    this.store = store;
    this.relay = Actor.system(node);
    this.news = new CampaignNews(store, journal, relay);
    this.clock = clock;
  }

  /** Looks at each series once; what cannot be done now is left to the next look. */
  public void look() {
    ControlState state = control.state();
    for (Series series : state.all(SeriesKind.SERIES)) {
      try {
        if (series.state() == SeriesState.ACTIVE) {
          look(state, series, clock.instant());
        }
      } catch (ControlUnavailable | JournalUnavailable e) {
        LOG.log(Logger.Level.DEBUG, series.key() + " is looked at again later", e);
      }
    }
  }

  private void look(ControlState state, Series series, Instant now) {
    Optional<Occurrence> next = series.plan().next(series.run(), now);
    if (next.isEmpty()) {
      put(series.with(series.run().in(SeriesState.ENDED, "", now)));
      return;
    }
    Optional<Occurrence> due = Optional.empty();
    Series course = series;
    while (next.isPresent() && !next.get().at().isAfter(now)) {
      due = next;
      course = series.with(course.run().passed(next.get()));
      next = course.plan().next(course.run(), now);
    }
    if (due.isPresent()) {
      begin(state, series, due.get(), now);
    }
  }

  private void begin(ControlState state, Series series, Occurrence due, Instant now) {
    Optional<Campaign> pattern =
        state.find(CampaignKind.CAMPAIGN, series.tenant(), series.plan().campaign());
    if (pattern.isEmpty()) {
      pause(series, "there is no campaign " + series.plan().campaign(), now);
      return;
    }
    Campaign occurrence = SeriesPattern.campaign(series, pattern.get(), due);
    if (state.find(occurrence.key()).isPresent()) {
      LOG.log(Logger.Level.WARNING, occurrence.key() + " is there already: passed over");
      put(series.with(series.run().passed(due)));
      return;
    }
    List<Campaign> earlier = series.campaigns(state);
    List<ControlChange> changes = new ArrayList<>();
    // first, so that a node that comes second is told so and nothing else
    changes.add(new ControlChange.Replace(series.with(series.run().begun(due))));
    changes.addAll(overtaken(earlier, now));
    changes.addAll(removed(earlier, series.plan().keep()));
    changes.add(new ControlChange.Create(asked(occurrence, earlier, now)));
    ControlOutcome outcome = store.apply(changes, relay);
    if (outcome instanceof ControlOutcome.Refused refused) {
      pause(series, "its campaign cannot begin: " + refused.why().sentence(), now);
    } else if (outcome instanceof ControlOutcome.Done) {
      LOG.log(Logger.Level.INFO, series.key() + " begins " + occurrence.id());
    }
  }

  /** Nothing more of it goes by itself while one before it waits for somebody to look. */
  private static Campaign asked(Campaign occurrence, List<Campaign> earlier, Instant now) {
    return earlier.stream()
        .filter(
            each -> each.state() == CampaignState.PAUSED || each.state() == CampaignState.FAILED)
        .findFirst()
        .map(
            each ->
                SeriesPattern.asking(
                    occurrence,
                    each.id() + " is " + each.state().label() + ": start or stop this one",
                    now))
        .orElse(occurrence);
  }

  /** Those about which nobody has said anything until the next one came. */
  private static List<ControlChange> overtaken(List<Campaign> earlier, Instant now) {
    return earlier.stream()
        .filter(each -> each.state() == CampaignState.MISSED)
        .map(each -> each.after(CampaignTurn.STOP, now).orElseThrow())
        .map(each -> each.with(each.run().troubled("the next one of its series was due")))
        .<ControlChange>map(ControlChange.Replace::new)
        .toList();
  }

  private static List<ControlChange> removed(List<Campaign> earlier, int keep) {
    int many = Math.min(REMOVED_AT_ONCE, earlier.size() + 1 - keep);
    return earlier.stream()
        .filter(each -> each.state().isOver())
        .limit(Math.max(0, many))
        .<ControlChange>map(each -> new ControlChange.Delete(each.key(), each.version()))
        .toList();
  }

  private void pause(Series series, String why, Instant now) {
    Series paused = series.with(series.run().in(SeriesState.PAUSED, why, now));
    if (put(paused)) {
      LOG.log(Logger.Level.WARNING, series.key() + " is paused: " + why);
      news.paused(series, why, now);
    }
  }

  private boolean put(Series series) {
    return store.apply(new ControlChange.Replace(series), relay) instanceof ControlOutcome.Done;
  }
}
