package relay.domain.privacy;

import java.util.Locale;
import java.util.Optional;

/** What is to be done when mail to or from the address is still under way. */
public enum OpenMailRule {
  /** Nothing is begun, and the mails are told. */
  REFUSE,
  /** It begins by itself once they have ended. */
  WAIT;

  /** The word in the API and in the database: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The rule of this label; empty when there is none. */
  public static Optional<OpenMailRule> labelled(String label) {
    for (OpenMailRule rule : values()) {
      if (rule.label().equals(label)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }
}
