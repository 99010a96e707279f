package relay.domain.brake;

import java.util.Locale;
import java.util.Optional;

/**
 * What an order does with the mail it matches. Where several match the same recipient, the first of
 * this list that matches decides; {@link #SLOW}, {@link #REROUTE} and {@link #RETRY_NOW} go beside
 * the others. The last three are answers: they are about mail alone that was held in doubt before
 * they were given.
 */
public enum BrakeKind {
  /**
   * Nothing goes, no release overrides it, and what arrives is refused for now: the emergency. What
   * is queued is put aside, and its time to live stands still.
   */
  STOP("nothing goes and nothing comes in until this is lifted, whatever else is ordered"),
  /** The mail ends now; its sender is told why. */
  BOUNCE("the mail is returned to its sender with the text of the brake"),
  /** The mail ends now as if its time had run out. */
  EXPIRE("the mail is given up as if its time had run out"),
  /** Goes although it is suspended or held. */
  RELEASE("the mail goes although another brake suspends or holds it"),
  /** Put aside; its time to live stands still until it goes. */
  HOLD("the mail is put aside, and its time to live stands still"),
  /** No attempt for now; its time to live goes on. */
  SUSPEND("no delivery is attempted, and the time to live goes on"),
  /** Goes at a pace of its own; beside the others. */
  SLOW("the mail goes, but so many recipients a minute at most"),
  /** Goes by another route. */
  REROUTE("the mail goes by the route named in the brake"),
  /** What waits for another attempt goes at once, one time. */
  RETRY_NOW("mail that waits for another attempt is tried at once, one time"),
  /** Of mail in doubt: not there, send it once more. */
  DELIVER_AGAIN("mail that is held in doubt is delivered once more"),
  /** Of mail in doubt: it has arrived. */
  DELIVERED("mail that is held in doubt counts as delivered"),
  /** Of mail in doubt: its sender is told that nobody knows. */
  GIVE_UP("mail that is held in doubt is given up, and its sender is told");

  private final String sentence;

  BrakeKind(String sentence) {
    this.sentence = sentence;
  }

  /** The word in documents, journal lines and on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it does, for people. */
  public String sentence() {
    return sentence;
  }

  /** Whether matched mail waits until the brake ends. */
  public boolean holdsMail() {
    return this == STOP || this == HOLD || this == SUSPEND;
  }

  /** Whether the time to live of matched mail stands still until the brake ends. */
  public boolean stopsTheClock() {
    return this == STOP || this == HOLD;
  }

  /** Whether mail that waits elsewhere must be looked at again when such a brake begins. */
  public boolean callsWaitingMail() {
    return this == BOUNCE
        || this == EXPIRE
        || this == RELEASE
        || this == REROUTE
        || this == RETRY_NOW
        || isAnswer();
  }

  /** Whether it decides about mail that is held in doubt, and about no other. */
  public boolean isAnswer() {
    return this == DELIVER_AGAIN || this == DELIVERED || this == GIVE_UP;
  }

  /**
   * Whether an egress source can be its condition: what is decided before the source of a mail is
   * known, or has limits of its own by source, cannot.
   */
  public boolean canNameSource() {
    return holdsMail() || this == BOUNCE || this == EXPIRE || this == RELEASE;
  }

  public static Optional<BrakeKind> labelled(String label) {
    for (BrakeKind kind : values()) {
      if (kind.label().equals(label)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
