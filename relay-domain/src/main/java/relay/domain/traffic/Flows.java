package relay.domain.traffic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import relay.domain.lease.Slices;
import relay.domain.mail.MailOwner;
import relay.domain.tenancy.Weight;

/** All flows that mail went to lately. Guarded by its control's lock. */
final class Flows {
  private static final int FORGET_LOOK_MAX = 100;
  private static final Comparator<FlowView> ORDER =
      Comparator.comparing((FlowView v) -> v.running() == 0)
          .thenComparing(FlowView::name)
          .thenComparing(FlowView::source);
  private final Supplier<TrafficSettings> settings;
  private final ReentrantLock lock;
  private final Function<MailOwner, Weight> weights;
  private final Slices slices;
  private final TheirRestrictions theirs;
  private final LinkedHashMap<String, Flow> known = new LinkedHashMap<>(256, 0.75f, true);

  Flows(
      Supplier<TrafficSettings> settings,
      ReentrantLock lock,
      Function<MailOwner, Weight> weights,
      Slices slices,
      TheirRestrictions theirs) {
    this.settings = settings;
    this.lock = lock;
    this.weights = weights;
    this.slices = slices;
    this.theirs = theirs;
  }

  /**
   * The flow that a mail shall go in: of the first of its sources that has room; where none has, of
   * the one that has room soonest. Null while the servers are not known.
   */
  Flow choose(Wish wish, Instant now) {
    if (wish.site().isEmpty()) {
      return null;
    }
    List<Source> sources = wish.sources();
    Flow first = of(wish, sources.get(0), now);
    if (sources.size() == 1 || first.admits(wish, now)) {
      return first;
    }
    Flow soonest = first;
    Instant at = first.freeAt(wish, now);
    for (int i = 1; i < sources.size(); i++) {
      Flow other = of(wish, sources.get(i), now);
      if (other.admits(wish, now)) {
        return other;
      }
      Instant free = other.freeAt(wish, now);
      if (free.isBefore(at)) {
        soonest = other;
        at = free;
      }
    }
    return soonest;
  }

  private Flow of(Wish wish, Source source, Instant now) {
    FlowRules rules = settings.get().flows();
    Site site = wish.site().get();
    String name = rules.flowName(wish.hop(), site);
    String label = Flow.label(name, source);
    Flow flow = known.get(label);
    if (flow == null) {
      flow = made(name, source);
      known.put(label, flow);
      forgetOne(known.values(), Flow::isIdle, settings.get().destinationsMax());
    }
    flow.obey(rules, source, wish.hop(), site, now);
    return flow;
  }

  /** How the flow stands or would stand; nothing is taken. */
  FlowView look(FlowRules rules, String hop, Site site, Source source, Instant now) {
    String name = rules.flowName(hop, site);
    Flow flow = known.get(Flow.label(name, source));
    Flow looked = flow == null ? made(name, source) : flow;
    looked.obey(rules, source, hop, site, now);
    return looked.view(now);
  }

  private Flow made(String name, Source source) {
    return new Flow(name, source.name(), slices, theirs, new Waiters(lock), weights);
  }

  /** Null when it is forgotten. */
  Flow labelled(String label) {
    return known.get(label);
  }

  Collection<Flow> all() {
    return known.values();
  }

  /** Those with attempts under way first, then by name. */
  List<FlowView> views(Instant now) {
    List<FlowView> views = new ArrayList<>(known.size());
    known.values().forEach(flow -> views.add(flow.view(now)));
    views.sort(ORDER);
    return views;
  }

  /** Those with an attempt under way are never forgotten; there are no more than workers. */
  static <T> void forgetOne(Collection<T> known, Predicate<T> isIdle, int max) {
    if (known.size() <= max) {
      return;
    }
    Iterator<T> eldestFirst = known.iterator();
    for (int i = 0; i < FORGET_LOOK_MAX && eldestFirst.hasNext(); i++) {
      if (isIdle.test(eldestFirst.next())) {
        eldestFirst.remove();
        return;
      }
    }
  }
}
