package relay.domain.traffic;

import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import relay.domain.delivery.TransmissionReport;
import relay.domain.lease.Need;
import relay.domain.lease.Slices;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.smtp.SmtpReply;
import relay.domain.tenancy.Weight;
import relay.domain.traffic.Decision.Away;
import relay.domain.traffic.Decision.Go;
import relay.domain.traffic.Decision.Later;

/**
 * Keeps one destination from taking more than its share: a limit on attempts at a time, a share of
 * each lane's workers, pauses for those that are away; and keeps each flow within the limits of its
 * provider, site or domain. A mail that cannot go is given a time of its own, so that it is moved
 * once and not asked about again and again; one whose destination is away is deferred by its retry
 * schedule. Where mail of several tenants or streams waits for the same, they have their turns by
 * weight ({@link Shares}).
 *
 * <p>Destinations are the names of next hops; a flow is what their servers have in common.
 * Thread-safe; nothing is done under the lock but counting.
 */
public final class TrafficControl {
  private static final Logger LOG = System.getLogger(TrafficControl.class.getName());
  private static final String AWAY =
      " was not tried this time: none of its hosts could be reached lately";
  private final Supplier<TrafficSettings> settings;
  private final Map<Lane, Integer> workers;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Lane, LaneMix> lanes = new EnumMap<>(Lane.class);
  private final LinkedHashMap<String, Destination> destinations =
      new LinkedHashMap<>(256, 0.75f, true);
  private final Function<MailOwner, Weight> weights;
  private final TheirRestrictions theirs = new TheirRestrictions();
  private final Flows flows;
  private final SharedOverrides overrides;
  private final Endings endings;
  private final KeptConnections kept;
  private final Calls calls;
  private volatile Instant linesEnd = Instant.MIN;

  /**
   * Where nobody has more weight than others and no other node shares the limits.
   *
   * @param settings as they are now; asked each time
   * @param workers how many mails of each lane are worked on at a time
   */
  public TrafficControl(Supplier<TrafficSettings> settings, Map<Lane, Integer> workers) {
    this(settings, workers, owner -> Weight.EQUAL, Slices.alone());
  }

  /**
   * @param weights of tenants and streams as they are now; asked for mail that has to wait only
   * @param slices what this node has of the limits
   */
  public TrafficControl(
      Supplier<TrafficSettings> settings,
      Map<Lane, Integer> workers,
      Function<MailOwner, Weight> weights,
      Slices slices) {
    this.settings = settings;
    this.workers = new EnumMap<>(workers);
    this.weights = weights;
    this.flows = new Flows(settings, lock, weights, slices, theirs);
    this.overrides = new SharedOverrides(lock, flows, theirs);
    this.endings = new Endings(lock, flows, theirs, destinations);
    this.kept = new KeptConnections(lock, flows);
    this.calls = new Calls(settings, lock, flows);
    workers.keySet().forEach(lane -> lanes.put(lane, new LaneMix()));
  }

  /** Asks for a place, at once. */
  public Decision ask(Wish wish, Instant now) {
    return locked(
        () -> {
          Destination asked = destination(wish.hop());
          return decide(asked, wish, place(asked, wish, now), now);
        });
  }

  /** The same for a mail to one recipient, where only the next hop is known. */
  public Decision ask(String hop, Lane lane, boolean wasPutOff, Instant now) {
    return ask(Wish.of(hop, lane, wasPutOff), now);
  }

