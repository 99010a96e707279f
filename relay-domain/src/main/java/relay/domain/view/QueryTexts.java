package relay.domain.view;

import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;

/**
 * The texts of a request out of which a query is read. What is absent or blank is not asked for;
 * what cannot be read is refused by name.
 */
public final class QueryTexts {
  private final Function<String, String> parameters;

  /** Takes a way to the first value of a parameter; null when it is absent. */
  public QueryTexts(Function<String, String> parameters) {
    this.parameters = parameters;
  }

  /**
   * The value of a parameter; empty when it is not there.
   *
   * @param rule what it must be, for the error text
   * @param reader throws {@link IllegalArgumentException} or {@link DateTimeParseException} for a
   *     text that is none
   * @throws InvalidQuery when it cannot be read
   */
  public <T> Optional<T> one(String name, String rule, Function<String, T> reader) {
    String text = parameters.apply(name);
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.apply(text.strip()));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new InvalidQuery(name, "must be " + rule);
    }
  }

  /** A number from 1 on. */
  public Optional<Integer> upTo(String name, int max) {
    return one(
        name,
        "a number from 1 to " + max,
        text -> {
          int number = Integer.parseInt(text);
          if (number < 1 || number > max) {
            throw new IllegalArgumentException();
          }
          return number;
        });
  }
}
