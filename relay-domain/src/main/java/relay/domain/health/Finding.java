package relay.domain.health;

/**
 * What a check found.
 *
 * @param reason one sentence for the operator; also when all is well
 */
public record Finding(Condition condition, String reason) {
  public static Finding up(String reason) {
    return new Finding(Condition.UP, reason);
  }

  public static Finding degraded(String reason) {
    return new Finding(Condition.DEGRADED, reason);
  }

  public static Finding down(String reason) {
    return new Finding(Condition.DOWN, reason);
  }
}
