package relay.domain.brake;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.brake.SomeBrakes.NOON;
import static relay.domain.brake.SomeBrakes.aBrake;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrakeSelectorTest {

  @Test
  void shouldSelectByEveryConditionTheMessageShows() {
    Brake brake =
        aBrake(BrakeKind.BOUNCE)
            .senderDomain("*.shop.example")
            .recipientDomain("my_mail.example")
            .olderThan(Duration.ofSeconds(1))
            .build();

    assertThat(BrakeSelector.of(brake, NOON))
        .isEqualTo(
            "(sender LIKE '%.shop.example' ESCAPE '!')"
                + " AND (envelope LIKE '%@my!_mail.example%' ESCAPE '!')"
                + " AND acceptedAt < "
                + (NOON.toEpochMilli() - 1000));
  }

  @Test
  void shouldSelectACampaignByItsOwnProperty() {
    assertThat(BrakeSelector.of(aBrake(BrakeKind.HOLD).campaign("spring-sale").build(), NOON))
        .isEqualTo("campaign = 'spring-sale'");
  }

  @Test
  void shouldSelectBothFormsOfAnInternationalDomain() {
    Brake brake = aBrake(BrakeKind.BOUNCE).recipientDomain("bücher.example").build();

    assertThat(BrakeSelector.of(brake, NOON)).contains("xn--bcher-kva.example", "bücher.example");
  }

  @Test
  void shouldNotSelectForARetryWhatWasNeverTried() {
    assertThat(BrakeSelector.of(aBrake(BrakeKind.RETRY_NOW).build(), NOON))
        .isEqualTo("attempts > 0");
  }

  @Test
  void shouldSelectWhatWaitsForABrakeOrForNoneOfThem() {
    assertThat(BrakeSelector.waitingFor(List.of("a", "b'c"))).isEqualTo("brake IN ('a', 'b''c')");
    assertThat(BrakeSelector.waitingForOthers(List.of("a")))
        .isEqualTo("brake IS NULL OR NOT (brake IN ('a'))");
    assertThat(BrakeSelector.waitingForOthers(List.of())).isEqualTo("queueId IS NOT NULL");
  }
}
