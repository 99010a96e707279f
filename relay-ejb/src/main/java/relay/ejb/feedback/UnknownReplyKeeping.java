package relay.ejb.feedback;

import java.lang.System.Logger;
import java.util.List;
import java.util.function.IntSupplier;
import relay.domain.feedback.review.UnknownReplies;
import relay.domain.feedback.review.UnknownReply;
import relay.domain.feedback.review.UnknownReplyCount;
import relay.domain.view.ViewUnavailable;

/**
 * Moves counts from memory to the database. While that is away they stay in memory; a crash loses
 * those of the last minute, which a list for people can bear.
 */
final class UnknownReplyKeeping {
  private static final Logger LOG = System.getLogger(UnknownReplyKeeping.class.getName());
  private final UnknownReplyCount counts;
  private final UnknownReplies replies;
  private final IntSupplier kindsMax;

  UnknownReplyKeeping(UnknownReplyCount counts, UnknownReplies replies, IntSupplier kindsMax) {
    this.counts = counts;
    this.replies = replies;
    this.kindsMax = kindsMax;
  }

  void round() {
    List<UnknownReply> taken = counts.take();
    try {
      replies.add(taken, kindsMax.getAsInt());
    } catch (ViewUnavailable e) {
      counts.giveBack(taken);
      LOG.log(Logger.Level.DEBUG, "unknown replies wait for the database: {0}", e.getMessage());
    }
  }
}
