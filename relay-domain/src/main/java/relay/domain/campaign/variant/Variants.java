package relay.domain.campaign.variant;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The forms of a campaign's mail, by name. The first has the number 1; 0 is the number of who has
 * none, because the campaign has none or nobody knows yet which he gets. Immutable.
 *
 * @param test by which the form for most of the recipients is found; empty: all have a share
 */
public record Variants(List<Variant> all, Optional<VariantTest> test) {
  private static final int ALL_PERCENT = 100;

  /** Of a campaign with one mail for all. */
  public static final Variants NONE = new Variants(List.of(), Optional.empty());

  public Variants {
    var sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparing(Variant::name));
    all = List.copyOf(sorted);
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** The form with this number. */
  public Optional<Variant> numbered(int number) {
    return number > 0 && number <= all.size() ? Optional.of(all.get(number - 1)) : Optional.empty();
  }

  /** The form of this name. */
  public Optional<Variant> named(String name) {
    return all.stream().filter(variant -> variant.name().equals(name)).findFirst();
  }

  /** The number of the form of this name; 0 when there is none. */
  public int numberOf(String name) {
    return named(name).map(variant -> all.indexOf(variant) + 1).orElse(0);
  }

  /** The name of a number; empty text for one that no form has. */
  public String nameOf(int number) {
    return numbered(number).map(Variant::name).orElse("");
  }

  /** All of them changed in the same way. */
  public Variants each(UnaryOperator<Variant> change) {
    return new Variants(all.stream().map(change).toList(), test);
  }

  /**
   * Where each form ends among the draws ({@link VariantDraw}), in the order of their numbers:
   * whoever draws less than the first bound has the first form, and so on. Whoever draws no less
   * than the last waits for the end of the test.
   */
  public List<Long> bounds() {
    long total = all.stream().mapToLong(Variant::weight).sum();
    long drawn = VariantDraw.MODULUS * test.map(VariantTest::sample).orElse(ALL_PERCENT) / 100;
    List<Long> bounds = new ArrayList<>(all.size());
    long sum = 0;
    for (Variant variant : all) {
      sum += variant.weight();
      // weights are small: no product is more than 2^31 * 10 * 1,000
      bounds.add(drawn * sum / total);
    }
    return bounds;
  }

  /** The number of the form that a draw means; 0 for none. */
  public static int numberOf(long draw, List<Long> bounds) {
    for (int i = 0; i < bounds.size(); i++) {
      if (draw < bounds.get(i)) {
        return i + 1;
      }
    }
    return 0;
  }

  /** Whether the other differs only in versions of templates: what may be mended while it runs. */
  public boolean isCorrectionOf(Variants other) {
    return each(v -> v.withVersion(Optional.empty()))
        .equals(other.each(v -> v.withVersion(Optional.empty())));
  }
}
