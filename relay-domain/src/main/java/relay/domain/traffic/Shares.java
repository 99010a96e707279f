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
  private final Function<MailOwner, Weight> weights;
  private final Map<Party, Share> known = new HashMap<>();
  private final Weighing waiting = new Weighing();
  private final int keptSeconds;
  private final Slots kept;
  private Instant lookedAt = Instant.MIN;

  /** A stream of a tenant. */
  private record Party(String tenant, String stream) {}

  private static final class Share {
    private Weight weight;
    private boolean waits;
    private final Slots kept;
    private Instant until = Instant.MIN;
    private Instant alone = Instant.MIN;
    private Instant fair = Instant.MIN;

    Share(int keptSeconds) {
      kept = new Slots(keptSeconds);
    }
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
    forget(now);
    Party party = new Party(owner.tenant(), owner.stream());
    Share own = known.get(party);
    if (own == null) {
      if (known.size() >= KNOWN_MAX) {
        return last;
      }
      own = new Share(keptSeconds);
      known.put(party, own);
    }
    weigh(party, own, weights.apply(owner));
    if (waiting.parties() == 1) {
      own.alone = last;
      own.fair = last;
      own.until = last;
      return last;
    }
    double part = waiting.part(party.tenant(), own.weight);
    Duration ofPart = Duration.ofNanos((long) (each.toNanos() / part));
    own.alone = earlier(later(own.alone, now).plus(each), last);
    own.fair = earlier(later(own.fair, now.minus(CREDIT)).plus(ofPart), last);
    Instant turn = later(own.alone, own.fair);
    own.until = later(own.until, turn);
    if (turn.isBefore(last)) {
      long second = turn.getEpochSecond() + (turn.getNano() > 0 ? 1 : 0);
      own.kept.promise(second);
      kept.promise(second);
    }
    return turn;
  }

  /** How much is kept from a mail for others whose turn has come at this time. */
  long keptFrom(Wish wish, Instant at) {
    if (kept.isEmpty()) {
      return 0;
    }
    Share own = wish.wasPutOff() ? share(wish.owner()) : null;
    return own != null && own.kept.hasDue(at.getEpochSecond())
        ? 0
        : kept.due(at.getEpochSecond(), KEPT_MAX);
  }

  /** A mail is back from its wait: nothing is kept for it any more. */
  void arrived(Wish wish, Instant now) {
    if (kept.isEmpty() || !wish.wasPutOff()) {
      return;
    }
    Share own = share(wish.owner());
    if (own != null && own.kept.take(now.getEpochSecond())) {
      kept.take(now.getEpochSecond());
    }
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
