package relay.domain.warmup;

/**
 * What is counted for itself.
 *
 * @param source name of the egress source
 * @param provider its id, or {@link WarmUpPlan#OTHER}
 */
public record WarmUpKey(String source, String provider) {
  /** For people: {@code google@mail-3}. */
  @Override
  public String toString() {
    return provider + "@" + source;
  }
}
