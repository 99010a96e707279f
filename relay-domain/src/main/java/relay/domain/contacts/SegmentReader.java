package relay.domain.contacts;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import relay.domain.control.InvalidField;
import relay.domain.mail.DomainName;

/**
 * Reads conditions by what their tenant has declared, no deeper than {@value #DEPTH_MAX} and of no
 * more than {@value #PARTS_MAX} parts. For one condition; not thread-safe.
 */
public final class SegmentReader {
  /** Of conditions within conditions. */
  public static final int DEPTH_MAX = 10;

  /** Of all conditions together, the outer ones and each value of one-of included. */
  public static final int PARTS_MAX = 200;

  private static final int DAYS_MAX = 36_500;
  private static final String FORMS =
      "must have exactly one of all, any, not, attribute, list, domain, locale, zone,"
          + " made_within_days, behaviour, inactive_days or score";
  private static final Set<String> ATTRIBUTE_FIELDS = Set.of("attribute", "is", "value");
  private final ContactSchema schema;
  private int parts;

  public SegmentReader(ContactSchema schema) {
    this.schema = schema;
  }

  /**
   * The typed condition.
   *
   * @throws InvalidField naming where in the document a rule is broken
   */
  public SegmentCondition read(JsonObject json) {
    parts = 0;
    return read(json, "condition", 1);
  }

  private SegmentCondition read(JsonValue value, String at, int depth) {
    if (!(value instanceof JsonObject json)) {
      throw new InvalidField(at, "must be an object");
    }
    if (depth > DEPTH_MAX) {
      throw new InvalidField(at, "must be at most " + DEPTH_MAX + " conditions deep");
    }
    count(at);
    if (json.containsKey("attribute")) {
      return attribute(json, at);
    } else if (json.containsKey("list")) {
      return stands(json, at);
    } else if (json.containsKey("behaviour")) {
      return BehaviourConditions.did(json, at);
    } else if (json.containsKey("inactive_days")) {
      return BehaviourConditions.inactive(json, at);
    } else if (json.containsKey("score")) {
      return BehaviourConditions.scores(json, at);
    }
    if (json.size() != 1) {
      throw new InvalidField(at, FORMS);
    }
    String form = json.keySet().iterator().next();
    JsonValue inner = json.get(form);
    String within = at + "." + form;
    return switch (form) {
      case "all" -> new SegmentCondition.All(several(inner, within, depth));
      case "any" -> new SegmentCondition.Any(several(inner, within, depth));
      case "not" -> new SegmentCondition.Not(read(inner, within, depth + 1));
      case "domain" ->
          new SegmentCondition.InDomain(
              text(inner, within, "must be a domain name", t -> DomainName.of(t).ascii()));
      case "locale" ->
          new SegmentCondition.Speaks(
              text(inner, within, ContactReader.LOCALE_RULE, ContactReader::locale));
      case "zone" ->
          new SegmentCondition.InZone(
              text(inner, within, ContactReader.ZONE_RULE, ContactReader::zone));
      case "made_within_days" -> new SegmentCondition.MadeWithin(days(inner, within));
      default -> throw new InvalidField(at, FORMS);
    };
  }

  private void count(String at) {
    if (++parts > PARTS_MAX) {
      throw new InvalidField(at, "is one too many: a segment has at most " + PARTS_MAX + " parts");
    }
  }

  private List<SegmentCondition> several(JsonValue value, String at, int depth) {
    if (!(value instanceof JsonArray array) || array.isEmpty()) {
      throw new InvalidField(at, "must be a list of conditions, at least one");
    }
    List<SegmentCondition> conditions = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      conditions.add(read(array.get(i), at + "[" + i + "]", depth + 1));
    }
    return conditions;
  }

  private SegmentCondition attribute(JsonObject json, String at) {
    if (!ATTRIBUTE_FIELDS.containsAll(json.keySet())) {
      throw new InvalidField(at, "must have attribute, is and value, and nothing else");
    }
    String name = text(json.get("attribute"), at + ".attribute", "must be a name", t -> t);
    AttributeType type = schema.attributes().get(name);
    if (type == null) {
      throw new InvalidField(at + ".attribute", "is not declared; make the attribute first");
    }
    AttributeComparison test = AttributeComparison.among(json, at, type);
    JsonValue value = json.get("value");
    if ((test == AttributeComparison.SET) != (value == null)) {
      throw new InvalidField(
          at + ".value",
          value == null ? "must be given: " + type.rule() : "must be left out: set asks for any");
    }
    return new SegmentCondition.Attribute(name, test, values(test, type, value, at + ".value"));
  }

  private List<AttributeValue> values(
      AttributeComparison test, AttributeType type, JsonValue value, String at) {
    if (test == AttributeComparison.SET) {
      return List.of();
    }
    if (test != AttributeComparison.ONE_OF) {
      return List.of(value(type, value, at));
    }
    if (!(value instanceof JsonArray array) || array.isEmpty()) {
      throw new InvalidField(at, "must be a list of values, at least one");
    }
    List<AttributeValue> values = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      String each = at + "[" + i + "]";
      count(each);
      values.add(value(type, array.get(i), each));
    }
    return values;
  }

  private static AttributeValue value(AttributeType type, JsonValue value, String at) {
    AttributeType asked = type == AttributeType.LIST ? AttributeType.TEXT : type;
    try {
      return asked.read(value);
    } catch (IllegalArgumentException e) {
      throw new InvalidField(at, asked.rule());
    }
  }

  private SegmentCondition stands(JsonObject json, String at) {
    if (!Set.of("list", "state").containsAll(json.keySet())) {
      throw new InvalidField(at, "must have list and perhaps state, and nothing else");
    }
    String list = text(json.get("list"), at + ".list", "must be the id of a list", t -> t);
    if (!schema.lists().containsKey(list)) {
      throw new InvalidField(at + ".list", "is not there; make the list first");
    }
    if (!json.containsKey("state")) {
      return new SegmentCondition.Stands(list, Optional.empty());
    }
    ConsentState state =
        text(
            json.get("state"),
            at + ".state",
            "must be pending, confirmed or unsubscribed",
            t -> ConsentState.labelled(t).orElseThrow(IllegalArgumentException::new));
    return new SegmentCondition.Stands(list, Optional.of(state));
  }

  static int days(JsonValue value, String at) {
    if (value instanceof JsonNumber number
        && number.isIntegral()
        && number.bigIntegerValue().bitLength() < 31
        && number.intValue() >= 1
        && number.intValue() <= DAYS_MAX) {
      return number.intValue();
    }
    throw new InvalidField(at, "must be a number from 1 to " + DAYS_MAX);
  }

  static <T> T text(JsonValue value, String at, String rule, Function<String, T> reader) {
    if (value instanceof JsonString text) {
      try {
        return reader.apply(text.getString());
      } catch (IllegalArgumentException e) {
        throw new InvalidField(at, rule);
      }
    }
    throw new InvalidField(at, rule);
  }
}
