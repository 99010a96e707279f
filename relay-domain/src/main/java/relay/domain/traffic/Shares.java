package relay.domain.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import relay.domain.mail.MailOwner;
import relay.domain.tenancy.Weight;

/**
 * The turns of tenants and streams that wait for the same thing. Whoever waits alone is served in
 * the order of asking. Where others wait too, each gets turns at the pace of its part, and so comes
 * before those who asked earlier for more; nobody is told a later time than in the order of asking.
 * What is told an earlier one has something kept for it at that time, and who finds it kept asks
 * again. Who has not waited lately has some turns to his credit, so that few mails need not wait
 * for a part of the pace. Guarded by the control's lock.
 */
final class Shares {
  // Bounds the work of each turn; whoever comes beyond stands in the order of asking.
  private static final int KNOWN_MAX = 1_000;
  private static final Duration CREDIT = Duration.ofSeconds(30);
  private static final long KEPT_MAX = 1_000;
  // Of those who come again some find nothing once more: at the very pace places would stay empty.
  private static final double LATE_PART = 0.8;
  // A waiting room gives back a tenth of the wait late what was told a time half an hour ahead.
  private static final int OWED_SECONDS = 300;
  private final Function<MailOwner, Weight> weights;
  private final Map<Party, Share> known = new HashMap<>();
  private final Weighing waiting = new Weighing();
  private final Returns beyond = new Returns(LATE_PART);
  private final int keptSeconds;
  private final Slots kept;
  private Instant lookedAt = Instant.MIN;

  /** A stream of a tenant. */
  private record Party(String tenant, String stream) {}

  private static final class Share {
    private Weight weight;
    private boolean waits;
    private final Slots kept = new Slots(OWED_SECONDS);
    private final Returns late = new Returns(LATE_PART);
    private Instant until = Instant.MIN;
    private Instant alone = Instant.MIN;
    private Instant fair = Instant.MIN;
    private Instant owed = Instant.MIN;
  }

  /**
   * @param keptSeconds how long something is kept for a mail that a waiting room gives back late;
   *     after that it takes what is free
   */
  Shares(Function<MailOwner, Weight> weights, int keptSeconds) {
    this.weights = weights;
    this.keptSeconds = keptSeconds;
    this.kept = new Slots(keptSeconds);
  }

  /**
   * The turn of a mail.
   *
   * @param last its turn in the order of asking, after {@code now}
   * @param each how long it takes until the next may go
   */
  Instant turn(MailOwner owner, Instant last, Duration each, Instant now) {
    Share own = waiting(owner, now);
    if (own == null) {
      return last;
    }
    if (waiting.parties() == 1) {
      own.alone = last;
      own.fair = last;
      own.until = later(own.until, last);
      return last;
    }
    double part = waiting.part(owner.tenant(), own.weight);
    Duration ofPart = Duration.ofNanos((long) (each.toNanos() / part));
    own.alone = earlier(later(own.alone, now).plus(each), last);
    own.fair = earlier(later(own.fair, now.minus(CREDIT)).plus(ofPart), last);
    Instant turn = later(own.alone, own.fair);
    own.until = later(own.until, turn);
    if (turn.isBefore(last)) {
      keep(own, turn);
    }
    return turn;
  }

  /** One of those who wait from now on; null beyond the bound. */
  private Share waiting(MailOwner owner, Instant now) {
    forget(now);
    Party party = new Party(owner.tenant(), owner.stream());
    Share own = known.get(party);
    if (own == null) {
      if (known.size() >= KNOWN_MAX) {
        return null;
      }
      own = new Share();
      known.put(party, own);
    }
    weigh(party, own, weights.apply(owner));
    return own;
  }

  private void keep(Share own, Instant turn) {
    own.kept.promise(second(turn));
    kept.promise(second(turn));
  }

  /**
   * The turn of a mail that had something kept for it and found nothing: one of the next, for it
   * was counted in the part of its owner already.
   */
  Instant owed(MailOwner owner, Duration each, Instant now) {
    Share own = share(owner);
    if (own == null) {
      return now.plus(each);
    }
    own.owed = later(own.owed, now).plus(each);
    own.until = later(own.until, own.owed);
    keep(own, own.owed);
    return own.owed;
  }

