package relay.domain.traffic;

import java.time.Duration;
import java.time.Instant;

/**
 * The order in which those who wait for a new connection have their turns, where their number a
 * minute is limited. A turn is only kept, and nothing is counted for it before a connection is
 * really opened: one that nobody fetches is there for others a moment later. Mail goes over
 * connections that are open, too, so turns follow each other as fast as mails went for each
 * connection that was opened lately. Guarded by the control's lock.
 */
final class Openings {
  // A waiting room gives mail back some seconds late, and it stands in its lane then.
  private static final int KEPT_SECONDS = 15;
  private static final double WEIGHT_OF_NEWEST = 0.1;
  private static final long DUE_MAX = 10_000;
  private Slots turns = new Slots(KEPT_SECONDS);
  private Instant last = Instant.MIN;
  private double mailsEach = 1;
  private long mailsSince;
  private long there;
  private double fetched = 1;

  /** A mail goes; one that was put off uses up a turn that is due. */
  void began(Wish wish, Instant now) {
    mailsSince++;
    if (wish.wasPutOff()) {
      forget(now);
      if (turns.take(now.getEpochSecond())) {
        there--;
        fetched += WEIGHT_OF_NEWEST * (1 - fetched);
      }
    }
  }

  private void forget(Instant now) {
    for (long left = turns.count(now.getEpochSecond()); there > left; there--) {
      fetched -= WEIGHT_OF_NEWEST * fetched;
    }
  }

  void opened() {
    mailsEach += WEIGHT_OF_NEWEST * (Math.max(1, mailsSince) - mailsEach);
    mailsSince = 0;
  }

  /** How many mails one connection carries, at least one. */
  double mailsEach() {
    return Math.max(1, Math.max(mailsEach, mailsSince));
  }

  /** Whether the turn of a mail has come. */
  boolean isDue(Wish wish, long keptForOthers, Instant now) {
    return wish.wasPutOff() && turns.hasDue(now.getEpochSecond(), keptForOthers);
  }

  /**
   * How many connections those need whose turn has come, and who are on their way, as many of them
   * as came of those before.
   */
  long needed(Instant now) {
    forget(now);
    return (long) (turns.due(now.getEpochSecond(), DUE_MAX) * fetched / mailsEach());
  }

  /** How long after another one its turn is, where one connection may be opened so often. */
  Duration each(Duration opening) {
    return Duration.ofNanos(Math.max(1_000, (long) (opening.toNanos() / mailsEach())));
  }

  /** The next turn, behind all that were given; it is not kept yet. */
  Instant next(Instant free, Duration each) {
    Instant behind = last.equals(Instant.MIN) ? last : last.plus(each);
    return behind.isAfter(free) ? behind : free;
  }

  /** Keeps it. Rounded up: nobody comes back before his turn. */
  void keep(Instant turn) {
    last = turn;
    there++;
    turns.promise(turn.getEpochSecond() + (turn.getNano() > 0 ? 1 : 0));
  }

  /** Nobody comes for what was kept until now. */
  void forgetTurns() {
    turns = new Slots(KEPT_SECONDS);
    last = Instant.MIN;
    there = 0;
  }

  long kept(Instant now) {
    return turns.count(now.getEpochSecond());
  }
}
