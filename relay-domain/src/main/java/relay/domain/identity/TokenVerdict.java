package relay.domain.identity;

import java.time.Instant;
import relay.domain.mail.QueueId;

/** What a text that may be a token proves. */
public sealed interface TokenVerdict {

  /**
   * We made it, for this mail.
   *
   * @param recipient place among the mail's recipients, from 0; or {@link #WHOLE_MAIL}
   */
  record Genuine(QueueId mail, int recipient) implements TokenVerdict {
    /** Of a token that stands where all recipients see the same: it tells the mail alone. */
    public static final int WHOLE_MAIL = (1 << 14) - 1;

    /** Whether it tells one recipient. */
    public boolean tellsRecipient() {
      return recipient != WHOLE_MAIL;
    }
  }

  /** We made it, and it is too old to count. */
  record Expired(QueueId mail, Instant since) implements TokenVerdict {}

  /** It proves nothing. */
  record Forged(String why) implements TokenVerdict {}
}
