package relay.domain.settings;

/**
 * A setting that cannot be used; the message names key, value and rule in one sentence for the
 * operator.
 */
public final class InvalidSetting extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String key;
  private final String fault;

  public InvalidSetting(String key, String value, String rule) {
    super("setting " + key + " = " + value + ": " + rule);
    this.key = key;
    this.fault = "= " + value + ": " + rule;
  }

  public String key() {
    return key;
  }

  /** What is wrong, without the key: {@code = 99: must be a whole number from 0 to 50}. */
  public String fault() {
    return fault;
  }
}
