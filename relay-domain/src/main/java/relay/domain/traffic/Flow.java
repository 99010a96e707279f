package relay.domain.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import relay.domain.delivery.Origin;
import relay.domain.lease.Need;
import relay.domain.lease.Slice;
import relay.domain.lease.Slices;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.tenancy.Weight;
import relay.domain.traffic.Decision.Later;

/**
 * What goes to one provider, site or domain from one source of ours: all that its limits count.
 * Guarded by its control's lock.
 */
final class Flow {
  // What is wanted is what waits, and what came in a sixth of the last minute.
  private static final int WANTED_PART = 6;
  // Beyond it, more mail is no reason for a larger part.
  private static final long DEMAND_MAX = 10_000;
  private static final int LOOK_AGAIN_SECONDS = 60;
  private static final int SOON_SECONDS = 5;
  private static final Duration BATCH_MEMORY = Duration.ofHours(1);
  private static final Duration WAIT_WHILE_UNKNOWN = Duration.ofSeconds(1);
  private final String name;
  private final String source;
  private final String label;
  private final Slices slices;
  private final Waiters waiters;
  private final Tally wanted = new Tally();
  private final Pacing pacing;
  private final Places places;
  private final Governor governor;
  private final Restraint restraint;
  private final Recall recall = new Recall();
  private FlowRules rules;
  private Source obeyed;
  private String hop;
  private FlowLimits limits = FlowLimits.NONE;
  private boolean isShared;
  private Slice slice = Slice.ALL;
  private int foundConnections;
  private Site site;
  private int batch;
  private Instant batchUntil = Instant.MIN;
  private Later lastLater;
  private Instant toldUntil = Instant.MIN;

  Flow(
      String name,
      String source,
      Slices slices,
      TheirRestrictions theirs,
      Waiters waiters,
      Function<MailOwner, Weight> weights) {
    this.name = name;
    this.source = source;
    this.label = label(name, source);
    this.slices = slices;
    this.waiters = waiters;
    this.pacing = new Pacing(weights);
    this.places = new Places(waiters, weights);
    this.governor = new Governor(label);
    this.restraint = new Restraint(label, governor, theirs);
  }

  /** What it is called where all flows of all sources are. */
  static String label(String name, Source source) {
    return label(name, source.name());
  }

  private static String label(String name, String source) {
    return source.equals(Origin.DEFAULT_SOURCE) ? name : name + "@" + source;
  }

  Waiters waiters() {
    return waiters;
  }

  boolean isIdle() {
    return places.running() == 0;
  }

  /** Has the limits looked up when the rules were changed, and what this node has of them. */
  void obey(FlowRules current, Source from, String to, Site known, Instant now) {
    hop = to;
    if (rules != current || obeyed != from) {
      FlowLimits before = limits;
      rules = current;
      obeyed = from;
      limits = from.over(current.limits(hop, known), known);
      pacing.obey(limits, rules.otpPercent());
      isShared = slices.mayBeShared() && limits.areShared();
      if (limits.areLooserThan(before)) {
        loosen(now);
      }
    }
    site = known;
    share(now);
    places.obey(connections(), rules.otpPercent());
  }

  /** Mail that was told a time might go before it. */
  private void loosen(Instant now) {
    if (toldUntil.isAfter(now.plusSeconds(SOON_SECONDS))) {
      pacing.forgetPromises(now);
      places.forgetPromises();
      recall.begin(now);
    }
  }

  /** How much mail that was told a time is to be called now; asked from time to time. */
  int missed(FlowRules current, Instant now) {
    if (rules != current) {
      if (current.flowName(hop, site).equals(name)) {
        obey(current, obeyed, hop, site, now);
      } else if (obeyed.over(current.limits(hop, site), site).areLooserThan(limits)) {
        // Its mail is another flow's from now on, whose limits it is told when it comes.
        loosen(now);
        rules = current;
        limits = FlowLimits.NONE;
        pacing.obey(limits, rules.otpPercent());
      }
    }
    adapt(now);
    boolean isHeld = isPaused(now) || governor.isProbing(now);
    if (recall.isPauseOver(isHeld)
        || recall.areLongUnderused(!isHeld && places.areUnderused(now))) {
      loosen(now);
    }
    Instant free = freeAt(Wish.of(name, Lane.BULK, false), now);
    Instant told = pacing.toldUntil(now);
    return isHeld || slice.equals(Slice.NOTHING)
        ? 0
        : recall.portion(
            Math.min(pacing.perSecond(), places.perSecond()),
            told.isAfter(free) ? told : free,
            now);
  }

