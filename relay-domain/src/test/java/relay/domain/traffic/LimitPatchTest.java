package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.control.Responsible;

class LimitPatchTest {
  private static final Responsible FIRST = Responsible.setting("first");
  private static final Responsible SECOND = Responsible.setting("second");

  @Test
  void shouldReadNumbersSizesAndUnset() {
    var patch =
        LimitPatch.read(" connections=5,per-minute = 600, octets-per-hour=2MB,per-day=unset");

    assertThat(patch.values())
        .hasSize(4)
        .containsEntry(Limit.CONNECTIONS, 5L)
        .containsEntry(Limit.PER_MINUTE, 600L)
        .containsEntry(Limit.OCTETS_PER_HOUR, 2L << 20)
        .containsEntry(Limit.PER_DAY, LimitPatch.UNSET);
  }

  @Test
  void shouldSayNothingWhenEmpty() {
    assertThat(LimitPatch.read(" ").values()).isEmpty();
    assertThat(FlowLimits.NONE.with(LimitPatch.EMPTY, FIRST).rows()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connections", "connections=", "connections=0", "connections=-1", "connections=many",
        "speed=5", "connections=5,connections=6", "connections=5=6", ",", "connections=5 per-day=6",
        "per-day=9999999999999", "octets-per-day=0", "per-hour=5MB"
      })
  void shouldRefuseWhatIsNoLimit(String text) {
    assertThatThrownBy(() -> LimitPatch.read(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldLayLaterRulesOverEarlierOnes() {
    FlowLimits limits =
        FlowLimits.NONE
            .with(LimitPatch.read("connections=5, per-minute=60"), FIRST)
            .with(LimitPatch.read("connections=9, per-minute=unset, per-day=7"), SECOND);

    assertThat(limits.value(Limit.CONNECTIONS)).isEqualTo(9);
    assertThat(limits.value(Limit.PER_MINUTE)).isZero();
    assertThat(limits.rows())
        .extracting(FlowLimits.Row::limit)
        .containsExactly(Limit.CONNECTIONS, Limit.PER_MINUTE, Limit.PER_DAY);
    assertThat(limits.rows()).extracting(FlowLimits.Row::by).containsOnly(SECOND);
    assertThat(limits.rows().get(1).value()).isEmpty();
  }
}
