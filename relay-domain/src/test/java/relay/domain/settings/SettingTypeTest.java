package relay.domain.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

/** How the texts of a settings file become values, and which never do. */
class SettingTypeTest {

  private static final SettingType<Duration> TIME =
      SettingType.duration(Duration.ofMillis(1), Duration.ofDays(40));
  private static final SettingType<Long> SIZE = SettingType.size(0, Long.MAX_VALUE);

  private enum Colour {
    RED,
    DARK_BLUE
  }

  @ParameterizedTest
  @CsvSource({
    "1ms, PT0.001S",
    "999999999ms, PT277H46M39.999S",
    "30s, PT30S",
    "5m, PT5M",
    "4h, PT4H",
    "40d, PT960H",
    "' 5m ', PT5M",
    "007s, PT7S"
  })
  void shouldReadTimesByTheirUnit(String text, Duration time) {
    assertThat(TIME.read(text)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "s",
        "5 s",
        "5S",
        "5sec",
        "-5s",
        "+5s",
        "1.5s",
        "1h30m",
        "0ms",
        "41d",
        "9999999999s",
        "\u0665s",
        "PT5S",
        "5s\u00005"
      })
  void shouldRefuseWhatIsNoTimeWithinTheBounds(String text) {
    refuses(TIME, text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "1B, 1",
    "1KB, 1024",
    "25MB, 26214400",
    "2GB, 2147483648",
    "999999999999999, 999999999999999"
  })
  void shouldReadSizesInPowersOfTwo(String text, long octets) {
    assertThat(SIZE.read(text)).isEqualTo(octets);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "KB", "1TB", "1kb", "1 KB", "-1", "1.5MB", "9999999999999999"})
  void shouldRefuseWhatIsNoSize(String text) {
    refuses(SIZE, text);
  }

  @Test
  void shouldNotTakeASizeForASmallOneWhenItsOctetsHaveNoNumber() {
    assertThatThrownBy(() -> SIZE.read("999999999999999GB"))
        .isInstanceOfAny(ArithmeticException.class, IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "1,5", "0x10", "1e3", "4294967297", "--1", "1-", "6", "-6"})
  void shouldRefuseWhatIsNoWholeNumberWithinTheBounds(String text) {
    refuses(SettingType.integer(-5, 5), text);
  }

  @Test
  void shouldTakeTheBoundsOfANumberThemselves() {
    assertThat(SettingType.integer(-5, 5).read("-5")).isEqualTo(-5);
    assertThat(SettingType.integer(-5, 5).read(" 5 ")).isEqualTo(5);
    assertThat(SettingType.port().read("0")).isZero();
    assertThat(SettingType.port().read("65535")).isEqualTo(65535);
    refuses(SettingType.port(), "65536");
  }

  @Test
  void shouldNameTheWordsOfAChoiceAsTheFileWritesThem() {
    SettingType<Colour> type = SettingType.oneOf(Colour.class);

    assertThat(type.rule()).isEqualTo("one of red, dark-blue");
    assertThat(type.read("dark-blue")).isEqualTo(Colour.DARK_BLUE);
    assertThat(type.read("Dark-Blue")).isEqualTo(Colour.DARK_BLUE);
    refuses(type, "dark_blue");
    refuses(type, "");
  }

  @Test
  void shouldReadListsItemByItemAndBoundThem() {
    SettingType<List<Integer>> type = SettingType.listOf(SettingType.integer(1, 9), 3);

    assertThat(type.read("")).isEmpty();
    assertThat(type.read("1, 2 ,3")).containsExactly(1, 2, 3);
    assertThat(type.rule())
        .isEqualTo("up to 3 items separated by commas, each a whole number from 1 to 9");
    for (String text : List.of("1,2,3,4", "1,", ",1", "1,,2", "1;2", "10")) {
      refuses(type, text);
    }
  }

  @Test
  void shouldDescribeTimesInTheUnitsOfTheFile() {
    assertThat(SettingType.duration(Duration.ZERO, Duration.ofDays(7)).rule())
        .endsWith("from 0s to 7d");
    assertThat(SettingType.duration(Duration.ofMillis(10), Duration.ofHours(36)).rule())
        .endsWith("from 10ms to 129600s");
    assertThat(SettingType.duration(Duration.ofMillis(1500), Duration.ofMinutes(1)).rule())
        .endsWith("from 1500ms to 60s");
  }

  @Test
  void shouldTakeTextsWholeOrNotAtAll() {
    SettingType<String> name = SettingType.text("a name", Pattern.compile("[a-z]+"));

    assertThat(name.read(" abc ")).isEqualTo("abc");
    for (String text : List.of("", "abc\nabc", "abc1", "a b")) {
      refuses(name, text);
    }
    assertThat(SettingType.text().read("")).isEmpty();
    assertThat(SettingType.yesNo().read("false")).isFalse();
  }

  @Test
  void shouldReadNoPathWithANullInIt() {
    assertThat(SettingType.path().read("/var/lib/relay")).endsWith("relay");
    assertThat(SettingType.path().read("")).isEmpty();
    refuses(SettingType.path(), "/var/\u0000/relay");
  }

  /** A default that its own rule refuses is found at the start of the process and not later. */
  @Test
  void shouldNotDeclareASettingWhoseDefaultIsBad() {
    assertThatThrownBy(() -> new Setting<>("a.b", SettingType.integer(1, 2), "3", "A number."))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldReadEveryTimeThatItCouldHaveWritten() {
    Chance.rounds(
        500,
        random -> {
          int n = 1 + random.nextInt(40);
          String unit = Chance.oneOf(random, "ms", "s", "m", "h", "d");
          Duration read = TIME.read(n + unit);
          Duration twice = TIME.read(n + unit + " ");

          assertThat(read).isPositive().isLessThanOrEqualTo(Duration.ofDays(40)).isEqualTo(twice);
        });
  }

  @Test
  void shouldRefuseJunkInOneWayOnly() {
    List<SettingType<?>> types =
        List.of(
            TIME,
            SettingType.size(1, 1000),
            SettingType.integer(0, 9),
            SettingType.oneOf(DayOfWeek.class),
            SettingType.yesNo(),
            SettingType.listOf(TIME, 2));
    String letters = "0195smhdKMGB,.-+ \t\u0000\u00e4\ud83d";
    Chance.rounds(
        2_000,
        random -> {
          StringBuilder text = new StringBuilder();
          for (int i = random.nextInt(8); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
          }
          SettingType<?> type = types.get(random.nextInt(types.size()));
          try {
            assertThat(type.read(text.toString())).isNotNull();
          } catch (IllegalArgumentException | ArithmeticException e) {
            // refused, as Settings expects it
            assertThat(type.rule()).isNotBlank();
          }
        });
  }

  private static void refuses(SettingType<?> type, String text) {
    assertThatThrownBy(() -> type.read(text))
        .as("'%s' for %s", text, type.rule())
        .isInstanceOf(IllegalArgumentException.class);
  }
}
