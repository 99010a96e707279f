package relay.domain.reception;

import java.util.Locale;
import java.util.Optional;
import relay.domain.mail.HeaderSection;
import relay.domain.mail.Lane;

/**
 * The field {@code X-Relay-Lane} by which whoever may relay chooses the lane of a mail. It is taken
 * off before the mail goes on.
 */
public final class LaneHeader {
  public static final String NAME = "X-Relay-Lane";

  private LaneHeader() {}

  /** The lane asked for; empty when there is no such field or its value is no lane. */
  public static Optional<Lane> laneIn(HeaderSection header) {
    return header.first(NAME).flatMap(field -> lane(field.text()));
  }

  /** Whether there is such a field and its value is no lane. */
  static boolean isWrongIn(HeaderSection header) {
    return header.first(NAME).filter(field -> lane(field.text()).isEmpty()).isPresent();
  }

  private static Optional<Lane> lane(String text) {
    return Lane.labelled(text.toLowerCase(Locale.ROOT));
  }
}
