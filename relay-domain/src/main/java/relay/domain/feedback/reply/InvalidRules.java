package relay.domain.feedback.reply;

/** A rule set that cannot be used; the message names the line and says what is wrong with it. */
public final class InvalidRules extends IllegalArgumentException {
  InvalidRules(String message) {
    super(message);
  }
}
