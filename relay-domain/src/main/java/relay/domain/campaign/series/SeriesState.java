package relay.domain.campaign.series;

import java.util.Optional;
import relay.domain.control.Fields;

/** Where a series stands. */
public enum SeriesState {
  /** Being written; nothing is due. */
  DRAFT,
  /** Its campaign goes whenever it is due. */
  ACTIVE,
  /** What becomes due is passed over. */
  PAUSED,
  /** Somebody ended it, or nothing is due any more. */
  ENDED;

  /** Such as {@code active}. */
  public String label() {
    return Fields.word(this);
  }

  /**
   * Where it stands after an order; empty where that cannot be. An order done before is no error. A
   * series that ended may start again, for its last day can be changed.
   */
  public Optional<SeriesState> after(SeriesOrder order) {
    return switch (order) {
      case START -> Optional.of(ACTIVE).filter(s -> this != PAUSED);
      case PAUSE -> Optional.of(PAUSED).filter(s -> this == ACTIVE || this == PAUSED);
      case RESUME -> Optional.of(ACTIVE).filter(s -> this == PAUSED || this == ACTIVE);
      case END -> Optional.of(ENDED);
    };
  }
}
