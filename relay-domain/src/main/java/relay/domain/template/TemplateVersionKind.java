package relay.domain.template;

import jakarta.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlState;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;

/** Published versions as control objects: made and withdrawn, never edited. */
public final class TemplateVersionKind implements ControlKind<TemplateVersion> {
  public static final TemplateVersionKind VERSION = new TemplateVersionKind();
  static final int OF_A_TEMPLATE_MAX = 10;
  private static final int PACKED_CHARS_MAX = 1 << 20;

  private TemplateVersionKind() {}

  @Override
  public String name() {
    return TemplateVersion.KIND;
  }

  @Override
  public Class<TemplateVersion> type() {
    return TemplateVersion.class;
  }

  @Override
  public boolean hasOwnOperations() {
    return true;
  }

  @Override
  public TemplateVersion read(ControlKey key, long version, JsonObject json) {
    Fields fields = new Fields(json);
    int mark = key.id().lastIndexOf(TemplateVersion.MARK);
    if (mark < 1 || !key.id().substring(mark + 1).matches("[1-9][0-9]{0,8}")) {
      throw new InvalidField("id", "must be that of a template, @ and a number");
    }
    return new TemplateVersion(
        key.tenant(),
        key.id().substring(0, mark),
        Integer.parseInt(key.id().substring(mark + 1)),
        version,
        fields
            .instant("published_at")
            .orElseThrow(() -> fields.invalid("published_at", "must be given")),
        fields.text("published_by").orElse(""),
        new PackedText(
            fields
                .text("packed", PACKED_CHARS_MAX)
                .orElseThrow(() -> fields.invalid("packed", "must be given"))));
  }

  /** More could not be read again. */
  @Override
  public Optional<Refusal> judgePut(ControlState state, TemplateVersion after) {
    return after.packed().base64().length() <= PACKED_CHARS_MAX
        ? Optional.empty()
        : Optional.of(
            new Refusal.Invalid(
                TemplateFields.HTML, "with its partials and its text it is too long to be kept"));
  }

  @Override
  public JsonObject write(TemplateVersion version) {
    return ControlJson.object()
        .add("published_at", version.publishedAt().toString())
        .add("published_by", version.publishedBy())
        .add("packed", version.packed().base64())
        .build();
  }

  /** Those of one template, the newest first. */
  static List<TemplateVersion> of(ControlState state, String tenant, String template) {
    return state.all(VERSION, tenant).stream()
        .filter(version -> version.template().equals(template))
        .sorted(Comparator.comparingInt(TemplateVersion::number).reversed())
        .toList();
  }
}
