package relay.domain.template;

import java.math.BigDecimal;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one recipient's mail is made of: texts, numbers, dates, yes and no, lists and maps of these,
 * by name. Immutable, bounded, thread-safe.
 */
public final class TemplateData {
  public static final TemplateData EMPTY = new TemplateData(Map.of());
  static final int DEPTH_MAX = 6;
  static final int VALUES_MAX = 10_000;
  static final int CHARS_MAX = 500_000;
  static final int NAME_CHARS_MAX = 100;
  private final Map<String, Object> values;

  private TemplateData(Map<String, Object> values) {
    this.values = values;
  }

  /**
   * Copies the values; null counts as absent.
   *
   * @throws IllegalArgumentException for a type that is none of these, or more than anybody needs
   */
  public static TemplateData of(Map<String, ?> values) {
    return new TemplateData(new Copy().map(values, 1));
  }

  /**
   * The same with one more value, in the place of any of this name.
   *
   * @throws IllegalArgumentException when it is more than anybody needs then
   */
  public TemplateData with(String name, String value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return of(more);
  }

  /** By name: String, Boolean, List and Map. */
  public Map<String, Object> values() {
    return values;
  }

  /** Copies and counts. */
  private static final class Copy {
    private int count;
    private long chars;

    Map<String, Object> map(Map<?, ?> values, int depth) {
      Map<String, Object> copy = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : values.entrySet()) {
        if (!(entry.getKey() instanceof String name) || name.length() > NAME_CHARS_MAX) {
          throw new IllegalArgumentException(
              "names of values are texts of at most " + NAME_CHARS_MAX + " characters");
        }
        if (entry.getValue() != null) {
          copy.put(name, value(entry.getValue(), depth));
        }
      }
      return Collections.unmodifiableMap(copy);
    }

    private Object value(Object value, int depth) {
      if (++count > VALUES_MAX) {
        throw new IllegalArgumentException("at most " + VALUES_MAX + " values");
      }
      if (value instanceof Map<?, ?> map) {
        return map(map, deeper(depth));
      }
      if (value instanceof List<?> list) {
        List<Object> copy = new ArrayList<>(list.size());
        for (Object each : list) {
          copy.add(value(each == null ? "" : each, deeper(depth)));
        }
        return Collections.unmodifiableList(copy);
      }
      if (value instanceof Boolean) {
        return value;
      }
      if (value instanceof BigDecimal number) {
        // 1e999999999 is short here and long in a mail
        return text(
            number.precision() + Math.abs((long) number.scale()) > 100
                ? number.toString()
                : number.toPlainString());
      }
      if (value instanceof Number || value instanceof String || value instanceof TemporalAccessor) {
        return text(value.toString());
      }
      throw new IllegalArgumentException(
          "a value is a text, a number, a date, true or false, a list or a map");
    }

    private String text(String text) {
      chars += text.length();
      if (chars > CHARS_MAX) {
        throw new IllegalArgumentException("at most " + CHARS_MAX + " characters in all values");
      }
      return text;
    }

    private static int deeper(int depth) {
      if (depth >= DEPTH_MAX) {
        throw new IllegalArgumentException("values are at most " + DEPTH_MAX + " deep");
      }
      return depth + 1;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TemplateData data && data.values.equals(values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** Names only: the values are somebody's. */
  @Override
  public String toString() {
    return "values of " + new TreeMap<>(values).keySet();
  }
}
