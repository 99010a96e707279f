package relay.domain.feedback.reply;

import java.util.Optional;
import relay.domain.smtp.EnhancedStatus;

/**
 * What is known of a refusal, from a conversation or from a report about one.
 *
 * @param code 400 to 599, or 0 when it is not known
 * @param text without code and status, or with them; lines in one
 * @param provider who said it, as {@link Provider} names it; empty when not known
 */
public record RefusedReply(
    int code, Optional<EnhancedStatus> status, String text, Moment moment, String provider) {

  /** Of a server that nothing is known of. */
  public RefusedReply(int code, Optional<EnhancedStatus> status, String text, Moment moment) {
    this(code, status, text, moment, "");
  }
}
