package relay.domain.template;

import java.time.Instant;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;

/**
 * A template as it was published: whole, with its partials in it, and never changed again.
 *
 * @param template id of the template
 * @param number 1, 2, 3 ... of the template
 * @param packed its source; {@link #source()} opens it
 */
public record TemplateVersion(
    String tenant,
    String template,
    int number,
    long version,
    Instant publishedAt,
    String publishedBy,
    PackedText packed)
    implements ControlObject {
  static final String KIND = "template-version";
  static final char MARK = '@';

  public static ControlKey key(String tenant, String template, int number) {
    return new ControlKey(KIND, tenant, template + MARK + number);
  }

  @Override
  public ControlKey key() {
    return key(tenant, template, number);
  }

  /** What was published; costs about as much as reading its JSON. */
  public TemplateSource source() {
    return TemplateFields.readExpanded(ControlJson.read(packed.text()));
  }

  @Override
  public TemplateVersion withVersion(long other) {
    return new TemplateVersion(tenant, template, number, other, publishedAt, publishedBy, packed);
  }
}
