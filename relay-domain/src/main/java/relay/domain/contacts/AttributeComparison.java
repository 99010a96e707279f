package relay.domain.contacts;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;

/** What can be asked of an attribute; texts are compared without regard to case. */
public enum AttributeComparison {
  /** There is a value. */
  SET(EnumSet.allOf(AttributeType.class)),
  EQUALS(
      EnumSet.of(
          AttributeType.TEXT, AttributeType.NUMBER, AttributeType.DATE, AttributeType.BOOLEAN)),
  ONE_OF(EnumSet.of(AttributeType.TEXT, AttributeType.NUMBER, AttributeType.DATE)),
  CONTAINS(EnumSet.of(AttributeType.TEXT)),
  STARTS_WITH(EnumSet.of(AttributeType.TEXT)),
  BELOW(EnumSet.of(AttributeType.NUMBER, AttributeType.DATE)),
  AT_MOST(EnumSet.of(AttributeType.NUMBER, AttributeType.DATE)),
  AT_LEAST(EnumSet.of(AttributeType.NUMBER, AttributeType.DATE)),
  ABOVE(EnumSet.of(AttributeType.NUMBER, AttributeType.DATE)),
  /** The word is in the list. */
  HAS(EnumSet.of(AttributeType.LIST));

  private final Set<AttributeType> types;

  AttributeComparison(Set<AttributeType> types) {
    this.types = types;
  }

  boolean suits(AttributeType type) {
    return types.contains(type);
  }

  /** Such as {@code at-least}. */
  String label() {
    return Fields.word(this);
  }

  /** Whether it asks which of two comes first. */
  boolean isOfOrder() {
    return this == BELOW || this == AT_MOST || this == AT_LEAST || this == ABOVE;
  }

  /**
   * The one that a condition names by {@code is}.
   *
   * @throws InvalidField when this type has none of this name
   */
  static AttributeComparison among(JsonObject json, String at, AttributeType type) {
    String label = json.get("is") instanceof JsonString text ? text.getString() : "";
    return Arrays.stream(values())
        .filter(each -> each.label().equals(label) && each.suits(type))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidField(
                    at + ".is",
                    Arrays.stream(values())
                        .filter(each -> each.suits(type))
                        .map(AttributeComparison::label)
                        .collect(Collectors.joining(", ", "must be one of ", ""))));
  }
}
