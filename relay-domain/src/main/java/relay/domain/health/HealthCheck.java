package relay.domain.health;

/**
 * Looks at one component (port). Thread-safe, answers within a second or two, throws nothing that
 * is expected.
 */
public interface HealthCheck {

  /** A short word: {@code broker}, {@code disk}. */
  String component();

  Finding check();
}
