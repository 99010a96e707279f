package relay.domain.control;

/** A field of an object breaks a rule. */
public final class InvalidField extends IllegalArgumentException {
  private final String field;
  private final String rule;

  /**
   * @param field its name in the JSON form
   * @param rule what is allowed, in words: "must be ..."
   */
  public InvalidField(String field, String rule) {
    super(field + " " + rule);
    this.field = field;
    this.rule = rule;
  }

  public String field() {
    return field;
  }

  public String rule() {
    return rule;
  }
}
