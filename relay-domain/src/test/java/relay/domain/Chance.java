package relay.domain;

import java.util.Random;

/**
 * Chance for tests of what must hold for every input. Every run plays the same rounds, so that a
 * failure is the fault of the change at hand and comes again; {@code -Drelay.seed=new} plays new
 * ones, {@code -Drelay.seed=NUMBER} those of a failure, which names its seed.
 */
public final class Chance {
  private static final long USUAL_SEED = 20_260_101;

  private Chance() {}

  /** Where this run's chance begins. */
  public static long seed() {
    String asked = System.getProperty("relay.seed", String.valueOf(USUAL_SEED));
    return asked.equals("new") ? new Random().nextLong() : Long.parseLong(asked);
  }

  /** One round of such a test. */
  @FunctionalInterface
  public interface Round {
    void play(Random random) throws Exception;
  }

  /** Plays so many rounds, each with a seed of its own. */
  public static void rounds(int count, Round round) {
    long first = seed();
    for (int i = 0; i < count; i++) {
      again(first + i, round);
    }
  }

  /** One round alone, to look into a failure: {@code Chance.again(SEED, random -> ...)}. */
  public static void again(long seed, Round round) {
    try {
      round.play(new Random(seed));
    } catch (Exception | AssertionError e) {
      throw new AssertionError("seed " + seed + " (repeat with Chance.again): " + e, e);
    }
  }

  /** Any one of these. */
  @SafeVarargs
  public static <T> T oneOf(Random random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
