package relay.domain.contacts;

import java.util.EnumSet;
import java.util.Set;
import relay.domain.control.Fields;

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
}
