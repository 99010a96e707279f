package relay.domain.campaign.variant;

import java.util.List;

/**
 * How a test stands.
 *
 * @param best name of the form with the highest rate, the first of equal ones
 * @param chance how probable it is that it is ahead of the others by chance alone ({@link
 *     Significance#chanceOfBest})
 * @param isSignificant whether that is as small as the test wants it
 */
public record TestScore(String best, double chance, boolean isSignificant) {

  /**
   * @param forms all of them, in the order of their numbers, with how many of those whom they were
   *     delivered to did what is looked at
   */
  public static TestScore of(VariantTest test, List<Variant> forms, List<Proportion> results) {
    int best = 0;
    for (int i = 1; i < results.size(); i++) {
      if (results.get(i).rate() > results.get(best).rate()) {
        best = i;
      }
    }
    double chance = Significance.chanceOfBest(best, results);
    return new TestScore(forms.get(best).name(), chance, test.isSignificant(chance));
  }
}
