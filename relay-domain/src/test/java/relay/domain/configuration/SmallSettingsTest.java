package relay.domain.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.control.ControlSettings;
import relay.domain.fault.FaultPoint;
import relay.domain.fault.FaultSettings;
import relay.domain.guard.GuardSettings;
import relay.domain.health.Condition;
import relay.domain.health.Finding;
import relay.domain.mail.EmailAddress;
import relay.domain.retention.RetentionSettings;
import relay.domain.sandbox.SandboxSettings;
import relay.domain.sandbox.SimulatedFate;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;

/** Concepts that are little more than their settings. */
class SmallSettingsTest {

  @Test
  void shouldRefuseNewMailLongBeforeTheDiskIsFull() {
    GuardSettings settings = GuardSettings.from(Settings.of(GuardSettings.ALL, Map.of(), Map.of()));

    assertThat(settings.diskReserve()).isEqualTo(500L << 20);
    assertThat(settings.heapPercentMax()).isEqualTo(92);
    GuardSettings other =
        GuardSettings.from(
            Settings.of(
                GuardSettings.ALL,
                Map.of("guard.disk-reserve", "1MB", "guard.heap-percent-max", "50"),
                Map.of()));
    assertThat(other)
        .isEqualTo(new GuardSettings(1 << 20, 50, 1L << 30, 85, 500, Duration.ofMinutes(1)));
  }

  @Test
  void shouldKeepRecordsAsLongAsItSays() {
    RetentionSettings settings =
        RetentionSettings.from(
            Settings.of(
                RetentionSettings.ALL,
                Map.of(
                    "retention.journal", "1d",
                    "retention.messages", "2d",
                    "retention.contents", "5d",
                    "retention.campaigns", "6d",
                    "retention.interval", "3h",
                    "retention.batch", "4"),
                Map.of()));

    assertThat(settings)
        .isEqualTo(
            new RetentionSettings(
                Duration.ofDays(1),
                Duration.ofDays(2),
                Duration.ofDays(5),
                Duration.ofDays(6),
                Duration.ofHours(3),
                4));
    RetentionSettings usual =
        RetentionSettings.from(Settings.of(RetentionSettings.ALL, Map.of(), Map.of()));
    assertThat(usual.journal()).isEqualTo(Duration.ofDays(30));
    assertThat(usual.messages()).isEqualTo(Duration.ofDays(90));
    assertThat(usual.contents()).isEqualTo(Duration.ofDays(30));
    assertThat(usual.campaigns()).isEqualTo(Duration.ofDays(90));
  }

  @Test
  void shouldLookForChangesOftenEnoughToHaveThemWithinTwoSeconds() {
    ControlSettings settings =
        ControlSettings.from(Settings.of(ControlSettings.ALL, Map.of(), Map.of()));

    assertThat(settings.pollInterval()).isLessThanOrEqualTo(Duration.ofSeconds(2));
    assertThat(settings.pauseAfterTrouble()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void shouldKeepAFewMailsInTheSandbox() {
    SandboxSettings settings =
        SandboxSettings.from(Settings.of(SandboxSettings.ALL, Map.of(), Map.of()));

    assertThat(settings).isEqualTo(new SandboxSettings(200, 100L << 20));
  }

  @Test
  void shouldDieNowhereUnlessToldWhere() {
    assertThat(fault(Map.of()).isArmed()).isFalse();
    FaultSettings armed = fault(Map.of("test.fault-point", "answered", "test.fault-passes", "7"));
    assertThat(armed.isArmed()).isTrue();
    assertThat(armed).isEqualTo(new FaultSettings(FaultPoint.ANSWERED, 7));
    FaultPoint.NONE.reached(FaultPoint.ANSWERED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Answered", "answered\n", "a b", "1", "x;y"})
  void shouldRefuseAStepThatIsNoName(String step) {
    assertThatThrownBy(() -> fault(Map.of("test.fault-point", "a" + step + "!")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("test.fault-point");
  }

  /** Each name is a word that the setting takes, and stands for one step only. */
  @Test
  void shouldNameEachStepOnce() throws IllegalAccessException {
    Set<String> names = new TreeSet<>();
    int count = 0;
    for (Field field : FaultPoint.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
        String name = (String) field.get(null);
        assertThat(name).isEqualTo(field.getName().toLowerCase(Locale.ROOT).replace('_', '-'));
        assertThat(fault(Map.of("test.fault-point", name)).isArmed()).isTrue();
        names.add(name);
        count++;
      }
    }

    assertThat(names).hasSize(count).contains("taken", "moved", "answered");
  }

  /** The worst of several decides, so their order is a rule. */
  @Test
  void shouldOrderConditionsFromBestToWorst() {
    assertThat(Condition.values())
        .containsExactly(Condition.UP, Condition.DEGRADED, Condition.DOWN);
    assertThat(Condition.DEGRADED.label()).isEqualTo("degraded");
    assertThat(Finding.up("a").condition()).isEqualTo(Condition.UP);
    assertThat(Finding.degraded("a").condition()).isEqualTo(Condition.DEGRADED);
    assertThat(Finding.down("a")).isEqualTo(new Finding(Condition.DOWN, "a"));
  }

  @ParameterizedTest
  @CsvSource({
    "bounce@example.org, 550",
    "bounce+tag@example.org, 550",
    "defer@example.org, 451",
    "full@example.org, 452",
    "full+a+b@example.org, 452",
    "bouncer@example.org, 250",
    "Bounce@example.org, 250",
    "+bounce@example.org, 250",
    "bounce.x@example.org, 250",
    "ann@example.org, 250"
  })
  void shouldAnswerPracticeAddressesAsTheyAreCalled(String address, int code) {
    assertThat(SimulatedFate.of(EmailAddress.parse(address)).code()).isEqualTo(code);
  }

  private static FaultSettings fault(Map<String, String> file) {
    return FaultSettings.from(Settings.of(FaultSettings.ALL, file, Map.of()));
  }
}
