package relay.domain.migration;

import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the values of TOML that stand without quotes: yes and no, numbers, dates and times. */
final class TomlWords {
  private static final int CHARS_MAX = 40;
  private static final String DIGITS = "[0-9](?:_?[0-9])*";
  private static final String SIGNED = "[+-]?(?:0|[1-9](?:_?[0-9])*)";
  private static final String CLOCK =
      "(?:[01][0-9]|2[0-3]):[0-5][0-9](?::(?:[0-5][0-9]|60)(?:\\.[0-9]+)?)?";
  private static final Pattern DATE =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt ]"
              + CLOCK
              + "(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])?)?");
  private static final Pattern TIME = Pattern.compile(CLOCK);
  private static final Pattern WHOLE = Pattern.compile(SIGNED);
  private static final Pattern OF_BASE =
      Pattern.compile("0x[0-9a-fA-F](?:_?[0-9a-fA-F])*|0o[0-7](?:_?[0-7])*|0b[01](?:_?[01])*");
  private static final Pattern BROKEN =
      Pattern.compile(SIGNED + "(?:\\." + DIGITS + ")?(?:[eE][+-]?" + DIGITS + ")?");
  // JSON has no numbers for these.
  private static final Set<String> NO_NUMBERS =
      Set.of("inf", "+inf", "-inf", "nan", "+nan", "-nan");
  private static final JsonProvider JSON = JsonProvider.provider();
  private final TomlText text;

  TomlWords(TomlText text) {
    this.text = text;
  }

  JsonValue read() {
    String word = text.word();
    if (word.equals("true") || word.equals("false")) {
      return word.equals("true") ? JsonValue.TRUE : JsonValue.FALSE;
    }
    if (NO_NUMBERS.contains(word)) {
      return JSON.createValue(word);
    }
    if (word.length() > CHARS_MAX) {
      throw text.wrong("has a number of more than " + CHARS_MAX + " characters");
    }
    if (DATE.matcher(word).matches() && text.isDigitBehindBlank()) {
      text.skipBlanks();
      String dated = word + " " + text.word();
      word = dated.substring(0, Math.min(dated.length(), CHARS_MAX + 1));
    }
    return isTime(word) ? JSON.createValue(word) : number(word);
  }

  private static boolean isTime(String word) {
    Matcher date = DATE.matcher(word);
    if (!date.matches()) {
      return TIME.matcher(word).matches();
    }
    try {
      LocalDate.parse(date.group(1));
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private JsonValue number(String word) {
    String digits = word.replace("_", "");
    try {
      if (WHOLE.matcher(word).matches()) {
        return JSON.createValue(Long.parseLong(digits));
      }
      if (OF_BASE.matcher(word).matches()) {
        int radix = digits.charAt(1) == 'x' ? 16 : digits.charAt(1) == 'o' ? 8 : 2;
        return JSON.createValue(Long.parseLong(digits.substring(2), radix));
      }
      if (BROKEN.matcher(word).matches()) {
        return JSON.createValue(Double.parseDouble(digits));
      }
    } catch (NumberFormatException e) {
      throw text.wrong("has a number that is too large");
    }
    throw text.wrong("has a value that is none; texts stand in quotes");
  }
}
