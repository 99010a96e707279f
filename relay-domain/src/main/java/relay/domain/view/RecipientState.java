package relay.domain.view;

import java.util.Locale;
import java.util.Optional;

/** Where one recipient of a mail stands. */
public enum RecipientState {
  /** Accepted, not tried or released again. */
  QUEUED,
  /** Tried without success; waits for the next attempt. */
  DEFERRED,
  /** Stopped by an operator or a rule. */
  HELD,
  DELIVERED,
  BOUNCED,
  /** Given up because its time was over. */
  EXPIRED,
  /** On the suppression list; no attempt was made. */
  SUPPRESSED,
  /** Never ours: recorded, but then it could not be stored, and the client was told so. */
  REJECTED;

  /** Whether something is still going to happen. */
  public boolean isOpen() {
    return this == QUEUED || this == DEFERRED || this == HELD;
  }

  /** The word in the API and in the database: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of this label; empty when there is none. */
  public static Optional<RecipientState> labelled(String label) {
    for (RecipientState state : values()) {
      if (state.label().equals(label)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
