package relay.domain.quota;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import relay.domain.quota.QuotaVerdict.Beyond;
import relay.domain.quota.QuotaVerdict.Over;
import relay.domain.smtp.SmtpReply;

/** What a client is told that is above a limit. */
public final class QuotaReply {
  private QuotaReply() {}

  /** Temporary, with the time to come back. */
  public static SmtpReply of(Over over, Instant now) {
    long seconds = Math.max(1, Duration.between(now, over.at()).toSeconds() + 1);
    return SmtpReply.local(
        452,
        "4.7.1",
        "Above the limit of "
            + over.limit()
            + " for "
            + over.claim().holder().words()
            + "; come back in "
            + seconds
            + " s, at "
            + now.plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS));
  }

  /** Temporary too: the same mail to fewer recipients goes. */
  public static SmtpReply of(Beyond beyond) {
    return SmtpReply.local(
        452,
        "4.5.3",
        "More recipients than the limit of "
            + beyond.limit()
            + " for "
            + beyond.claim().holder().words()
            + " ever admits; send the mail to fewer at a time");
  }
}
