package relay.ejb.delivery.worker;

import java.time.Instant;
import java.util.List;
import relay.domain.delivery.SuppressionJudge;
import relay.domain.queue.QueuedMail;
import relay.domain.suppression.SuppressionDoor;
import relay.domain.suppression.SuppressionDoor.HeldBack;

/** Asks the suppression list about an entry at each touch. Thread-safe. */
final class SuppressionCheck {
  private final SuppressionDoor door;
  private final SuppressionJudge judge;
  private final Outcomes outcomes;

  SuppressionCheck(SuppressionDoor door, SuppressionJudge judge, Outcomes outcomes) {
    this.door = door;
    this.judge = judge;
    this.outcomes = outcomes;
  }

  /**
   * Whether the mail may go on to all its recipients. Where it may not, who is suppressed has come
   * to his end, and the others come again as an entry of their own.
   */
  boolean pass(QueuedMail mail, Instant now) {
    if (door.isOpen() || mail.envelope().sender().isNull()) {
      return true;
    }
    List<HeldBack> heldBack =
        door.heldBack(mail.owner(), mail.lane(), mail.envelope().recipients(), now);
    if (heldBack.isEmpty()) {
      return true;
    }
    outcomes.store(judge.end(mail, heldBack, now), now);
    return false;
  }
}
