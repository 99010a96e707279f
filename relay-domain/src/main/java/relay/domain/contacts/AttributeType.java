package relay.domain.contacts;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What an attribute may say. */
public enum AttributeType {
  TEXT("must be a text of 1 to 500 characters in one line") {
    @Override
    public AttributeValue read(JsonValue json) {
      return parse(string(json));
    }

    @Override
    public AttributeValue parse(String text) {
      return new AttributeValue.Text(line(text, TEXT_CHARS_MAX));
    }
  },
  NUMBER("must be a number of at most 15 digits") {
    @Override
    public AttributeValue read(JsonValue json) {
      if (json instanceof JsonNumber number) {
        return number(number.toString());
      }
      throw new IllegalArgumentException(rule());
    }

    @Override
    public AttributeValue parse(String text) {
      return number(text.strip());
    }
  },
  DATE("must be a day such as 2026-01-31") {
    @Override
    public AttributeValue read(JsonValue json) {
      return parse(string(json));
    }

    @Override
    public AttributeValue parse(String text) {
      LocalDate date;
      try {
        date = LocalDate.parse(text.strip());
      } catch (java.time.DateTimeException e) {
        throw new IllegalArgumentException(rule(), e);
      }
      if (date.getYear() < 1 || date.getYear() > YEAR_MAX) {
        throw new IllegalArgumentException(rule());
      }
      return new AttributeValue.Day(date);
    }
  },
  BOOLEAN("must be true or false") {
    @Override
    public AttributeValue read(JsonValue json) {
      return parse(json == JsonValue.TRUE || json == JsonValue.FALSE ? json.toString() : "");
    }

    @Override
    public AttributeValue parse(String text) {
      return switch (text.strip().toLowerCase(Locale.ROOT)) {
        case "true", "yes", "1" -> new AttributeValue.YesNo(true);
        case "false", "no", "0" -> new AttributeValue.YesNo(false);
        default -> throw new IllegalArgumentException(rule());
      };
    }
  },
  LIST(
      "must be a list of at most 30 words of 1 to 60 characters without | or ;, each in one line") {
    @Override
    public AttributeValue read(JsonValue json) {
      if (!(json instanceof JsonArray array)) {
        throw new IllegalArgumentException(rule());
      }
      List<String> words = new ArrayList<>(array.size());
      array.forEach(each -> words.add(string(each)));
      return words(words);
    }

    @Override
    public AttributeValue parse(String text) {
      String[] words = text.split("[|;]");
      if (words.length == 0) {
        throw new IllegalArgumentException(rule());
      }
      return words(List.of(words));
    }
  };

  /** Of a text. */
  public static final int TEXT_CHARS_MAX = 500;

  static final int WORDS_MAX = 30;
  static final int WORD_CHARS_MAX = 60;
  private static final int DIGITS_MAX = 15;
  private static final int NUMBER_CHARS_MAX = 40;
  private static final int YEAR_MAX = 9999;
  private static final char LINE_SEPARATOR = '\u2028';
  private static final char PARAGRAPH_SEPARATOR = '\u2029';
  private final String rule;

  AttributeType(String rule) {
    this.rule = rule;
  }

  /** What a value must be, in words. */
  public String rule() {
    return rule;
  }

  /**
   * The value of a document.
   *
   * @throws IllegalArgumentException when it breaks the {@link #rule()}
   */
  public abstract AttributeValue read(JsonValue json);

  /**
   * The value of a field of a file; words stand between | or semicolons.
   *
   * @throws IllegalArgumentException when it breaks the {@link #rule()}
   */
  public abstract AttributeValue parse(String text);

  /** Whether it is kept as text: else as a number. */
  public boolean isTextual() {
    return this == TEXT || this == LIST;
  }

  String string(JsonValue json) {
    if (json instanceof JsonString text) {
      return text.getString();
    }
    throw new IllegalArgumentException(rule);
  }

  AttributeValue number(String text) {
    try {
      if (text.length() > NUMBER_CHARS_MAX) {
        throw new IllegalArgumentException(rule);
      }
      BigDecimal number = new BigDecimal(text).stripTrailingZeros();
      // precision - scale is where the point is: 1e300 would be written out in 300 digits; of
      // scales near the end of int the difference of ints would wrap round
      boolean fits =
          number.precision() <= DIGITS_MAX
              && (long) number.precision() - number.scale() <= DIGITS_MAX
              && number.scale() <= DIGITS_MAX;
      if (fits) {
        return new AttributeValue.Number(number);
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException(rule, e);
    }
    throw new IllegalArgumentException(rule);
  }

  AttributeValue words(List<String> given) {
    Set<String> words = new LinkedHashSet<>();
    for (String each : given) {
      // either would make two words of it in a file
      if (each.indexOf('|') >= 0 || each.indexOf(';') >= 0) {
        throw new IllegalArgumentException(rule);
      }
      words.add(line(each, WORD_CHARS_MAX));
    }
    if (words.size() > WORDS_MAX) {
      throw new IllegalArgumentException(rule);
    }
    return new AttributeValue.Words(List.copyOf(words));
  }

  String line(String text, int charsMax) {
    String line = text.strip();
    if (line.isEmpty() || line.length() > charsMax || !isOneLine(line)) {
      throw new IllegalArgumentException(rule);
    }
    return line;
  }

  /**
   * Without control characters and what else some readers take for a line end, and without halves
   * of characters, which databases refuse.
   */
  static boolean isOneLine(String text) {
    return text.codePoints()
        .noneMatch(
            c ->
                Character.isISOControl(c)
                    || c == LINE_SEPARATOR
                    || c == PARAGRAPH_SEPARATOR
                    || Character.getType(c) == Character.SURROGATE);
  }
}
