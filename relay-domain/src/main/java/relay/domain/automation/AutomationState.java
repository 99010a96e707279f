package relay.domain.automation;

import java.util.Optional;
import relay.domain.control.Fields;

/** Where an automation stands. */
public enum AutomationState {
  /** Being written; nobody comes in. */
  DRAFT,
  /** Contacts come in and go on. */
  ACTIVE,
  /** Nobody comes in and nobody goes on; mails that wait are held. */
  PAUSED,
  /** Nobody is inside any more, and nobody will be. */
  ENDED;

  /** Such as {@code active}. */
  public String label() {
    return Fields.word(this);
  }

  /**
   * Where it stands after an order; empty where that cannot be. An order done before is no error.
   */
  Optional<AutomationState> after(AutomationOrder order) {
    return switch (order) {
      case START -> Optional.of(ACTIVE).filter(s -> this == DRAFT || this == ACTIVE);
      case PAUSE -> Optional.of(PAUSED).filter(s -> this == ACTIVE || this == PAUSED);
      case RESUME -> Optional.of(ACTIVE).filter(s -> this == PAUSED || this == ACTIVE);
      case END -> Optional.of(ENDED);
    };
  }
}
