package relay.domain.traffic;

import java.util.Locale;
import java.util.Optional;

/** What a reply asks of us. */
public enum Reaction {
  /** Too fast: half the rate, and up again step by step. */
  SLOW,
  /** Too many connections: half of them. */
  FEWER_CONNECTIONS,
  /** Not wanted at all for now: nothing for a while, then a probe. */
  PAUSE,
  /** Says nothing about us: greylisting, a full mailbox. Does not count as a deferral. */
  NOTHING;

  /** As in rules. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Empty for a word that this version does not know. */
  public static Optional<Reaction> labelled(String label) {
    for (Reaction reaction : values()) {
      if (reaction.label().equals(label)) {
        return Optional.of(reaction);
      }
    }
    return Optional.empty();
  }
}
