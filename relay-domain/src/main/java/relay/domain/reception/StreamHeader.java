package relay.domain.reception;

import java.util.Optional;
import relay.domain.mail.HeaderSection;

/**
 * The field {@code X-Relay-Stream} by which whoever may relay chooses the stream of a mail. It is
 * taken off before the mail goes on.
 */
public final class StreamHeader {
  public static final String NAME = "X-Relay-Stream";

  private StreamHeader() {}

  /** The name asked for; empty when there is no such field. */
  public static Optional<String> streamIn(HeaderSection header) {
    return header.first(NAME).map(field -> field.text());
  }
}
