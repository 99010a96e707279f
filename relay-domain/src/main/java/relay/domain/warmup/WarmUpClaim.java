package relay.domain.warmup;

import java.util.function.BiConsumer;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.TransmissionReport;

/** A part of a budget that an attempt has taken; to be settled once, whatever became of it. */
public final class WarmUpClaim {
  /** Of a source that nothing is counted for. */
  static final WarmUpClaim NONE = new WarmUpClaim(0, true, new WarmUpHearing(), (n, h) -> {});

  private final int recipients;
  private final boolean isFirst;
  private final WarmUpHearing hearing;
  private final BiConsumer<Long, WarmUpHealth> result;

  /**
   * @param recipients that were counted
   * @param result is told how many of them no server was asked about, and what was said
   */
  WarmUpClaim(
      int recipients,
      boolean isFirst,
      WarmUpHearing hearing,
      BiConsumer<Long, WarmUpHealth> result) {
    this.recipients = recipients;
    this.isFirst = isFirst;
    this.hearing = hearing;
    this.result = result;
  }

  /** Learns from the attempt; gives back what no server was asked about. */
  public void settle(TransmissionReport report) {
    if (this == NONE) {
      return;
    }
    WarmUpHealth health = WarmUpHealth.NONE;
    int asked = 0;
    for (RecipientReply said : report.replies()) {
      asked += said.reply().local() && !said.inDoubt() ? 0 : 1;
      health = health.plus(hearing.hear(said, isFirst));
    }
    result.accept((long) Math.max(0, recipients - asked), health);
  }
}
