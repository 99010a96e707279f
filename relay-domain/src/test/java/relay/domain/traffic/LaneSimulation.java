package relay.domain.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import relay.domain.lease.Slices;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.queue.WaitingRooms;
import relay.domain.settings.Settings;
import relay.domain.tenancy.Weight;
import relay.domain.traffic.Decision.Go;
import relay.domain.traffic.Decision.Later;

/**
 * Mail of several tenants to the servers of one provider, on a virtual clock: the lane with its
 * order, a bounded number of workers who take one mail after the other from it and wait for a place
 * as long as the real limits have them wait, and waiting rooms from whose heads a pump takes what
 * is due.
 */
final class LaneSimulation {
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration PUMP = Duration.ofMillis(200);
  private static final int WORKERS = 32;
  private static final Comparator<Event> IN_TIME =
      Comparator.comparing(Event::at).thenComparing(Event::number);
  private final PriorityQueue<Event> events = new PriorityQueue<>(IN_TIME);
  private final ArrayDeque<Mail> ahead = new ArrayDeque<>();
  private final ArrayDeque<Mail> lane = new ArrayDeque<>();
  private final TreeMap<Duration, ArrayDeque<Mail>> rooms = new TreeMap<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private final Map<MailOwner, Figures> figures = new HashMap<>();
  private final Set<MailOwner> elsewhere = new HashSet<>();
  private final Map<MailOwner, Weight> weights = new HashMap<>();
  private final LaneShares order = new LaneShares(this::weight);
  private final TrafficControl control;
  private TrafficSettings settings;
  private final Site site;
  private final Duration attempt;
  private final Duration handOver;
  private Instant free = NOON;
  private Instant pump = NOON;
  private int idle = WORKERS;
  private int number;
  private int inRooms;
  private int calls;

  /** A mail and, while it waits in a room, when it leaves that and is due. */
  private static final class Mail {
    final int number;
    final MailOwner owner;
    int moves;
    int stays;
    Instant came;
    Instant leaves;
    Instant due;
    Instant latest;
    String reason;

    Mail(int number, MailOwner owner) {
      this.number = number;
      this.owner = owner;
    }
  }

  /** A worker that waits for a place with a mail in its hands. */
  private record Waiting(Mail mail, Wish wish, Wait turn) {}

  /** Something that happens: a mail comes into the lane, an attempt or a wait for a place ends. */
  private record Event(Instant at, int number, Mail mail, Permit permit, Waiting over) {}

  /** What became of one owner's mail. */
  static final class Figures {
    int gone;
    long moves;
    long stays;
    Instant first = NOON;
    Instant last = NOON;
    final List<Instant> began = new ArrayList<>();
    Duration longestWait = Duration.ZERO;

    /** How many attempts began in the minute in which most did. */
    int mostInAMinute() {
      int most = 0;
      int first = 0;
      for (int last = 0; last < began.size(); last++) {
        while (!began.get(first).plusSeconds(60).isAfter(began.get(last))) {
          first++;
        }
        most = Math.max(most, last - first + 1);
      }
      return most;
    }
  }

  LaneSimulation(String limits, Duration attempt, Duration handOver) {
    settings = settings(limits);
    this.attempt = attempt;
    this.handOver = handOver;
    control =
        new TrafficControl(
            () -> settings,
            Map.of(Lane.OTP, 8, Lane.TRANSACTIONAL, 32, Lane.BULK, 32),
            this::weight,
            Slices.alone());
    site = settings.flows().site(List.of("mx.example"));
  }

  private static TrafficSettings settings(String limits) {
    return TrafficSettings.from(
        Settings.of(
            TrafficSettings.ALL, Map.of("traffic.site.mx.example.limits", limits), Map.of()));
  }

  /** Other limits from now on. */
  LaneSimulation limits(String limits) {
    settings = settings(limits);
    return this;
  }

  private Weight weight(MailOwner owner) {
    return weights.getOrDefault(owner, Weight.EQUAL);
  }

  LaneSimulation weight(MailOwner owner, int ofTenant, int ofStream) {
    weights.put(owner, new Weight(ofTenant, ofStream));
    return this;
  }

  /** The mail of this one goes to servers that nothing limits. */
  LaneSimulation elsewhere(MailOwner owner) {
    elsewhere.add(owner);
    return this;
  }

  /** So many mails are handed in, one each so often. */
  LaneSimulation handIn(MailOwner owner, int mails, Duration after, Duration each) {
    Figures own = figures.computeIfAbsent(owner, o -> new Figures());
    own.first = NOON.plus(after);
    for (int i = 0; i < mails; i++) {
      add(NOON.plus(after).plus(each.multipliedBy(i)), new Mail(number, owner), null, null);
    }
    return this;
  }

  /** Plays until a time, or until all mail has gone. */
  LaneSimulation play(Duration most) {
    Instant end = NOON.plus(most);
    while (!events.isEmpty() || inRooms > 0 || !isLaneEmpty()) {
      Instant next =
          events.isEmpty() || pump.isBefore(events.peek().at()) ? pump : events.peek().at();
      if (next.isAfter(end)) {
        return this;
      }
      if (!isLaneEmpty() && idle > 0 && !next.isBefore(free)) {
        handOver(ahead.isEmpty() ? lane.removeFirst() : ahead.removeFirst(), free);
        free = free.plus(handOver);
        continue;
      }
      if (next.equals(pump)) {
        pump();
      } else {
        happens(events.remove());
      }
      if (free.isBefore(next)) {
        free = next;
      }
    }
    return this;
  }

