package relay.domain.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.QueueId;

class CampaignMailIdTest {
  private static final Instant START = Instant.parse("2026-01-01T12:00:00.123Z");

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2147483647", "16777215, 1", "16777215, 2147483647", "77, 1000000"})
  void shouldTellWhatItWasMadeOf(long run, long place) {
    QueueId id = CampaignMailId.of(START, run, place);

    assertThat(CampaignMailId.runOf(id)).isEqualTo(run);
    assertThat(CampaignMailId.placeIn(id, START, run)).contains(place);
    assertThat(CampaignMailId.of(START, run, place)).isEqualTo(id);
  }

  @Test
  void shouldBeAnotherForEachRecipientCampaignAndStart() {
    Set<QueueId> ids = new HashSet<>();
    for (long run = 1; run <= 20; run++) {
      for (long place = 1; place <= 200; place++) {
        ids.add(CampaignMailId.of(START, run, place));
        ids.add(CampaignMailId.of(START.plusMillis(1), run, place));
      }
    }

    assertThat(ids).hasSize(20 * 200 * 2);
  }

  @Test
  void shouldBeOfNoOtherCampaign() {
    QueueId id = CampaignMailId.of(START, 7, 9);

    assertThat(CampaignMailId.placeIn(id, START, 8)).isEmpty();
    assertThat(CampaignMailId.placeIn(id, START.plusMillis(1), 7)).isEmpty();
    assertThat(CampaignMailId.placeIn(QueueId.of(START.toEpochMilli(), 7L << 31), START, 7))
        .as("place 0")
        .isEmpty();
  }

  @Test
  void shouldNotTakeMailsOfOthersForItsOwn() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      QueueId other = QueueId.next(START.minusMillis(1 + i), random);

      assertThat(CampaignMailId.placeIn(other, START, CampaignMailId.runOf(other)))
          .as("seed " + seed)
          .isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0", "-1, 1", "16777216, 1", "1, 2147483648"})
  void shouldRefuseWhatDoesNotFit(long run, long place) {
    assertThatThrownBy(() -> CampaignMailId.of(START, run, place))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldKeepTheTimeForTokensAndForSorting() {
    assertThat(CampaignMailId.of(START, 3, 4).millis()).isEqualTo(START.toEpochMilli());
    assertThat(CampaignMailId.of(START, 3, 4)).isLessThan(CampaignMailId.of(START, 3, 5));
  }
}
