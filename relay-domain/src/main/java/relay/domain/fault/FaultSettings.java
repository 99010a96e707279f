package relay.domain.fault;

import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * Where a crash test lets the process die.
 *
 * @param step one of {@link FaultPoint}; empty: nowhere
 * @param passes how often the step is passed before
 */
public record FaultSettings(String step, int passes) {
  static final Setting<String> STEP =
      new Setting<>(
          "test.fault-point",
          SettingType.of(
              "the name of a step in docs/message-life.md, or empty", FaultSettings::step),
          "",
          "For crash tests: the process dies at this step; refused unless it was started with -Drelay.fault=armed.");
  static final Setting<Integer> PASSES =
      new Setting<>(
          "test.fault-passes",
          SettingType.integer(0, 10_000_000),
          "0",
          "For crash tests: how often the step is passed before the process dies there.");

  public static final List<Setting<?>> ALL = List.of(STEP, PASSES);

  public static FaultSettings from(Settings settings) {
    return new FaultSettings(settings.get(STEP), settings.get(PASSES));
  }

  /** A step that is none would never be reached, and a test of it would prove nothing. */
  private static String step(String text) {
    if (!text.isEmpty() && !FaultPoint.STEPS.contains(text)) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  public boolean isArmed() {
    return !step.isEmpty();
  }
}
