package relay.domain.settings;

/**
 * A setting that cannot be used; the message names key, value and rule in one sentence for the
 * operator.
 */
public final class InvalidSetting extends RuntimeException {
  public InvalidSetting(String key, String value, String rule) {
    super("setting " + key + " = " + value + ": " + rule);
  }
}
