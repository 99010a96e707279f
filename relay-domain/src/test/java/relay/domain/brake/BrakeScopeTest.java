package relay.domain.brake;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.brake.SomeBrakes.aBrake;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BrakeScopeTest {

  @Test
  void shouldBeAboutTheDestinationsOfItsRecipientDomain() {
    BrakeScope scope =
        aBrake(BrakeKind.RETRY_NOW).recipientDomain("*.one.example").tenant("acme").build().scope();

    assertThat(scope.isAboutDestination("mail.one.example")).isTrue();
    assertThat(scope.isAboutDestination("two.example")).isFalse();
  }

  @Test
  void shouldBeAboutEveryDestinationWhereItNamesNobody() {
    assertThat(BrakeScope.EVERYTHING.isAboutDestination("one.example")).isTrue();
    assertThat(
            aBrake(BrakeKind.RETRY_NOW)
                .olderThan(Duration.ofHours(1))
                .build()
                .scope()
                .isAboutDestination("one.example"))
        .isTrue();
  }

  @Test
  void shouldBeAboutNoDestinationAsAWholeWhereItNamesSomebodysMailAlone() {
    assertThat(aBrake(BrakeKind.RETRY_NOW).tenant("acme").build().scope())
        .matches(scope -> !scope.isAboutDestination("one.example"));
    assertThat(aBrake(BrakeKind.RETRY_NOW).campaign("spring").build().scope())
        .matches(scope -> !scope.isAboutDestination("one.example"));
    assertThat(aBrake(BrakeKind.RETRY_NOW).senderDomain("a.example").build().scope())
        .matches(scope -> !scope.isAboutDestination("one.example"));
  }
}