  private void happens(Event event) {
    if (event.permit() != null) {
      idle++;
      event.permit().release(Reach.REACHED, event.at());
      wake(event.at());
    } else if (event.over() == null) {
      event.mail().came = event.at();
      enter(event.mail());
    } else if (waiting.remove(event.over())) {
      event.over().turn().line().leave(Lane.BULK);
      event.over().turn().end();
      putOff(event.over().mail(), event.over().wish(), event.at());
    }
  }

  /** A place came free: the first in line that can use it has it. */
  private void wake(Instant now) {
    for (Waiting each : List.copyOf(waiting)) {
      each.turn().line().leave(Lane.BULK);
      Optional<Permit> place = control.take(each.wish(), now);
      if (place.isPresent()) {
        waiting.remove(each);
        each.turn().end();
        goes(each.mail(), place.get(), now);
        return;
      }
      each.turn().line().enter(Lane.BULK);
    }
  }

  private boolean isLaneEmpty() {
    return lane.isEmpty() && ahead.isEmpty();
  }

  private void enter(Mail mail) {
    boolean overtakes = order.mayOvertake(Lane.BULK, mail.owner, lane.size() + ahead.size());
    (overtakes ? ahead : lane).addLast(mail);
  }

  private void pump() {
    List<Mail> due = new ArrayList<>();
    for (ArrayDeque<Mail> room : rooms.values()) {
      while (!room.isEmpty() && !room.peek().leaves.isAfter(pump)) {
        due.add(room.remove());
      }
    }
    for (Mail mail : due) {
      inRooms--;
      if (mail.due.isAfter(pump)) {
        stay(mail, pump);
      } else {
        enter(mail);
      }
    }
    if (pump.getEpochSecond() % 2 == 0 && pump.getNano() == 0) {
      call();
    }
    pump = pump.plus(PUMP);
  }

  /** From the room of the longest stays on, from the head of each. */
  private void call() {
    Optional<Calls.Call> call = control.calls().due(pump);
    if (call.isEmpty()) {
      return;
    }
    int found = 0;
    for (ArrayDeque<Mail> room : rooms.descendingMap().values()) {
      for (int left = room.size(); left > 0 && found < call.get().most(); left--) {
        Mail mail = room.remove();
        if (mail.reason.endsWith(call.get().flows().iterator().next())) {
          found++;
          inRooms--;
          calls++;
          enter(mail);
        } else {
          room.add(mail);
        }
      }
    }
    control.calls().answered(call.get(), found, pump);
  }

  private void handOver(Mail mail, Instant now) {
    boolean isElsewhere = elsewhere.contains(mail.owner);
    String domain = (isElsewhere ? "e" : "d") + mail.number % 97 + ".example";
    Site to = isElsewhere ? new Site(domain, List.of(domain), Optional.empty()) : site;
    Wish wish = Wish.of(domain, Lane.BULK, mail.moves > 0).at(to).of(mail.owner);
    idle--;
    control.came(wish, now);
    Optional<Permit> place = control.take(wish, now);
    if (place.isPresent()) {
      goes(mail, place.get(), now);
      return;
    }
    Wait wait = control.stepIn(wish, now);
    if (wait.left().isZero()) {
      putOff(mail, wish, now);
      return;
    }
    Waiting line = new Waiting(mail, wish, wait);
    wait.line().enter(Lane.BULK);
    waiting.add(line);
    add(now.plus(wait.left()), null, null, line);
  }

  private void goes(Mail mail, Permit permit, Instant now) {
    Figures own = figures.get(mail.owner);
    own.gone++;
    own.moves += mail.moves;
    own.stays += mail.stays;
    own.last = now.plus(attempt);
    own.began.add(now);
    Duration waited = Duration.between(mail.came, now);
    own.longestWait = waited.compareTo(own.longestWait) > 0 ? waited : own.longestWait;
    add(own.last, null, permit, null);
  }

  private void putOff(Mail mail, Wish wish, Instant now) {
    Decision decision = control.ask(wish, now);
    if (decision instanceof Go go) {
      goes(mail, go.permit(), now);
      return;
    }
    idle++;
    mail.due = ((Later) decision).at();
    mail.reason = ((Later) decision).reason();
    mail.latest = WaitingRooms.latest(now, mail.due);
    mail.moves++;
    stay(mail, now);
  }

  private void stay(Mail mail, Instant now) {
    WaitingRooms.Stay stay = WaitingRooms.next(now, mail.due, mail.latest);
    mail.leaves = stay.leavesAt();
    mail.stays++;
    rooms.computeIfAbsent(stay.delay(), d -> new ArrayDeque<>()).add(mail);
    inRooms++;
  }

  private void add(Instant at, Mail mail, Permit permit, Waiting over) {
    events.add(new Event(at, number++, mail, permit, over));
  }

  /** How many mails were called before their time. */
  int calls() {
    return calls;
  }

  Figures of(MailOwner owner) {
    return figures.get(owner);
  }

  /** From the first mail that was handed in to the end of the last attempt. */
  Duration time(MailOwner owner) {
    Figures own = figures.get(owner);
    return Duration.between(own.first, own.last);
  }
}
