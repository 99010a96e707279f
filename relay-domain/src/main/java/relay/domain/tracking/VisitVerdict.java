package relay.domain.tracking;

/**
 * Whether a person has opened or clicked.
 *
 * @param why how it shows, in a word such as {@code apple-mail-privacy}; empty text where nothing
 *     speaks against a person
 */
public record VisitVerdict(boolean isMachine, String why) {
  static VisitVerdict machine(String why) {
    return new VisitVerdict(true, why);
  }

  static VisitVerdict person(String why) {
    return new VisitVerdict(false, why);
  }
}
