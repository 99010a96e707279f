package relay.domain.control;

/** Why a change is not made. */
public sealed interface Refusal {
  /** A field breaks a rule; {@code rule} reads "must be ...". */
  record Invalid(String field, String rule) implements Refusal {}

  /** It does not go together with what is there; {@code why} says what to change first. */
  record Conflict(String why) implements Refusal {}

  /** In one line, for people. */
  default String sentence() {
    return this instanceof Invalid invalid
        ? invalid.field() + " " + invalid.rule()
        : ((Conflict) this).why();
  }
}
