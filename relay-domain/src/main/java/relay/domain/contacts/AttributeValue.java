package relay.domain.contacts;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import relay.domain.control.ControlJson;

/** What an attribute of a contact says; made by {@link AttributeType}. Immutable. */
public sealed interface AttributeValue {

  /** As documents show it. */
  JsonValue json();

  /** As files show it in one field. */
  String text();

  /** Without control characters. */
  record Text(String text) implements AttributeValue {
    @Override
    public JsonValue json() {
      return ControlJson.text(text);
    }
  }

  /** Of at most 15 digits, so that every database keeps it exactly. */
  record Number(BigDecimal number) implements AttributeValue {
    public Number {
      BigDecimal bare = number.stripTrailingZeros();
      number = bare.scale() < 0 ? bare.setScale(0) : bare;
    }

    @Override
    public JsonValue json() {
      return ControlJson.number(number);
    }

    @Override
    public String text() {
      return number.toPlainString();
    }
  }

  /** A day of the calendar, wherever. */
  record Day(LocalDate date) implements AttributeValue {
    @Override
    public JsonValue json() {
      return ControlJson.text(date.toString());
    }

    @Override
    public String text() {
      return date.toString();
    }
  }

  record YesNo(boolean yes) implements AttributeValue {
    @Override
    public JsonValue json() {
      return yes ? JsonValue.TRUE : JsonValue.FALSE;
    }

    @Override
    public String text() {
      return Boolean.toString(yes);
    }
  }

  /** Several words, each once, in their order. */
  record Words(List<String> words) implements AttributeValue {
    /** Between the words in one field of a file. */
    public static final String BETWEEN = "|";

    public Words {
      words = List.copyOf(words);
    }

    @Override
    public JsonValue json() {
      JsonArrayBuilder array = ControlJson.array();
      words.forEach(array::add);
      return array.build();
    }

    @Override
    public String text() {
      return String.join(BETWEEN, words);
    }
  }
}
