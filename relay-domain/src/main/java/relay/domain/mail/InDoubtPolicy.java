package relay.domain.mail;

import java.util.Locale;

/**
 * What becomes of a recipient whose mail may have arrived: SMTP has no answer to a connection that
 * breaks after the final dot (RFC 1047).
 */
public enum InDoubtPolicy {
  /** Send again: perhaps twice, never not at all. */
  RETRY,
  /** Do not send again, and tell the sender that nobody knows. */
  GIVE_UP,
  /** Hold it until an operator decides, or his time to do so is over. */
  ASK;

  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
