package relay.domain.template;

/** A template breaks a rule; the message tells its author what to change. */
public final class InvalidTemplate extends IllegalArgumentException {
  private final String part;

  /**
   * @param part {@code html}, {@code text}, {@code subject}, {@code preheader}
   * @param line counted from 1
   * @param rule a sentence without the place
   */
  InvalidTemplate(String part, int line, String rule) {
    super("line " + line + ": " + rule);
    this.part = part;
  }

  /** A rule that concerns the whole part. */
  InvalidTemplate(String part, String rule) {
    super(rule);
    this.part = part;
  }

  public String part() {
    return part;
  }
}
