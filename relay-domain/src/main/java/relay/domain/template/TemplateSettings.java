package relay.domain.template;

import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How much one rendering of a template may do.
 *
 * @param outputMax characters of the HTML, and of the text
 * @param stepsMax looks at values and turns of loops
 * @param compiledMax versions that are kept ready
 */
public record TemplateSettings(int outputMax, int stepsMax, int compiledMax) {
  static final Setting<Integer> OUTPUT_MAX =
      new Setting<>(
          "template.output-max",
          SettingType.integer(1_000, 10_000_000),
          "500000",
          "Most characters that a template may become for one recipient, HTML and text each; one that"
              + " becomes longer is refused.");
  static final Setting<Integer> STEPS_MAX =
      new Setting<>(
          "template.steps-max",
          SettingType.integer(100, 10_000_000),
          "100000",
          "Most steps that a template may take for one recipient: each value and each turn of a loop"
              + " is one.");
  static final Setting<Integer> COMPILED_MAX =
      new Setting<>(
          "template.compiled-max",
          SettingType.integer(1, 10_000),
          "200",
          "How many versions of templates are kept ready for the next mail; others are read again.");

  public static final List<Setting<?>> ALL =
      Setting.whileRunning(List.of(OUTPUT_MAX, STEPS_MAX, COMPILED_MAX));

  public static TemplateSettings from(Settings settings) {
    return new TemplateSettings(
        settings.get(OUTPUT_MAX), settings.get(STEPS_MAX), settings.get(COMPILED_MAX));
  }
}
