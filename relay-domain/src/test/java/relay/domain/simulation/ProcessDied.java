package relay.domain.simulation;

/** The relay was killed at this step, or the machine lost its power. */
final class ProcessDied extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ProcessDied(String step) {
    super(step, null, false, false);
  }
}
