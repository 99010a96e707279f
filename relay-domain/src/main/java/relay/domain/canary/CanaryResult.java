package relay.domain.canary;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What became of the last canary mail of a target.
 *
 * @param since when canary mails began to fare so: of the first of the same kind in a row
 * @param at of the last one
 * @param isGood whether the target took it
 * @param reply the last word about it, on one line
 */
public record CanaryResult(Instant since, Instant at, boolean isGood, String reply) {
  private static final Pattern UNSAFE = Pattern.compile("\\p{Cntrl}");
  private static final int REPLY_CHARS_MAX = 500;

  public CanaryResult {
    reply = UNSAFE.matcher(reply).replaceAll(" ");
    reply = reply.length() > REPLY_CHARS_MAX ? reply.substring(0, REPLY_CHARS_MAX) : reply;
  }

  /** The next one behind this one. */
  CanaryResult then(CanaryResult next) {
    return next.isGood == isGood ? new CanaryResult(since, next.at, isGood, next.reply) : next;
  }
}
