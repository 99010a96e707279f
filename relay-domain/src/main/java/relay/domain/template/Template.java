package relay.domain.template;

import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;

/** A template as its author is writing it; mails are made of its published versions. */
public record Template(String tenant, String id, long version, TemplateSource source)
    implements ControlObject {
  static final String KIND = "template";

  public static ControlKey key(String tenant, String id) {
    return new ControlKey(KIND, tenant, id);
  }

  @Override
  public ControlKey key() {
    return key(tenant, id);
  }

  @Override
  public Template withVersion(long other) {
    return new Template(tenant, id, other, source);
  }
}
