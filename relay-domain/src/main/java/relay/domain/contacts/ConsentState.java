package relay.domain.contacts;

import java.util.Optional;
import relay.domain.control.Fields;

/** How a contact stands to a list; a contact that was never on it has no state there. */
public enum ConsentState {
  /** Asked to confirm; gets nothing of the list yet. */
  PENDING,
  CONFIRMED,
  /** Left it. */
  UNSUBSCRIBED;

  /** Such as {@code confirmed}. */
  public String label() {
    return Fields.word(this);
  }

  public static Optional<ConsentState> labelled(String label) {
    for (ConsentState state : values()) {
      if (state.label().equals(label)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
