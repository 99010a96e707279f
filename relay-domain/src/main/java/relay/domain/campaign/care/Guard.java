package relay.domain.campaign.care;

import java.util.Optional;
import relay.domain.control.Fields;

/** What is watched while a campaign runs. */
public enum Guard {
  /** Refusals for good, at once or later, of all mails that came to an end. */
  BOUNCES,
  /** Complaints, of all mails that were delivered. */
  COMPLAINTS,
  /** Mails that have to be tried again, of all that were tried. */
  DEFERRALS,
  /** Recipients who left, of all mails that were delivered. */
  UNSUBSCRIBES;

  /** Such as {@code bounces}. */
  public String label() {
    return Fields.word(this);
  }

  /** The guard of this label; empty for a word of a later version. */
  static Optional<Guard> labelled(String label) {
    for (Guard guard : values()) {
      if (guard.label().equals(label)) {
        return Optional.of(guard);
      }
    }
    return Optional.empty();
  }

  /** How many there were. */
  public long count(GuardFigures figures) {
    return switch (this) {
      case BOUNCES -> figures.refused();
      case COMPLAINTS -> figures.complaints();
      case DEFERRALS -> figures.deferred();
      case UNSUBSCRIBES -> figures.unsubscribes();
    };
  }

  /** Of how many. */
  public long of(GuardFigures figures) {
    return switch (this) {
      case BOUNCES -> figures.ended();
      case DEFERRALS -> figures.tried();
      case COMPLAINTS, UNSUBSCRIBES -> figures.delivered();
    };
  }
}
