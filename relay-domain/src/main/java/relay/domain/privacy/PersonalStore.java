package relay.domain.privacy;

/**
 * Something that keeps personal data and can forget one address, step by step (port). Every
 * implementation that the container finds takes part in each erasure. Thread-safe.
 */
public interface PersonalStore {

  /** The word for it in answers: {@code messages}, {@code journal}, {@code contents}. */
  String name();

  /** Whether all nodes share it, so that one of them does it for all. */
  boolean isShared();

  /**
   * How many records of the address there are that {@link #forget} would change, or files it looks
   * through.
   */
  long count(ErasureOrder order);

  /**
   * Does the next step of bounded length. A step that was done and not taken note of, because the
   * process died, is done again without harm.
   *
   * @param place where the step before got to; empty text for the first
   */
  Step forget(ErasureOrder order, String place);

  /**
   * What came of a step.
   *
   * @param changed records changed or removed by it
   * @param place where the next one begins; the same as before: it has to wait, try again later
   * @param finished whether nothing is left to be done
   */
  record Step(long changed, String place, boolean finished) {

    public static Step finished(long changed, String place) {
      return new Step(changed, place, true);
    }

    public static Step on(long changed, String place) {
      return new Step(changed, place, false);
    }
  }
}
