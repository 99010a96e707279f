package relay.domain.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContactFrequencyTest {
  @ParameterizedTest
  @EnumSource(ContactFrequency.class)
  void shouldBeFoundByItsLabel(ContactFrequency frequency) {
    assertThat(ContactFrequency.labelled(frequency.label())).contains(frequency);
  }

  @Test
  void shouldKnowNoOtherLabel() {
    assertThat(ContactFrequency.labelled("daily")).isEmpty();
    assertThat(ContactFrequency.labelled("WEEKLY")).isEmpty();
  }

  @Test
  void shouldLeaveMoreTimeTheRarerMailIsWanted() {
    assertThat(ContactFrequency.NORMAL.atMostEvery()).isZero();
    assertThat(ContactFrequency.WEEKLY.atMostEvery()).isEqualTo(Duration.ofDays(7));
    assertThat(ContactFrequency.MONTHLY.atMostEvery()).isEqualTo(Duration.ofDays(30));
  }
}
