package relay.domain.campaign.variant;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lots that contacts draw. */
class VariantDrawTest {
  private static final int CELLS = 20;
  private static final int CONTACTS = 100_000;

  @Test
  void shouldDrawTheSameForTheSameCampaignAndContact() {
    assertThat(VariantDraw.of("acme", "spring")).isEqualTo(VariantDraw.of("acme", "spring"));
    assertThat(VariantDraw.of("acme", "spring")).isNotEqualTo(VariantDraw.of("acme", "summer"));
    assertThat(VariantDraw.of("acme", "spring")).isNotEqualTo(VariantDraw.of("other", "spring"));
    assertThat(VariantDraw.of("acme", "spring").of(4711))
        .as("what earlier versions drew for a campaign that is under way")
        .isEqualTo(PINNED);
  }

  /** Changed, every campaign under way would draw anew. */
  private static final long PINNED = 1_855_093_571L;

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 1_000_000, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE})
  void shouldBeThePolynomialThatItSaysWithoutOverflow(long contact) {
    VariantDraw draw = VariantDraw.of("acme", "spring");
    BigInteger p = BigInteger.valueOf(VariantDraw.MODULUS);
    BigInteger x = BigInteger.valueOf(contact);

    BigInteger expected =
        BigInteger.valueOf(draw.a())
            .multiply(x.pow(3))
            .add(BigInteger.valueOf(draw.b()).multiply(x.pow(2)))
            .add(BigInteger.valueOf(draw.c()).multiply(x))
            .add(BigInteger.valueOf(draw.d()))
            .mod(p);

    assertThat(draw.of(contact)).isEqualTo(expected.longValueExact());
  }

  /** 43.8 is what chance exceeds once in a thousand times with 19 degrees of freedom. */
  @ParameterizedTest
  @ValueSource(strings = {"spring", "summer", "a", "newsletter-2026-01"})
  void shouldSpreadContactsEvenly(String campaign) {
    VariantDraw draw = VariantDraw.of("acme", campaign);
    int[] cells = new int[CELLS];
    for (long contact = 1; contact <= CONTACTS; contact++) {
      cells[(int) (draw.of(contact) * CELLS / VariantDraw.MODULUS)]++;
    }

    double expected = (double) CONTACTS / CELLS;
    double chiSquare = 0;
    for (int found : cells) {
      chiSquare += (found - expected) * (found - expected) / expected;
    }

    assertThat(chiSquare).isLessThan(43.8);
  }

  @Test
  void shouldDrawInOneCampaignWhateverWasDrawnInAnother() {
    VariantDraw one = VariantDraw.of("acme", "spring");
    VariantDraw other = VariantDraw.of("acme", "summer");
    long half = VariantDraw.MODULUS / 2;
    int both = 0;
    for (long contact = 1; contact <= CONTACTS; contact++) {
      both += one.of(contact) < half && other.of(contact) < half ? 1 : 0;
    }

    assertThat(both).isBetween(CONTACTS / 4 - 600, CONTACTS / 4 + 600);
  }
}