  Recall recall() {
    return recall;
  }

  private void share(Instant now) {
    Slice current =
        isShared ? slices.of(label, source, (int) limits.value(Limit.CONNECTIONS)) : Slice.ALL;
    if (!current.equals(slice)) {
      slice = current;
      // Before this node knows of the others there is nothing to be paced by.
      pacing.share(slice.equals(Slice.NOTHING) ? Slice.PARTS : slice.parts(), now);
    }
  }

  /** What it wants of limits that nodes share; empty where there is nothing to be wanted. */
  Optional<Need> need(Instant now) {
    long waiting = pacing.waiting(now) + places.promised(now);
    long second = now.getEpochSecond();
    long lately = (wanted.taken(second) + wanted.deferred(second)) / WANTED_PART;
    long demand = Math.min(DEMAND_MAX, waiting + lately);
    return !isShared || demand == 0 && isIdle()
        ? Optional.empty()
        : Optional.of(
            new Need(label, (int) limits.value(Limit.CONNECTIONS), demand, places.running()));
  }

  String label() {
    return label;
  }

  /** Of what is found by one node for all, this one's. */
  private int partsOfFound() {
    return Math.max(1, isShared ? slice.parts() : slices.evenParts());
  }

  /** What this node found of it, in numbers of all nodes; nothing where it shares it with none. */
  List<Restriction> found() {
    if (!slices.areShared(source)) {
      return List.of();
    }
    return governor.restrictions().stream().map(r -> r.ofAll(partsOfFound())).toList();
  }

  Governor governor() {
    return governor;
  }

  Source source() {
    return obeyed;
  }

  Optional<String> provider() {
    return site.provider().map(Provider::id);
  }

  /** Whether the mail may go now. */
  boolean admits(Wish wish, Instant now) {
    adapt(now);
    return !isPaused(now)
        && !slice.equals(Slice.NOTHING)
        && places.has(wish, now)
        && pacing.admits(wish, now);
  }

  /** When a mail that may not go now is likely to; as good a guess as can be made. */
  Instant freeAt(Wish wish, Instant now) {
    if (isPaused(now)) {
      return restraint.pausedUntil(now).orElse(now.plusSeconds(LOOK_AGAIN_SECONDS));
    }
    Instant place = places.freeAt(wish, now);
    Instant rates = pacing.freeAt(wish, now);
    return rates.isAfter(place) ? rates : place;
  }

  private void adapt(Instant now) {
    governor.passTime(now);
    int parts = partsOfFound();
    int before = foundConnections;
    foundConnections = restraint.connections(parts, now);
    places.obey(connections(), rules.otpPercent());
    if (pacing.adapt(restraint.perMinute(parts, now)) || before > 0 && foundConnections == 0) {
      loosen(now);
    }
  }

  /** After a pause one attempt at a time goes ahead. */
  private boolean isPaused(Instant now) {
    return restraint.pausedUntil(now).isPresent() || governor.isProbing(now) && !isIdle();
  }

  void enter(Wish wish, Instant now) {
    pacing.arrived(wish, now);
    places.arrived(wish, now);
    places.enter(wish);
    pacing.enter(wish, now);
    if (isShared) {
      wanted.add(wish.recipients(), 0, now.getEpochSecond());
    }
  }

  /**
   * @param threshold deferrals in a row before only probes go; 0 when nothing is to be learned
   */
  void leave(Permit permit, Experience learned, int threshold, Instant now) {
    if (threshold > 0) {
      governor.learn(learned, permit.since(), places.running(), threshold, now);
    }
    places.leave(permit, now);
  }

  /** A connection is about to be opened. */
  void connecting(Lane lane, Instant now) {
    pacing.connecting(lane, now);
  }

  int mailsPerConnection() {
    return orAny(limits.value(Limit.MESSAGES_PER_CONNECTION));
  }

  /** By rule, or fewer where the servers wanted fewer lately. */
  int recipientsPerTransaction(Instant now) {
    int rule = orAny(limits.value(Limit.RECIPIENTS_PER_TRANSACTION));
    return now.isBefore(batchUntil) ? Math.min(rule, batch) : rule;
  }

  private static int orAny(long limit) {
    return limit == 0 ? Integer.MAX_VALUE : (int) limit;
  }

  /** The servers took so many of a transaction and no more. */
  void tooManyRecipients(int accepted, Instant now) {
    batch = Math.max(1, now.isBefore(batchUntil) ? Math.min(batch, accepted) : accepted);
    batchUntil = now.plus(BATCH_MEMORY);
  }

