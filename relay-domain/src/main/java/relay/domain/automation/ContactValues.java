package relay.domain.automation;

import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import relay.domain.contacts.AttributeType;
import relay.domain.contacts.AttributeValue;
import relay.domain.contacts.ContactFields;
import relay.domain.contacts.ContactSchema;
import relay.domain.control.ControlJson;
import relay.domain.control.InvalidField;

/** What steps make of the attributes of a contact. */
final class ContactValues {
  private ContactValues() {}

  /** Throws InvalidField below {@code at} when the step breaks a rule of the attribute. */
  static void checked(ContactSchema schema, Step.Set set, String at) {
    AttributeType type = type(schema, set.attribute(), at);
    if (set.value() != JsonValue.NULL) {
      try {
        type.read(set.value());
      } catch (IllegalArgumentException e) {
        throw new InvalidField(at + ".value", type.rule());
      }
    }
  }

  /** The same of a word. */
  static void checked(ContactSchema schema, Step.Tag tag, String at) {
    if (type(schema, tag.attribute(), at) != AttributeType.LIST) {
      throw new InvalidField(at + ".attribute", "must be an attribute of type list");
    }
    try {
      AttributeType.LIST.read(ControlJson.array().add(tag.word()).build());
    } catch (IllegalArgumentException e) {
      throw new InvalidField(at + ".word", AttributeType.LIST.rule());
    }
  }

  private static AttributeType type(ContactSchema schema, String name, String at) {
    AttributeType type = schema.attributes().get(name);
    if (type == null) {
      throw new InvalidField(at + ".attribute", "is not declared; make the attribute first");
    }
    return type;
  }

  /**
   * The fields after the step; done twice it is the same.
   *
   * @throws InvalidField when the attribute is no more what it was
   */
  static ContactFields after(ContactSchema schema, Step.Set set, ContactFields before) {
    checked(schema, set, "set");
    Map<String, AttributeValue> values = new TreeMap<>(before.attributes());
    if (set.value() == JsonValue.NULL) {
      values.remove(set.attribute());
    } else {
      values.put(set.attribute(), schema.attributes().get(set.attribute()).read(set.value()));
    }
    return new ContactFields(before.address(), values, before.locale(), before.zone());
  }

  /** The same of a word; a list that is full stays as it is. */
  static ContactFields after(ContactSchema schema, Step.Tag tag, ContactFields before) {
    checked(schema, tag, "tag");
    List<String> words =
        before.attributes().get(tag.attribute()) instanceof AttributeValue.Words there
            ? new ArrayList<>(there.words())
            : new ArrayList<>();
    if (words.contains(tag.word())) {
      return before;
    }
    words.add(tag.word());
    Map<String, AttributeValue> values = new TreeMap<>(before.attributes());
    var json = ControlJson.array();
    words.forEach(json::add);
    try {
      values.put(tag.attribute(), AttributeType.LIST.read(json.build()));
    } catch (IllegalArgumentException e) {
      return before;
    }
    return new ContactFields(before.address(), values, before.locale(), before.zone());
  }
}
