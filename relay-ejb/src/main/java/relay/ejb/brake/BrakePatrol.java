package relay.ejb.brake;

import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeKind;
import relay.domain.brake.BrakeScope;
import relay.domain.brake.BrakeSelector;
import relay.domain.mail.Lane;
import relay.domain.queue.QueueGauge;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueueSearch;
import relay.domain.queue.QueueUnavailable;
import relay.domain.queue.WaitingRooms;

/**
 * Calls waiting mail when a brake begins or ends that is about it: the broker moves it, page files
 * included, to the queue of those that are to be looked at, from where it goes to its lane and is
 * asked about again. Run by one thread at a time.
 */
public final class BrakePatrol {
  private static final Logger LOG = System.getLogger(BrakePatrol.class.getName());

  // A worker may be about to put a mail aside when its brake ends: looked for again after it must
  // have done so (queue.store-patience).
  private static final List<Duration> AGAIN_AFTER =
      List.of(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofMinutes(6));
  private static final int BRAKES_IN_ONE_SWEEP = 50;

  private final NodeBrakes brakes;
  private final BrakeHandOver handOver;
  private final QueueSearch search;
  private final QueueGauge gauge;
  private final Runnable callHeld;
  private final Consumer<Predicate<String>> endPauses;
  private final Function<String, List<BrakeScope>> leavingFrom;
  private final InstantSource clock;
  private final Map<String, List<Instant>> recalls = new HashMap<>();
  private Map<String, Brake> known = Map.of();
  private boolean firstRun = true;

  /**
   * @param callHeld calls all held mail, for brokers that cannot search
   * @param endPauses ends the pauses of flows to the destinations that are meant
   * @param leavingFrom the mail that may leave from an egress source
   */
  BrakePatrol(
      NodeBrakes brakes,
      BrakeHandOver handOver,
      QueueSearch search,
      QueueGauge gauge,
      Runnable callHeld,
      Consumer<Predicate<String>> endPauses,
      Function<String, List<BrakeScope>> leavingFrom,
      InstantSource clock) {
    this.brakes = brakes;
    this.handOver = handOver;
    this.search = search;
    this.gauge = gauge;
    this.callHeld = callHeld;
    this.endPauses = endPauses;
    this.leavingFrom = leavingFrom;
    this.clock = clock;
  }

  /** Does what is due; nearly nothing while the brakes are as before. */
  public void run() {
    Instant now = clock.instant();
    handOver.run();
    brakes.learn();
    Map<String, Brake> active =
        brakes.current().brakes().stream().collect(Collectors.toMap(Brake::id, b -> b));
    try {
      // Without any knowledge of brakes every held mail would look forgotten.
      if (firstRun && brakes.areKnown()) {
        callOrphans(active.keySet());
        firstRun = false;
      }
      List<Brake> begun = new ArrayList<>(active.values());
      begun.removeIf(b -> known.containsKey(b.id()) || !b.kind().callsWaitingMail());
      for (int i = 0; i < begun.size(); i += BRAKES_IN_ONE_SWEEP) {
        sweep(begun.subList(i, Math.min(begun.size(), i + BRAKES_IN_ONE_SWEEP)), now);
      }
      for (Brake before : known.values()) {
        if (!active.containsKey(before.id()) && before.kind().holdsMail()) {
          recalls.put(before.id(), timesFrom(now));
        }
      }
      known = active;
      recall(now);
    } catch (QueueUnavailable e) {
      // The brakes themselves are in force; what waits is called when the broker is back.
      LOG.log(Logger.Level.WARNING, "waiting mail cannot be called for a brake now", e);
    }
  }

  private static List<Instant> timesFrom(Instant now) {
    List<Instant> times = new ArrayList<>(List.of(now));
    AGAIN_AFTER.forEach(d -> times.add(now.plus(d)));
    return times;
  }

  /** Mail of brakes that have ended. */
  private void recall(Instant now) {
    Set<String> due = new HashSet<>();
    recalls.forEach(
        (id, times) -> {
          if (!times.get(0).isAfter(now)) {
            due.add(id);
          }
        });
    if (due.isEmpty()) {
      return;
    }
    String selector = BrakeSelector.waitingFor(due);
    for (Lane lane : Lane.values()) {
      call(QueueNames.held(lane), selector, lane);
    }
    for (Iterator<List<Instant>> all = recalls.values().iterator(); all.hasNext(); ) {
      List<Instant> times = all.next();
      times.removeIf(t -> !t.isAfter(now));
      if (times.isEmpty()) {
        all.remove();
      }
    }
  }

  /** A brake may have ended while this node was down. */
  private void callOrphans(Set<String> active) {
    String selector = BrakeSelector.waitingForOthers(active);
    for (Lane lane : Lane.values()) {
      call(QueueNames.held(lane), selector, lane);
    }
  }

  /** Mail that new brakes are about, wherever it waits. */
  private void sweep(List<Brake> begun, Instant now) {
    // before the mail is called: one that comes into a pause would be put off again
    begun.stream()
        .filter(b -> b.kind() == BrakeKind.RETRY_NOW && isNews(b))
        .forEach(b -> endPauses.accept(b.scope()::isAboutDestination));
    String held = selector(begun.stream().filter(b -> b.kind() != BrakeKind.RETRY_NOW), now);
    String timed =
        selector(
            begun.stream()
                .filter(b -> b.kind() != BrakeKind.RELEASE && !b.kind().isAnswer())
                .filter(this::isNews),
            now);
    for (Lane lane : Lane.values()) {
      if (!held.isEmpty()) {
        call(QueueNames.held(lane), held, lane);
      }
      if (!timed.isEmpty()) {
        for (int seconds : WaitingRooms.delaysSeconds()) {
          call(QueueNames.room(lane, seconds), timed, lane);
        }
      }
    }
  }

  /** A retry is asked for once: not again because the node was started anew. */
  private boolean isNews(Brake brake) {
    return brake.kind() != BrakeKind.RETRY_NOW
        || brake.createdAt().isAfter(clock.instant().minus(AGAIN_AFTER.get(1)));
  }

  private String selector(java.util.stream.Stream<Brake> some, Instant now) {
    return some.map(b -> "(" + BrakeSelector.of(b, now, leavingFrom) + ")")
        .collect(Collectors.joining(" OR "));
  }

  private void call(String queue, String selector, Lane lane) {
    if (gauge.isEmpty(queue)) {
      return;
    }
    var moved = search.move(queue, selector, QueueNames.called(lane));
    if (moved.isEmpty() && queue.equals(QueueNames.held(lane))) {
      callHeld.run();
    } else if (moved.orElse(0) > 0) {
      LOG.log(
          Logger.Level.INFO, moved.getAsLong() + " mails of " + queue + " are called for a brake");
    }
  }
}
