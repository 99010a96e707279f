package relay.domain.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTest {

  @ParameterizedTest
  @CsvSource({
    "0.10,     100000",
    "0,        0",
    "1.5,      1500000",
    "0.000001, 1",
    "35,       35000000",
    "1000000,  1000000000000"
  })
  void shouldKnowWhatOneRecipientCostsWithoutRounding(String text, long nanos) {
    assertThat(Price.read(text).nanosEach()).isEqualTo(nanos);
  }

  @Test
  void shouldAddUpToThePriceOfAThousand() {
    Price price = Price.read("0.123456");

    assertThat(Price.amount(1000 * price.nanosEach())).isEqualByComparingTo("0.123456");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "free", "-1", "0.0000001", "1000001", "1e99999999", "0.10 EUR", "NaN", "1,50"})
  void shouldRefuseWhatIsNoPrice(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Price.read(text));
  }

  @Test
  void shouldBeTheSameHoweverItIsWritten() {
    assertThat(Price.read(" 0.10")).isEqualTo(Price.read("0.1")).hasToString("0.1");
    assertThat(Price.read("10")).hasToString("10");
    assertThat(new Price(BigDecimal.ZERO)).hasToString("0");
  }
}
