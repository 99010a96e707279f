package relay.domain.suppression;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;

/**
 * What holds otherwise for a tenant or one of its streams than the settings say.
 *
 * @param stream empty: all streams of the tenant that have no rule of their own
 * @param settings texts by the setting's key without {@code suppression.}
 */
public record SuppressionRule(
    String tenant, String id, long version, Optional<String> stream, Map<String, String> settings)
    implements ControlObject {
  static final String KIND = "suppression-rule";

  public SuppressionRule {
    settings = Map.copyOf(new TreeMap<>(settings));
  }

  @Override
  public ControlKey key() {
    return new ControlKey(KIND, tenant, id);
  }

  @Override
  public SuppressionRule withVersion(long other) {
    return new SuppressionRule(tenant, id, other, stream, settings);
  }
}
