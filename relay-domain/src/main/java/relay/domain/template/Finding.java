package relay.domain.template;

/**
 * Something to mend in a mail, or to know of it.
 *
 * @param code for programs, such as {@code image-without-alt}
 * @param text for people, with what to do
 */
public record Finding(Weight weight, String code, String text) {
  /** How much it matters. */
  public enum Weight {
    /** The mail cannot be sent, or will not be read as it is meant. */
    ERROR,
    /** It costs readers or reputation. */
    WARNING,
    /** Good to know. */
    HINT
  }
}
