package relay.domain.template;

import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.regex.Pattern;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlState;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.tenancy.Tenant;

/** Templates as control objects. One that could not be rendered is refused when it is written. */
public final class TemplateKind implements ControlKind<Template> {
  public static final TemplateKind TEMPLATE = new TemplateKind();
  static final int OF_A_TENANT_MAX = 200;
  private static final Pattern ID = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");

  private TemplateKind() {}

  @Override
  public String name() {
    return Template.KIND;
  }

  @Override
  public Class<Template> type() {
    return Template.class;
  }

  @Override
  public Template read(ControlKey key, long version, JsonObject fields) {
    if (!ID.matcher(key.id()).matches()) {
      throw new InvalidField(
          "id", "must be 1 to 64 letters, digits, underscores or hyphens, and begin with a letter");
    }
    return new Template(key.tenant(), key.id(), version, TemplateFields.read(fields));
  }

  @Override
  public JsonObject write(Template template) {
    return TemplateFields.write(template.source());
  }

  @Override
  public Optional<Refusal> judgePut(ControlState state, Template after) {
    Optional<Refusal> nobodys = Tenant.mustExist(state, after.tenant());
    if (nobodys.isPresent()) {
      return nobodys;
    }
    long others =
        state.all(this, after.tenant()).stream().filter(t -> !t.id().equals(after.id())).count();
    if (others >= OF_A_TENANT_MAX) {
      return Optional.of(
          new Refusal.Conflict(
              "a tenant has at most " + OF_A_TENANT_MAX + " templates; delete one first"));
    }
    try {
      // its partials may be written later: they are looked for when it is published
      CompiledTemplate.of(after.source(), (id, part) -> Optional.of(""));
      return Optional.empty();
    } catch (InvalidTemplate e) {
      return Optional.of(new Refusal.Invalid(e.part(), "cannot be used: " + e.getMessage()));
    }
  }

  @Override
  public Optional<Refusal> judgeDelete(ControlState state, Template before) {
    return TemplateVersionKind.of(state, before.tenant(), before.id()).isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Refusal.Conflict(
                "mails may be made of its published versions; withdraw them first (DELETE"
                    + " .../templates/"
                    + before.id()
                    + "/versions)"));
  }
}