  /**
   * Asks for a place, and waits a moment for one where they come free so fast that moving the mail
   * would cost more. An interrupt ends the wait and stays set.
   */
  public Decision await(Wish wish, InstantSource clock) {
    lock.lock();
    try {
      Destination asked = destination(wish.hop());
      came(wish, clock.instant());
      Optional<Permit> place = place(asked, wish, clock.instant());
      if (place.isEmpty()) {
        place = awaitPlace(asked, wish, clock);
      }
      return decide(asked, wish, place, clock.instant());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Once the servers behind the next hop are found: goes on with the permit within their limits, or
   * gives it back and says when to come again.
   */
  public Decision join(Permit permit, Wish wish, Instant now) {
    lock.lock();
    try {
      Flow flow = flows.choose(wish, now);
      permit.destination().goesBy(flow);
      if (flow.admits(wish, now)) {
        flow.enter(wish, now);
        permit.in(flow);
        return new Go(permit);
      }
      if (permit.destination().giveUp(permit)) {
        lanes.get(permit.lane()).ended();
        permit.destination().waiters().freed(permit.lane());
      }
      return flow.promise(wish, furthest(wish.lane()), now);
    } finally {
      lock.unlock();
    }
  }

  /** Whether mail may be in line for any destination; asked of every mail that comes in. */
  boolean hasLines(Instant now) {
    return linesEnd.isAfter(now);
  }

  /**
   * The time of a mail that has just come, kept for it, where the line for its slow destination is
   * as long as this at least and no place is free; empty when a worker is to decide.
   */
  Optional<Instant> joinLine(Wish wish, Duration atLeast, Instant now) {
    return locked(
        () ->
            Optional.ofNullable(destinations.get(wish.hop()))
                .filter(known -> known.hasLine(wish.lane(), now.plus(atLeast), now))
                .filter(known -> !hasPlace(known, wish, now))
                .map(known -> promise(known, wish, now)));
  }

  /** All flows that mail went to lately, those with attempts under way first, then by name. */
  public List<FlowView> flows(Instant now) {
    return locked(() -> flows.views(now));
  }

  /** What it wants of limits that nodes share: of so many flows, those that want most. */
  public List<Need> needs(int most, Instant now) {
    return locked(
        () ->
            flows.all().stream()
                .flatMap(flow -> flow.need(now).stream())
                .sorted(Comparator.comparingLong(Need::demand).reversed().thenComparing(Need::flow))
                .limit(most)
                .toList());
  }

  /** How the flow to a next hop from a source stands or would stand; nothing is taken. */
  public FlowView look(String hop, Site site, Source source, Instant now) {
    FlowRules rules = settings.get().flows();
    return locked(() -> flows.look(rules, hop, site, source, now));
  }

  /** How a destination stands for mail of a lane; no place is taken, no time is promised. */
  public Occupancy look(String destination, Lane lane, Instant now) {
    return locked(
        () -> {
          Destination known = destinations.get(destination);
          return known == null ? Occupancy.UNKNOWN : known.occupancy(lane, workers.get(lane), now);
        });
  }

  /** How many destinations are remembered. */
  public int size() {
    return locked(destinations::size);
  }

  /** What a report means for its flow; read without the lock. */
  Experience learned(TransmissionReport report, Optional<String> provider) {
    return Experience.of(report, settings.get().flows().replies(), provider);
  }

  /** What nodes tell each other of restrictions. */
  public SharedOverrides overrides() {
    return overrides;
  }

  /** What an operator ends. */
  public Endings endings() {
    return endings;
  }

  KeptConnections kept() {
    return kept;
  }

  /** Mail that should come before its time. */
  public Calls calls() {
    return calls;
  }

  /** Counted when it begins: one that fails was one for the server, too. */
  void connecting(Flow flow, Lane lane, Instant now) {
    if (flow != null) {
      underLock(() -> flow.connecting(lane, now));
    }
  }

  void tooManyRecipients(Flow flow, int accepted, Instant now) {
    if (flow != null) {
      underLock(() -> flow.tooManyRecipients(accepted, now));
    }
  }

  void released(Permit permit, Experience learned, Instant now) {
    TrafficSettings current = settings.get();
    int threshold = current.adaptive() ? current.deferralsBeforeProbing() : 0;
    List<String> news = List.of();
    lock.lock();
    try {
      if (permit.destination().leave(permit, learned.reach(), now)) {
        lanes.get(permit.lane()).ended();
        permit.destination().waiters().freed(permit.lane());
        if (permit.flow() != null) {
          permit.flow().leave(permit, learned, threshold, now);
          news = permit.flow().governor().news();
          permit.flow().waiters().freed(permit.lane());
        }
      }
    } finally {
      lock.unlock();
    }
    news.forEach(told -> LOG.log(Logger.Level.INFO, told));
  }

  /** A place that is there now; nothing is promised to who finds none. */
  Optional<Permit> take(Wish wish, Instant now) {
    return place(destination(wish.hop()), wish, now);
  }

  private Optional<Permit> place(Destination asked, Wish wish, Instant now) {
    if (asked.isAway(now) || !hasPlace(asked, wish, now)) {
      return Optional.empty();
    }
    Flow flow = flows.choose(wish, now);
    if (flow != null && !flow.admits(wish, now)) {
      return Optional.empty();
    }
    Permit permit = new Permit(this, asked, wish.lane(), now);
    asked.enter(permit);
    lanes.get(wish.lane()).began();
    if (flow != null) {
      asked.goesBy(flow);
      flow.enter(wish, now);
      permit.in(flow);
    }
    return Optional.of(permit);
  }

  private boolean hasPlace(Destination asked, Wish wish, Instant now) {
    return asked.hasPlace(wish.lane(), workers.get(wish.lane()), !wish.wasPutOff(), now);
  }

  private Decision decide(Destination asked, Wish wish, Optional<Permit> place, Instant now) {
    if (place.isPresent()) {
      return new Go(place.get());
    }
    if (asked.isAway(now)) {
      return new Away(SmtpReply.local(451, "4.4.1", wish.hop() + AWAY));
    }
    Flow flow = flows.choose(wish, now);
    asked.goesBy(flow);
    return flow == null || !hasPlace(asked, wish, now)
        ? new Later(promise(asked, wish, now), Later.REASON)
        : flow.promise(wish, furthest(wish.lane()), now);
  }

  private Instant promise(Destination asked, Wish wish, Instant now) {
    Instant at = asked.promise(wish, workers.get(wish.lane()), now);
    if (at.isAfter(linesEnd)) {
      linesEnd = at;
    }
    return at;
  }

  private Duration furthest(Lane lane) {
    return lane == Lane.OTP ? settings.get().otpPutOffMax() : settings.get().putOffMax();
  }

  private Optional<Permit> awaitPlace(Destination asked, Wish wish, InstantSource clock) {
    Wait wait = stepIn(wish, clock.instant());
    try {
      Optional<Permit> place = Optional.empty();
      while (place.isEmpty() && !asked.isAway(clock.instant()) && wait.goesOn()) {
        place = place(asked, wish, clock.instant());
        if (place.isEmpty()) {
          wait.passOn();
        }
      }
      return place;
    } finally {
      wait.end();
    }
  }

  /** A mail was taken out of its lane. */
  void came(Wish wish, Instant now) {
    lanes.get(wish.lane()).asked(destination(wish.hop()), flows.choose(wish, now));
  }

  /** How a worker waits for a place that is not there now, if only for no time; to be ended. */
  Wait stepIn(Wish wish, Instant now) {
    Destination asked = destination(wish.hop());
    Lane lane = wish.lane();
    LaneMix mix = lanes.get(lane);
    Flow flow = flows.choose(wish, now);
    if (flow == null || asked.isAway(now) || !hasPlace(asked, wish, now)) {
      return Wait.inLine(asked.waiters(), lane, asked.patience(mix, lane, workers.get(lane), now));
    }
    return mix.stepIn(flow, wish, workers.get(lane), settings.get(), now);
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private void underLock(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  private Destination destination(String name) {
    Destination known = destinations.get(name);
    if (known != null) {
      return known;
    }
    Destination made = new Destination(settings, new Waiters(lock), weights);
    destinations.put(name, made);
    Flows.forgetOne(destinations.values(), Destination::isIdle, settings.get().destinationsMax());
    return made;
  }
}
