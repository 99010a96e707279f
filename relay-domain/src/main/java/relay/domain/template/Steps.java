package relay.domain.template;

/**
 * How much one rendering may still do. One thread.
 *
 * <p>Each look at a value and each turn of a loop is a step, so nested loops over long lists end
 * long before they cost anything.
 */
final class Steps {
  static final String USED_UP = "its loops take too many steps (template.steps-max)";
  private long left;

  Steps(long most) {
    left = most;
  }

  /**
   * @throws TooMuch when there are no more
   */
  void take() {
    if (--left < 0) {
      throw new TooMuch(USED_UP);
    }
  }

  /** Whether a rendering failed for want of steps, however the engine told it. */
  boolean areUsedUp() {
    return left < 0;
  }

  /** A rendering goes past a bound. */
  static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooMuch(String message) {
      super(message);
    }
  }
}
