package relay.domain.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a text becomes a value.
 *
 * @param rule what is allowed, for error messages and the reference page
 * @param reader throws IllegalArgumentException for what the rule forbids
 */
public record SettingType<T>(String rule, Function<String, T> reader) {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,15})(B|KB|MB|GB)?");

  /** The value; throws IllegalArgumentException when the text breaks the rule. */
  public T read(String text) {
    return reader.apply(text.strip());
  }

  public static SettingType<String> text() {
    return new SettingType<>("a text, may be empty", t -> t);
  }

  /** A text that a pattern describes. */
  public static SettingType<String> text(String rule, Pattern form) {
    return new SettingType<>(
        rule,
        t -> {
          check(form.matcher(t).matches());
          return t;
        });
  }

  public static SettingType<Boolean> yesNo() {
    return new SettingType<>(
        "true or false",
        t -> {
          check(t.equals("true") || t.equals("false"));
          return t.equals("true");
        });
  }

  public static SettingType<Integer> integer(int min, int max) {
    return new SettingType<>(
        "a whole number from " + min + " to " + max,
        t -> {
          int n = Integer.parseInt(t);
          check(n >= min && n <= max);
          return n;
        });
  }

  /** 0 lets the system choose a free port. */
  public static SettingType<Integer> port() {
    return integer(0, 65535);
  }

  /** A length of time such as {@code 250ms}, {@code 30s}, {@code 5m}, {@code 4h}, {@code 5d}. */
  public static SettingType<Duration> duration(Duration min, Duration max) {
    return new SettingType<>(
        "a duration such as 250ms, 30s, 5m, 4h, 5d; from " + show(min) + " to " + show(max),
        t -> {
          var m = DURATION.matcher(t);
          check(m.matches());
          long n = Long.parseLong(m.group(1));
          Duration d =
              switch (m.group(2)) {
                case "ms" -> Duration.ofMillis(n);
                case "s" -> Duration.ofSeconds(n);
                case "m" -> Duration.ofMinutes(n);
                case "h" -> Duration.ofHours(n);
                default -> Duration.ofDays(n);
              };
          check(d.compareTo(min) >= 0 && d.compareTo(max) <= 0);
          return d;
        });
  }

  /** A number of octets such as {@code 25MB} (1 KB is 1024 octets). */
  public static SettingType<Long> size(long min, long max) {
    return new SettingType<>(
        "a size such as 512KB, 25MB, 2GB; from " + min + " to " + max + " octets",
        t -> {
          var m = SIZE.matcher(t);
          check(m.matches());
          String unit = m.group(2) == null ? "B" : m.group(2);
          int shift = List.of("B", "KB", "MB", "GB").indexOf(unit) * 10;
          long n = Math.multiplyExact(Long.parseLong(m.group(1)), 1L << shift);
          check(n >= min && n <= max);
          return n;
        });
  }

  public static <E extends Enum<E>> SettingType<E> oneOf(Class<E> values) {
    String rule =
        Stream.of(values.getEnumConstants())
            .map(SettingType::label)
            .collect(Collectors.joining(", ", "one of ", ""));
    return new SettingType<>(
        rule,
        t ->
            Stream.of(values.getEnumConstants())
                .filter(e -> label(e).equals(t.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new));
  }

  /** Items separated by commas; an empty text is the empty list. */
  public static <T> SettingType<List<T>> listOf(SettingType<T> item, int itemsMax) {
    return new SettingType<>(
        "up to " + itemsMax + " items separated by commas, each " + item.rule,
        t -> {
          var items =
              t.isEmpty() ? List.<T>of() : Arrays.stream(t.split(",", -1)).map(item::read).toList();
          check(items.size() <= itemsMax);
          return items;
        });
  }

  /**
   * The name of a file or folder, empty for none. In a locale without its letters the file system
   * of this process knows no such name.
   */
  public static SettingType<String> path() {
    return new SettingType<>(
        "a path in letters that the locale of this process has, may be empty",
        t -> Path.of(t).toString());
  }

  /** A value with its own parser; its IllegalArgumentException refuses the text. */
  public static <T> SettingType<T> of(String rule, Function<String, T> reader) {
    return new SettingType<>(rule, reader);
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void check(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException();
    }
  }

  private static String show(Duration d) {
    if (d.toDaysPart() > 0 && d.equals(Duration.ofDays(d.toDays()))) {
      return d.toDays() + "d";
    }
    return d.toMillisPart() == 0 ? d.toSeconds() + "s" : d.toMillis() + "ms";
  }
}
