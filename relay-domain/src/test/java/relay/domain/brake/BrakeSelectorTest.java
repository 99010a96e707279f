package relay.domain.brake;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.brake.SomeBrakes.NOON;
import static relay.domain.brake.SomeBrakes.aBrake;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import relay.domain.queue.MailBuilder;

class BrakeSelectorTest {

  @Test
  void shouldSelectByEveryConditionTheMessageShows() {
    Brake brake =
        aBrake(BrakeKind.BOUNCE)
            .senderDomain("*.shop.example")
            .recipientDomain("my_mail.example")
            .olderThan(Duration.ofSeconds(1))
            .build();

    assertThat(BrakeSelector.of(brake, NOON, source -> List.of()))
        .isEqualTo(
            "(sender LIKE '%.shop.example' ESCAPE '!')"
                + " AND (envelope LIKE '%@my!_mail.example%' ESCAPE '!')"
                + " AND acceptedAt < "
                + (NOON.toEpochMilli() - 1000));
  }

  @Test
  void shouldSelectACampaignByItsOwnProperty() {
    assertThat(
            BrakeSelector.of(
                aBrake(BrakeKind.HOLD).campaign("spring-sale").build(), NOON, source -> List.of()))
        .isEqualTo("campaign = 'spring-sale'");
  }

  @Test
  void shouldSelectBothFormsOfAnInternationalDomain() {
    Brake brake = aBrake(BrakeKind.BOUNCE).recipientDomain("bücher.example").build();

    assertThat(BrakeSelector.of(brake, NOON, source -> List.of()))
        .contains("xn--bcher-kva.example", "bücher.example");
  }

  @Test
  void shouldNotSelectForARetryWhatWasNeverTried() {
    assertThat(BrakeSelector.of(aBrake(BrakeKind.RETRY_NOW).build(), NOON, source -> List.of()))
        .isEqualTo("attempts > 0");
  }

  @Test
  void shouldSelectWhatWaitsForABrakeOrForNoneOfThem() {
    assertThat(BrakeSelector.waitingFor(List.of("a", "b'c"))).isEqualTo("brake IN ('a', 'b''c')");
    assertThat(BrakeSelector.waitingForOthers(List.of("a")))
        .isEqualTo("brake IS NULL OR NOT (brake IN ('a', 'in-doubt'))");
    assertThat(BrakeSelector.waitingForOthers(List.of()))
        .isEqualTo("brake IS NULL OR NOT (brake IN ('in-doubt'))");
  }

  @Test
  void shouldSelectForAnAnswerOnlyWhatIsInDoubt() {
    Brake answer =
        aBrake(BrakeKind.DELIVERED).mail(MailBuilder.ID).recipient("a_b@x.example").build();

    assertThat(BrakeSelector.of(answer, NOON, source -> List.of()))
        .isEqualTo(
            "queueId = '"
                + MailBuilder.ID
                + "' AND brake = 'in-doubt'"
                + " AND envelope LIKE '%a!_b@x.example%' ESCAPE '!'");
    assertThat(BrakeSelector.unanswered(NOON))
        .isEqualTo("brake = 'in-doubt' AND dueAt <= " + NOON.toEpochMilli());
    assertThat(BrakeSelector.inDoubt(MailBuilder.ID))
        .isEqualTo("brake = 'in-doubt' AND queueId = '" + MailBuilder.ID + "'");
  }
}
