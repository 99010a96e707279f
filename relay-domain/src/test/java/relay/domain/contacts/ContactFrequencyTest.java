package relay.domain.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.tenancy.FrequencyCap;

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
  void shouldMeanOneMailInWhatItSays() {
    assertThat(ContactFrequency.NORMAL.cap()).isEmpty();
    assertThat(ContactFrequency.WEEKLY.cap()).contains(new FrequencyCap(1, 7));
    assertThat(ContactFrequency.MONTHLY.cap()).contains(new FrequencyCap(1, 28));
  }
}
