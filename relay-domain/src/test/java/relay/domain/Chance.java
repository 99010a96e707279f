package relay.domain;

import java.util.Random;

/**
 * Chance for tests of what must hold for every input: new inputs in each run, and a failure that
 * names the seed which brings its round back.
 */
public final class Chance {
  private Chance() {}

  /** One round of such a test. */
  @FunctionalInterface
  public interface Round {
    void play(Random random) throws Exception;
  }

  /** Plays so many rounds, each with a seed of its own. */
  public static void rounds(int count, Round round) {
    long first = new Random().nextLong();
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