  /** How much is kept from a mail for others whose turn has come at this time. */
  long keptFrom(Wish wish, Instant at) {
    if (kept.isEmpty()) {
      return 0;
    }
    Share own = wish.wasPutOff() ? share(wish.owner()) : null;
    return own != null && own.kept.hasDue(second(at)) ? 0 : kept.due(at.getEpochSecond(), KEPT_MAX);
  }

  /** A mail is back from its wait: nothing is kept for it any more. True when something was. */
  boolean arrived(Wish wish, Instant now) {
    if (kept.isEmpty() || !wish.wasPutOff()) {
      return false;
    }
    Share own = share(wish.owner());
    if (own == null || !own.kept.hasDue(second(now))) {
      return false;
    }
    // Whoever is later than that is owed his turn all the same; only is nothing kept for him now.
    if (own.kept.first() >= now.getEpochSecond() - keptSeconds) {
      kept.take(second(now));
    }
    return own.kept.take(second(now));
  }

  /**
   * When a mail for which nothing was kept, and which found nothing, asks again: spread with the
   * others of its owner over about as long as all of them take at the pace of his part.
   *
   * @param perSecond how many of all go
   * @param leastSeconds that they are spread over
   */
  Instant again(
      MailOwner owner, double perSecond, int leastSeconds, Instant furthest, Instant now) {
    Share own = waiting(owner, now);
    if (own == null) {
      return beyond.next(perSecond, leastSeconds, now, furthest, now);
    }
    double part = waiting.part(owner.tenant(), own.weight);
    Instant at = own.late.next(perSecond * part, leastSeconds, now, furthest, now);
    own.until = later(own.until, at);
    return at;
  }

  /** How many were told when to ask again. */
  long late(Instant now) {
    long late = beyond.count(now);
    for (Share share : known.values()) {
      late += share.late.count(now);
    }
    return late;
  }

  /** Rounded up, as the time that was told, for a mail may be back in the second of its time. */
  private static long second(Instant at) {
    return at.getEpochSecond() + (at.getNano() > 0 ? 1 : 0);
  }

  private Share share(MailOwner owner) {
    return known.get(new Party(owner.tenant(), owner.stream()));
  }

  /** Whether more than one waits. */
  boolean areShared(Instant now) {
    forget(now);
    return waiting.parties() > 1;
  }

  /** All that wait, the greatest parts first. */
  List<ShareView> views(Instant now) {
    forget(now);
    List<ShareView> views = new ArrayList<>();
    known.forEach(
        (party, share) -> {
          if (share.waits) {
            double part = waiting.part(party.tenant(), share.weight);
            views.add(
                new ShareView(
                    party.tenant(),
                    party.stream(),
                    Math.max(1, (int) Math.round(part * 100)),
                    share.until));
          }
        });
    views.sort(ShareView.ORDER);
    return views;
  }

  private void weigh(Party party, Share own, Weight weight) {
    if (own.waits && own.weight.equals(weight)) {
      return;
    }
    if (own.waits) {
      waiting.remove(party.tenant(), own.weight);
    }
    own.weight = weight;
    own.waits = true;
    waiting.add(party.tenant(), weight);
  }

  private void forget(Instant now) {
    // Once a second: a look at all for each turn would cost more than the turn.
    if (now.getEpochSecond() == lookedAt.getEpochSecond()) {
      return;
    }
    lookedAt = now;
    kept.count(now.getEpochSecond());
    Instant past = now.minus(CREDIT);
    for (Iterator<Map.Entry<Party, Share>> all = known.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Party, Share> each = all.next();
      Share share = each.getValue();
      share.kept.count(now.getEpochSecond());
      if (share.waits && !share.until.isAfter(now)) {
        share.waits = false;
        waiting.remove(each.getKey().tenant(), share.weight);
      }
      if (share.until.isBefore(past) && share.fair.isBefore(past)) {
        all.remove();
      }
    }
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
