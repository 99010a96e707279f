package relay.ejb.contacts;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import relay.domain.contacts.AttributeType;
import relay.domain.contacts.AttributeValue;

/**
 * Where an attribute is kept and how.
 *
 * @param column one of {@code t1} to {@code n20}
 */
record AttributeColumn(String column, AttributeType type) {
  private static final String BETWEEN = "|";

  /** Days as their number, words with a bar around each. */
  static Object kept(AttributeValue value) {
    if (value instanceof AttributeValue.Number number) {
      return number.number().doubleValue();
    } else if (value instanceof AttributeValue.Day day) {
      return (double) day.date().toEpochDay();
    } else if (value instanceof AttributeValue.YesNo yesNo) {
      return yesNo.yes() ? 1.0 : 0.0;
    } else if (value instanceof AttributeValue.Words words) {
      return BETWEEN + String.join(BETWEEN, words.words()) + BETWEEN;
    }
    return value.text();
  }

  /** Null when there is no value of it. */
  Object kept(Optional<AttributeValue> value) {
    return value.map(AttributeColumn::kept).orElse(null);
  }

  Optional<AttributeValue> read(ResultSet row, int index) throws SQLException {
    if (type.isTextual()) {
      return Optional.ofNullable(row.getString(index)).map(this::textual);
    }
    double number = row.getDouble(index);
    return row.wasNull() ? Optional.empty() : Optional.of(numeric(number));
  }

  private AttributeValue textual(String text) {
    if (type == AttributeType.TEXT) {
      return new AttributeValue.Text(text);
    }
    String inner = text.length() > 2 ? text.substring(1, text.length() - 1) : "";
    return new AttributeValue.Words(inner.isEmpty() ? List.of() : List.of(inner.split("\\|")));
  }

  private AttributeValue numeric(double number) {
    return switch (type) {
      case DATE -> new AttributeValue.Day(LocalDate.ofEpochDay((long) number));
      case BOOLEAN -> new AttributeValue.YesNo(number != 0);
      default -> new AttributeValue.Number(BigDecimal.valueOf(number));
    };
  }
}