  /** Whether a place is likely to come free within the patience of a worker. */
  boolean hasTurnSoon(Wish wish, Duration patience, Instant now) {
    return !isPaused(now) && places.hasTurnSoon(wish, patience, now);
  }

  /** For how long one more worker may stand by for a place; zero when it had better not. */
  Duration standby(Wish wish, Duration most, Instant now) {
    return isPaused(now) ? Duration.ZERO : places.standby(wish, most, now);
  }

  /** A time of its own for a mail that may not go now. */
  Later promise(Wish wish, Duration furthest, Instant now) {
    Instant end = now.plus(furthest);
    boolean isOwedSlot = pacing.arrived(wish, now);
    boolean isOwedPlace = places.arrived(wish, now);
    if (isShared) {
      wanted.add(0, wish.recipients(), now.getEpochSecond());
    }
    Later later;
    if (slice.equals(Slice.NOTHING)) {
      later = later("unknown-share", now.plus(WAIT_WHILE_UNKNOWN));
    } else if (isPaused(now)) {
      Instant again = restraint.pausedUntil(now).orElse(now.plusSeconds(LOOK_AGAIN_SECONDS));
      later = later("paused", again.isAfter(end) ? end : pacing.afterPause(again, end, now));
    } else {
      later =
          places.has(wish, now)
              ? slot(wish, isOwedSlot, end, now)
              : place(wish, isOwedPlace, end, now);
    }
    lastLater = later;
    toldUntil = later.at().isAfter(toldUntil) ? later.at() : toldUntil;
    return later;
  }

  private Later slot(Wish wish, boolean isOwed, Instant furthest, Instant now) {
    Pacing.Given given = pacing.promise(wish, isOwed, furthest, now);
    return later(given.limit(), given.at());
  }

  /** Where other nodes have the other places now, they may leave more of them soon. */
  private Later place(Wish wish, boolean isOwed, Instant furthest, Instant now) {
    boolean isAhead = places.isAhead(wish, now);
    long rule = limits.value(Limit.CONNECTIONS);
    Instant at =
        slice.connections() < rule && !isAhead && places.isFar(now)
            ? pacing.afterRounds(places.perSecond(rule), furthest, now)
            : places.turn(wish, isOwed, furthest, now);
    String quota = wish.lane() == Lane.OTP && !isAhead ? Pacing.OTP_SHARE : "";
    return later(quota + Limit.CONNECTIONS.label(), at);
  }

  private Later later(String limit, Instant at) {
    return new Later(at, Later.LIMIT + " " + limit + " " + label);
  }

  /** By rule, of which other nodes have a part, or by what was found. */
  private int connections() {
    int rule = (int) limits.value(Limit.CONNECTIONS);
    int ours = rule == 0 ? Places.NO_LIMIT : Math.min(rule, slice.connections());
    return foundConnections > 0 ? Math.min(foundConnections, ours) : ours;
  }

  /** Whether more connections may be open between mails than it may have. */
  boolean limitsConnections() {
    return connections() != Places.NO_LIMIT;
  }

  /** Connections that may be open without a mail, beside the attempts under way. */
  int idleRoom(Instant now) {
    share(now);
    adapt(now);
    return Math.max(0, connections() - places.running());
  }

  FlowView view(Instant now) {
    Optional<Later> waiting = Optional.ofNullable(lastLater).filter(l -> l.at().isAfter(now));
    return new FlowView(
        name,
        source,
        site.provider().map(Provider::title),
        site.hosts(),
        places.running(),
        pacing.promised(now),
        waiting.map(Later::at),
        waiting.map(Later::reason),
        limits.rows(),
        shared(),
        otp(now),
        ShareView.of(pacing.views(now), places.views(now)),
        restraint.restrictions(now));
  }

  /** Where nothing limits the flow there is nothing to have a part of. */
  private Optional<OtpShare> otp(Instant now) {
    Wish one = Wish.of(name, Lane.OTP, false);
    return limits.areShared()
        ? Optional.of(
            new OtpShare(
                rules.otpPercent(),
                places.otpRunning(),
                !places.isAhead(one, now) || !pacing.isAhead(one, now)))
        : Optional.empty();
  }

  private Optional<FlowShare> shared() {
    return isShared
        ? slices
            .last()
            .filter(round -> round.nodes().count() > 1)
            .map(round -> new FlowShare(round.nodes().count(), slice))
        : Optional.empty();
  }
}
