package relay.domain.authentication;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The bindings of one TLS session with their data. Immutable; without a readable text, because the
 * exporter's data is a secret of the session.
 */
public final class ChannelBindings {
  /** Of a session in clear text, or of one that ends at a proxy. */
  public static final ChannelBindings NONE = new ChannelBindings(Map.of());

  private final Map<ChannelBinding, byte[]> data = new EnumMap<>(ChannelBinding.class);

  public ChannelBindings(Map<ChannelBinding, byte[]> data) {
    data.forEach((binding, octets) -> this.data.put(binding, octets.clone()));
  }

  public Set<ChannelBinding> types() {
    return Set.copyOf(data.keySet());
  }

  Optional<byte[]> of(ChannelBinding binding) {
    return Optional.ofNullable(data.get(binding)).map(byte[]::clone);
  }

  @Override
  public String toString() {
    return "ChannelBindings" + data.keySet();
  }
}
