package relay.domain.control;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import relay.domain.text.GivenTime;

/**
 * Reads the fields of a JSON object by name and rule. Each method throws {@link InvalidField} for a
 * value that breaks its rule; a field that is absent, or null, has its default.
 */
public final class Fields {
  private static final int LIST_MAX = 1000;
  private static final int DIGITS_MAX = 6;
  private static final int TEXT_CHARS_MAX = 4000;
  private final JsonObject json;
  private final String prefix;

  public Fields(JsonObject json) {
    this(json, "");
  }

  private Fields(JsonObject json, String prefix) {
    this.json = json;
    this.prefix = prefix;
  }

  /** The text; empty when absent. */
  public Optional<String> text(String name) {
    return text(name, TEXT_CHARS_MAX);
  }

  /** The same with a bound of its own. */
  public Optional<String> text(String name, int charsMax) {
    return value(name)
        .map(
            value -> {
              if (!(value instanceof JsonString text) || text.getString().length() > charsMax) {
                throw invalid(name, "must be a text of at most " + charsMax + " characters");
              }
              return text.getString();
            });
  }

  /** The text as a value; {@code rule} says what it must be. */
  public <T> Optional<T> value(String name, String rule, Function<String, T> reader) {
    return text(name).map(text -> read(name, rule, reader, text));
  }

  /** A number from {@code min} to {@code max}. */
  public long number(String name, long min, long max, long absent) {
    return value(name)
        .map(
            value -> {
              if (!(value instanceof JsonNumber number)
                  || !number.isIntegral()
                  || number.bigIntegerValue().bitLength() > 62
                  || number.longValue() < min
                  || number.longValue() > max) {
                throw invalid(name, "must be a whole number from " + min + " to " + max);
              }
              return number.longValue();
            })
        .orElse(absent);
  }

  /**
   * A number from {@code min} to {@code max}, with at most six digits after the point.
   *
   * @param rule says what it must be
   */
  public Optional<BigDecimal> decimal(String name, BigDecimal min, BigDecimal max, String rule) {
    return value(name)
        .map(
            value -> {
              if (!(value instanceof JsonNumber number)
                  || number.bigDecimalValue().scale() > DIGITS_MAX
                  || number.bigDecimalValue().compareTo(min) < 0
                  || number.bigDecimalValue().compareTo(max) > 0) {
                throw invalid(name, rule);
              }
              return number.bigDecimalValue();
            });
  }

  public boolean yesNo(String name, boolean absent) {
    return value(name)
        .map(
            value -> {
              if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
                throw invalid(name, "must be true or false");
              }
              return value == JsonValue.TRUE;
            })
        .orElse(absent);
  }

  /** One of an enum's names, in lower case with hyphens. */
  public <E extends Enum<E>> Optional<E> word(String name, Class<E> type) {
    return value(name, "must be one of " + words(type), text -> constant(type, text));
  }

  /** The same for a list. */
  public <E extends Enum<E>> Set<E> words(String name, Class<E> type) {
    return set(name, "must be one of " + words(type), text -> constant(type, text));
  }

  /** A length of time as of ISO 8601: {@code PT5M}, {@code P30D}. */
  public Optional<Duration> duration(String name, Duration min, Duration max) {
    String rule = "must be a duration from " + min + " to " + max + ", such as PT5M or P30D";
    Optional<Duration> found = value(name, rule, Duration::parse);
    if (found.isPresent() && (found.get().compareTo(min) < 0 || found.get().compareTo(max) > 0)) {
      throw invalid(name, rule);
    }
    return found;
  }

  public Optional<Instant> instant(String name) {
    return value(name, GivenTime.INSTANT_RULE, GivenTime::instant);
  }

  /** A list of texts as values. */
  public <T> List<T> list(String name, String rule, Function<String, T> reader) {
    Optional<JsonValue> value = value(name);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof JsonArray array) || array.size() > LIST_MAX) {
      throw invalid(name, "must be a list of at most " + LIST_MAX + " texts");
    }
    List<T> read = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      String each = name + "[" + i + "]";
      if (!(array.get(i) instanceof JsonString text)) {
        throw invalid(each, "must be a text");
      }
      read.add(read(each, rule, reader, text.getString()));
    }
    return read;
  }

  /** A list of texts as values, each once. */
  public <T> Set<T> set(String name, String rule, Function<String, T> reader) {
    return new LinkedHashSet<>(list(name, rule, reader));
  }

  /** Names of the fields that are there, in their order. */
  public Set<String> names() {
    return new LinkedHashSet<>(json.keySet());
  }

  /** The fields of an object within this one; none when absent. */
  public Fields within(String name) {
    JsonObject inner =
        value(name)
            .map(
                value -> {
                  if (!(value instanceof JsonObject object)) {
                    throw invalid(name, "must be an object");
                  }
                  return object;
                })
            .orElse(JsonValue.EMPTY_JSON_OBJECT);
    return new Fields(inner, prefix + name + ".");
  }

  /** For a rule of the caller's own. */
  public InvalidField invalid(String name, String rule) {
    return new InvalidField(prefix + name, rule);
  }

  /** The word of a constant in JSON. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private <T> T read(String name, String rule, Function<String, T> reader, String text) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw invalid(name, rule);
    }
  }

  private Optional<JsonValue> value(String name) {
    return Optional.ofNullable(json.get(name)).filter(v -> v != JsonValue.NULL);
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String text) {
    for (E constant : type.getEnumConstants()) {
      if (word(constant).equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(text);
  }

  private static <E extends Enum<E>> String words(Class<E> type) {
    List<String> words = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      words.add(word(constant));
    }
    return String.join(", ", words);
  }
}
