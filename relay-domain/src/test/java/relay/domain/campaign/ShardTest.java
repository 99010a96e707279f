package relay.domain.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "2, 2", "2, 3", "3, 10", "16, 5", "7, 1000003", "4, 0"})
  void shouldHaveEveryRecipientInOnePart(int of, long recipients) {
    long next = 1;
    for (int i = 0; i < of; i++) {
      Shard shard = Shard.of(i, of, recipients);
      assertThat(shard.first()).isEqualTo(next);
      assertThat(shard.isEmpty()).isEqualTo(shard.last() < shard.first());
      assertThat(shard.last() - shard.first() + 1).isBetween(recipients / of, recipients / of + 1);
      next = shard.last() + 1;
    }

    assertThat(next).isEqualTo(recipients + 1);
  }
}
