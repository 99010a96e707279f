package relay.domain.contacts;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import java.util.regex.Pattern;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlState;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;

/** Attributes as control objects. */
public final class ContactAttributeKind implements ControlKind<ContactAttribute> {
  public static final ContactAttributeKind ATTRIBUTE = new ContactAttributeKind();

  /** Of a tenant, of those kept as text and of those kept as numbers. */
  public static final int OF_A_SORT_MAX = 20;

  static final String NAME_RULE =
      "must be 1 to 40 lower-case letters, digits or underscores, beginning with a letter, and"
          + " not email, address, locale or zone";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

  private ContactAttributeKind() {}

  @Override
  public String name() {
    return ContactAttribute.KIND;
  }

  @Override
  public String collection() {
    return "attributes";
  }

  @Override
  public Class<ContactAttribute> type() {
    return ContactAttribute.class;
  }

  @Override
  public ContactAttribute read(ControlKey key, long version, JsonObject json) {
    if (!NAME.matcher(key.id()).matches() || ContactSchema.OWN_FIELDS.contains(key.id())) {
      throw new InvalidField("id", NAME_RULE);
    }
    Fields fields = new Fields(json);
    return new ContactAttribute(
        key.tenant(),
        key.id(),
        version,
        fields
            .word("type", AttributeType.class)
            .orElseThrow(
                () -> new InvalidField("type", "must be text, number, date, boolean or list")),
        ContactListKind.line(fields, "title"));
  }

  @Override
  public JsonObject write(ContactAttribute attribute) {
    JsonObjectBuilder out = ControlJson.object().add("type", Fields.word(attribute.type()));
    if (!attribute.title().isEmpty()) {
      out.add("title", attribute.title());
    }
    return out.build();
  }

  @Override
  public Optional<Refusal> judgePut(ControlState state, ContactAttribute after) {
    Optional<AttributeType> before =
        state.find(this, after.tenant(), after.id()).map(ContactAttribute::type);
    if (before.isPresent() && before.get() != after.type()) {
      return Optional.of(
          new Refusal.Invalid(
              "type",
              "must stay "
                  + Fields.word(before.get())
                  + ": contacts have values of it; make another attribute"));
    }
    long others =
        state.all(this, after.tenant()).stream()
            .filter(other -> !other.id().equals(after.id()))
            .filter(other -> other.type().isTextual() == after.type().isTextual())
            .count();
    return ContactListKind.missingTenant(state, after.tenant())
        .or(() -> others < OF_A_SORT_MAX ? Optional.empty() : Optional.of(tooMany(after)));
  }

  private static Refusal tooMany(ContactAttribute after) {
    return new Refusal.Conflict(
        "a tenant has at most "
            + OF_A_SORT_MAX
            + " attributes of "
            + (after.type().isTextual() ? "texts and lists" : "numbers, dates and booleans")
            + "; remove one first");
  }
}
