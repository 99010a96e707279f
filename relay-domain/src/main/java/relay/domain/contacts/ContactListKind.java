package relay.domain.contacts;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlState;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.mail.Mailbox;
import relay.domain.template.TemplateKind;
import relay.domain.tenancy.SenderField;
import relay.domain.tenancy.ShortName;
import relay.domain.tenancy.Tenant;

/** Lists as control objects. */
public final class ContactListKind implements ControlKind<ContactList> {
  public static final ContactListKind LIST = new ContactListKind();

  /** Of a tenant. */
  public static final int OF_A_TENANT_MAX = 100;

  private static final String FROM = "confirm_from";
  private static final String TEMPLATE = "confirm_template";
  private static final int LINE_CHARS_MAX = 300;
  private static final int TEMPLATE_CHARS_MAX = 64;

  private ContactListKind() {}

  @Override
  public String name() {
    return ContactList.KIND;
  }

  @Override
  public String collection() {
    return "lists";
  }

  @Override
  public Class<ContactList> type() {
    return ContactList.class;
  }

  @Override
  public ContactList read(ControlKey key, long version, JsonObject json) {
    try {
      ShortName.of(key.id());
    } catch (IllegalArgumentException e) {
      throw new InvalidField("id", ShortName.RULE);
    }
    Fields fields = new Fields(json);
    return new ContactList(
        key.tenant(),
        key.id(),
        version,
        line(fields, "title"),
        line(fields, "description"),
        fields.yesNo("double_opt_in", false),
        fields.yesNo("public", false),
        confirmation(fields));
  }

  private static Optional<ListConfirmation> confirmation(Fields fields) {
    Optional<Mailbox> from = SenderField.read(fields, FROM);
    Optional<String> template =
        fields.text(TEMPLATE, TEMPLATE_CHARS_MAX).filter(text -> !text.isEmpty());
    if (template.isPresent() && from.isEmpty()) {
      throw fields.invalid(FROM, "must be given with " + TEMPLATE);
    }
    return from.map(box -> new ListConfirmation(box, template));
  }

  @Override
  public JsonObject write(ContactList list) {
    JsonObjectBuilder out = ControlJson.object();
    if (!list.title().isEmpty()) {
      out.add("title", list.title());
    }
    if (!list.description().isEmpty()) {
      out.add("description", list.description());
    }
    out.add("double_opt_in", list.isDoubleOptIn()).add("public", list.isPublic());
    list.confirmation()
        .ifPresent(
            asks -> {
              out.add(FROM, SenderField.write(asks.from()));
              asks.template().ifPresent(template -> out.add(TEMPLATE, template));
            });
    return out.build();
  }

  @Override
  public Optional<Refusal> judgePut(ControlState state, ContactList after) {
    long others =
        state.all(this, after.tenant()).stream().filter(o -> !o.id().equals(after.id())).count();
    if (others >= OF_A_TENANT_MAX) {
      return Optional.of(
          new Refusal.Conflict(
              "a tenant has at most " + OF_A_TENANT_MAX + " lists; remove one first"));
    }
    return missingTenant(state, after.tenant())
        .or(() -> after.confirmation().flatMap(asks -> judge(state, after.tenant(), asks)));
  }

  private static Optional<Refusal> judge(ControlState state, String tenant, ListConfirmation asks) {
    boolean isMissing =
        asks.template()
            .filter(id -> state.find(TemplateKind.TEMPLATE, tenant, id).isEmpty())
            .isPresent();
    return isMissing
        ? Optional.of(new Refusal.Invalid(TEMPLATE, "must be a template of the tenant"))
        : SenderField.judge(state, tenant, FROM, asks.from());
  }

  static Optional<Refusal> missingTenant(ControlState state, String tenant) {
    return Tenant.mustExist(state, tenant)
        .map(refusal -> new Refusal.Invalid("tenant", "there is no tenant of this id"));
  }

  /** One line for people; empty text when absent. */
  static String line(Fields fields, String name) {
    String line = fields.text(name).orElse("").strip();
    if (line.length() > LINE_CHARS_MAX || line.chars().anyMatch(Character::isISOControl)) {
      throw fields.invalid(name, "must be one line of at most " + LINE_CHARS_MAX + " characters");
    }
    return line;
  }
}
