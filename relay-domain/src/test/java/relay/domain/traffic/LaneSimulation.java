package relay.domain.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
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
 * order, workers who hand one mail after the other over, the real limits and waiting rooms.
 */
final class LaneSimulation {
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Comparator<Event> IN_TIME =
      Comparator.comparing(Event::at).thenComparing(Event::number);
  private final PriorityQueue<Event> events = new PriorityQueue<>(IN_TIME);
  private final ArrayDeque<Mail> ahead = new ArrayDeque<>();
  private final ArrayDeque<Mail> lane = new ArrayDeque<>();
  private final Map<MailOwner, Figures> figures = new HashMap<>();
  private final Map<MailOwner, Weight> weights = new HashMap<>();
  private final LaneShares order = new LaneShares(this::weight);
  private final TrafficControl control;
  private final Site site;
  private final Duration attempt;
  private final Duration handOver;
  private Instant free = NOON;
  private int number;

  private record Mail(int number, MailOwner owner, int waits, int moves, int stays) {}

  /** Something that happens: a mail comes into the lane, or an attempt ends. */
  private record Event(Instant at, int number, Mail mail, Permit permit) {}

  /** What became of one owner's mail. */
  static final class Figures {
    int gone;
    long moves;
    long stays;
    Instant first = NOON;
    Instant last = NOON;
  }

  LaneSimulation(String limits, Duration attempt, Duration handOver) {
    var settings =
        TrafficSettings.from(
            Settings.of(
                TrafficSettings.ALL, Map.of("traffic.site.mx.example.limits", limits), Map.of()));
    this.attempt = attempt;
    this.handOver = handOver;
    control =
        new TrafficControl(
            () -> settings,
            Map.of(Lane.OTP, 8, Lane.TRANSACTIONAL, 32, Lane.BULK, 32),
            this::weight,
            Slices.alone());
    site = settings.flows().site(java.util.List.of("mx.example"));
  }

  private Weight weight(MailOwner owner) {
    return weights.getOrDefault(owner, Weight.EQUAL);
  }

  LaneSimulation weight(MailOwner owner, int ofTenant, int ofStream) {
    weights.put(owner, new Weight(ofTenant, ofStream));
    return this;
  }

  /** So many mails are handed in, one each so often. */
  LaneSimulation handIn(MailOwner owner, int mails, Duration after, Duration each) {
    Figures own = figures.computeIfAbsent(owner, o -> new Figures());
    own.first = NOON.plus(after);
    for (int i = 0; i < mails; i++) {
      Instant at = NOON.plus(after).plus(each.multipliedBy(i));
      add(at, new Mail(number, owner, 0, 0, 0), null);
    }
    return this;
  }

  /** Plays until a time, or until all mail has gone. */
  LaneSimulation play(Duration most) {
    Instant end = NOON.plus(most);
    while (!events.isEmpty() || !lane.isEmpty() || !ahead.isEmpty()) {
      boolean waits = !lane.isEmpty() || !ahead.isEmpty();
      if (waits && (events.isEmpty() || !events.peek().at().isBefore(free))) {
        handOver(ahead.isEmpty() ? lane.removeFirst() : ahead.removeFirst(), free);
        free = free.plus(handOver);
        continue;
      }
      Event next = events.remove();
      if (next.at().isAfter(end)) {
        return this;
      }
      if (next.permit() != null) {
        next.permit().release(Reach.REACHED, next.at());
        continue;
      }
      if (!waits && free.isBefore(next.at())) {
        free = next.at();
      }
      boolean overtakes =
          order.mayOvertake(Lane.BULK, next.mail().owner(), lane.size() + ahead.size());
      (overtakes ? ahead : lane).addLast(next.mail());
    }
    return this;
  }

  private void handOver(Mail mail, Instant now) {
    String domain = "d" + mail.number() % 97 + ".example";
    Wish wish = Wish.of(domain, Lane.BULK, mail.waits() > 0).at(site).of(mail.owner());
    Figures own = figures.get(mail.owner());
    Decision decision = control.ask(wish, now);
    if (decision instanceof Go go) {
      own.gone++;
      own.moves += mail.moves();
      own.stays += mail.stays();
      own.last = now.plus(attempt);
      add(now.plus(attempt), null, go.permit());
      return;
    }
    Instant due = ((Later) decision).at();
    Instant latest = WaitingRooms.latest(now, due);
    Instant at = now;
    int stays = 0;
    while (at.isBefore(due)) {
      at = WaitingRooms.next(at, due, latest).leavesAt();
      stays++;
    }
    add(
        at,
        new Mail(
            mail.number(), mail.owner(), mail.waits() + 1, mail.moves() + 1, mail.stays() + stays),
        null);
  }

  private void add(Instant at, Mail mail, Permit permit) {
    events.add(new Event(at, number++, mail, permit));
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
