package relay.domain.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.warmup.WarmUpGate.Course;

class WarmUpGateTest {
  private static final WarmUpSettings USUAL = WarmUpFixture.settings(Map.of());

  @ParameterizedTest
  @CsvSource({
    // taken, deferred, bounced, blocked, complained
    "1000,    0,  0,  0,  0, RISE",
    " 950,   50,  0,  0,  0, RISE",
    " 949,   51,  0,  0,  0, STAY",
    " 900,  100,  0,  0,  0, STAY",
    " 899,  101,  0,  0,  0, BACK",
    " 980,    0, 20,  0,  0, RISE",
    " 979,    0, 21,  0,  0, STAY",
    " 959,    0, 41,  0,  0, BACK",
    " 990,    0,  0, 10,  0, RISE",
    " 989,    0,  0, 11,  0, STAY",
    " 979,    0,  0, 21,  0, BACK",
    "2000,    0,  0,  0,  2, RISE",
    "2000,    0,  0,  0,  3, STAY",
    "2000,    0,  0,  0,  5, BACK",
    "   0,    0,  0,  0,  0, RISE",
    "   0,    0,  0,  0,  3, BACK"
  })
  void shouldJudgeADayByItsRates(
      long taken, long deferred, long bounced, long blocked, long complained, Course course) {
    var health = new WarmUpHealth(taken, deferred, bounced, blocked, complained);

    assertThat(WarmUpGate.of(health, 0, USUAL).course()).isEqualTo(course);
  }

  @Test
  void shouldNotTakeOneForARate() {
    assertThat(WarmUpGate.of(new WarmUpHealth(9, 1, 0, 0, 0), 0, USUAL).course())
        .isEqualTo(Course.RISE);
    assertThat(WarmUpGate.of(new WarmUpHealth(8, 0, 0, 0, 1), 0, USUAL).course())
        .isEqualTo(Course.RISE);
  }

  @Test
  void shouldLetTheWorstRateDecideAndNameIt() {
    var gate = WarmUpGate.of(new WarmUpHealth(880, 60, 0, 60, 0), 0, USUAL);

    assertThat(gate.course()).isEqualTo(Course.BACK);
    assertThat(gate.why()).isEqualTo("blocks 6.0 % of 1000");
  }

  @Test
  void shouldNameTheRateThatHoldsIt() {
    assertThat(WarmUpGate.of(new WarmUpHealth(925, 75, 0, 0, 0), 0, USUAL).why())
        .isEqualTo("deferrals 7.5 % of 1000");
    assertThat(WarmUpGate.of(WarmUpHealth.NONE, 0, USUAL).why()).isEmpty();
  }

  @Test
  void shouldHoldComplaintsAgainstTheMailOfTheDayBefore() {
    var early = new WarmUpHealth(10, 0, 0, 0, 2);

    assertThat(WarmUpGate.of(early, 0, USUAL).course()).isEqualTo(Course.BACK);
    assertThat(WarmUpGate.of(early, 2000, USUAL).course()).isEqualTo(Course.RISE);
  }

  @Test
  void shouldObeyTheSettings() {
    var lax =
        WarmUpFixture.settings(
            Map.of("warm-up.deferral-percent-max", "20", "warm-up.complaint-permille-max", "10"));
    var health = new WarmUpHealth(850, 150, 0, 0, 5);

    assertThat(WarmUpGate.of(health, 0, USUAL).course()).isEqualTo(Course.BACK);
    assertThat(WarmUpGate.of(health, 0, lax).course()).isEqualTo(Course.RISE);
  }
}
