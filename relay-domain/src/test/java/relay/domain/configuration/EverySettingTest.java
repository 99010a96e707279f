package relay.domain.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relay.domain.Chance;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Setting;
import relay.domain.settings.Settings;

/** Every setting that an operator can write, held against what its own rule says. */
class EverySettingTest {
  private static final Pattern NUMBER = Pattern.compile("a whole number from (-?\\d+) to (-?\\d+)");
  private static final Pattern TIME = Pattern.compile("a duration .*; from (\\w+) to (\\w+)");
  private static final Pattern SIZE = Pattern.compile("a size .*; from (\\d+) to (\\d+) octets");

  static List<Setting<?>> settings() {
    return RelayConfiguration.declared();
  }

  static Stream<Setting<?>> numbers() {
    return settings().stream().filter(s -> NUMBER.matcher(s.type().rule()).matches());
  }

  static Stream<Setting<?>> times() {
    return settings().stream().filter(s -> TIME.matcher(s.type().rule()).matches());
  }

  static Stream<Setting<?>> sizes() {
    return settings().stream().filter(s -> SIZE.matcher(s.type().rule()).matches());
  }

  static Stream<Setting<?>> choices() {
    return settings().stream().filter(s -> s.type().rule().startsWith("one of "));
  }

  static Stream<Setting<?>> yesNos() {
    return settings().stream().filter(s -> s.type().rule().equals("true or false"));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void shouldTakeNumbersFromItsLeastToItsMost(Setting<?> setting) {
    Matcher rule = matched(NUMBER, setting);
    long least = Long.parseLong(rule.group(1));
    long most = Long.parseLong(rule.group(2));

    takes(setting, "" + least, "" + most);
    refuses(setting, "" + (least - 1), "" + (most + 1), "", "1.5", "1 0", "x", "99999999999999");
  }

  @ParameterizedTest
  @MethodSource("times")
  void shouldTakeTimesFromItsShortestToItsLongest(Setting<?> setting) {
    Matcher rule = matched(TIME, setting);
    Duration shortest = duration(rule.group(1));
    Duration longest = duration(rule.group(2));

    takes(setting, rule.group(1), rule.group(2));
    refuses(setting, millis(longest.plusMillis(1)), "", "5", "-1s", "1.5s", "1w", "s", "5 s");
    if (!shortest.isZero()) {
      refuses(setting, millis(shortest.minusMillis(1)), "0s");
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void shouldTakeSizesFromItsSmallestToItsLargest(Setting<?> setting) {
    Matcher rule = matched(SIZE, setting);
    long smallest = Long.parseLong(rule.group(1));
    long largest = Long.parseLong(rule.group(2));

    takes(setting, smallest + "", largest + "B");
    refuses(setting, "" + (largest + 1), "", "-1", "1TB", "1.5MB", "MB", "999999999999GB");
    if (smallest > 0) {
      refuses(setting, "" + (smallest - 1));
    }
  }

  @ParameterizedTest
  @MethodSource("choices")
  void shouldTakeEachOfItsChoicesAndNothingElse(Setting<?> setting) {
    String[] words = setting.type().rule().substring("one of ".length()).split(", ");

    takes(setting, words);
    refuses(setting, "", "other", words[0] + "x", words[0] + "," + words[0]);
  }

  @ParameterizedTest
  @MethodSource("yesNos")
  void shouldTakeTrueAndFalseInNoOtherSpelling(Setting<?> setting) {
    takes(setting, "true", "false", " true ");
    refuses(setting, "yes", "no", "1", "0", "True", "on", "");
  }

  @ParameterizedTest
  @MethodSource("settings")
  void shouldExplainItselfInASentence(Setting<?> setting) {
    assertThat(setting.key()).matches("[a-z0-9-]+(\\.(\\*|[a-z0-9]+(-[a-z0-9]+)*))+");
    assertThat(setting.sentence()).matches("(?s)[A-Z].*[.]").hasSizeGreaterThan(15);
    assertThat(setting.type().rule()).isNotBlank();
  }

  @Test
  void shouldHaveAKeyAndAnEnvironmentVariableOfItsOwn() {
    assertThat(settings()).extracting(Setting::key).doesNotHaveDuplicates();
    assertThat(settings())
        .extracting(s -> Setting.environmentNameOf(s.key()))
        .doesNotHaveDuplicates();
  }

  /** The variables of the start script are no settings and must not become some by accident. */
  @Test
  void shouldLeaveTheVariablesOfTheProcessAlone() {
    assertThat(settings())
        .extracting(s -> Setting.environmentNameOf(s.key()))
        .doesNotContain("RELAY_SETTINGS", "RELAY_DATA");
  }

  @ParameterizedTest
  @MethodSource("settings")
  void shouldStartWithItsDefaultWrittenOut(Setting<?> setting) {
    if (!setting.isNamed()) {
      assertThat(started(Map.of(setting.key(), setting.defaultText()))).isTrue();
    }
  }

  /** A start ends with a configuration or with the name of a setting, whatever was written. */
  @Test
  void shouldStartOrNameTheSettingThatForbidsIt() {
    List<Setting<?>> all = settings();

    Chance.rounds(
        600,
        random -> {
          Map<String, String> file = new HashMap<>();
          for (int i = random.nextInt(4); i >= 0; i--) {
            Setting<?> setting = all.get(random.nextInt(all.size()));
            file.put(setting.keyFor("x"), anyText(setting, random));
          }

          started(file);
        });
  }

  @ParameterizedTest
  @MethodSource("settings")
  void shouldHideWhatIsSecretInItsRefusal(Setting<?> setting) {
    if (setting.key().matches(".*(password|secret).*")) {
      String text = "letmein\u0000" + "x".repeat(5000);
      try {
        Settings.of(settings(), Map.of(setting.keyFor("x"), text), Map.of());
      } catch (InvalidSetting e) {
        assertThat(e.getMessage()).doesNotContain("letmein");
      }
    }
  }

  private static boolean started(Map<String, String> file) {
    try {
      return RelayConfiguration.of(file, Map.of()) != null;
    } catch (InvalidSetting e) {
      String key = e.getMessage();
      assertThat(key).startsWith("setting ").contains(": ");
      return false;
    }
  }

  private static String anyText(Setting<?> setting, Random random) {
    List<String> texts = new ArrayList<>(List.of(setting.defaultText(), "", "x", "0", "1", "-1"));
    texts.addAll(List.of("mx", "true", "30s", "10MB", "a.example", "192.0.2.1", "a,b", ",", "*.x"));
    texts.addAll(List.of("[::1]:25", "10.0.0.0/8", "/tmp/x", "\u00e4", "\ud83d", "a@b.example"));
    Matcher number = NUMBER.matcher(setting.type().rule());
    if (number.matches()) {
      texts.addAll(List.of(number.group(1), number.group(2)));
    }
    return texts.get(random.nextInt(texts.size()));
  }

  private static void takes(Setting<?> setting, String... texts) {
    for (String text : texts) {
      assertThat(setting.type().read(text)).as("%s = %s", setting.key(), text).isNotNull();
    }
  }

  private static void refuses(Setting<?> setting, String... texts) {
    for (String text : texts) {
      String key = setting.keyFor("x");
      assertThatThrownBy(() -> Settings.of(settings(), Map.of(key, text), Map.of()))
          .as("%s = %s", key, text)
          .isInstanceOf(InvalidSetting.class)
          .hasMessageContaining(key)
          .hasMessageContaining(setting.type().rule());
    }
  }

  private static Matcher matched(Pattern pattern, Setting<?> setting) {
    Matcher matcher = pattern.matcher(setting.type().rule());
    assertThat(matcher.matches()).isTrue();
    return matcher;
  }

  private static Duration duration(String text) {
    if (text.endsWith("ms")) {
      return Duration.ofMillis(Long.parseLong(text.replace("ms", "")));
    }
    long n = Long.parseLong(text.substring(0, text.length() - 1));
    return text.endsWith("d") ? Duration.ofDays(n) : Duration.ofSeconds(n);
  }

  private static String millis(Duration duration) {
    // A number of milliseconds has at most nine digits; beyond, the next second is out as well.
    long millis = duration.toMillis();
    return millis < 1_000_000_000 ? millis + "ms" : (duration.toSeconds() + 1) + "s";
  }
}
