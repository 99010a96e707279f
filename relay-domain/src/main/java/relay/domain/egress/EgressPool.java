package relay.domain.egress;

import java.util.List;
import java.util.Set;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;
import relay.domain.mail.DomainName;

/**
 * Sources that share mail, and whose mail that is.
 *
 * @param sources names, each once; {@code default} is the one of the settings
 * @param tenants whose mail leaves from here, where no stream or sender says otherwise; streams of
 *     others may not name a pool that names tenants
 * @param senderDomains mail whose sender is at or below one of these leaves from here, where its
 *     stream does not say otherwise
 */
public record EgressPool(
    String name,
    long version,
    List<String> sources,
    Selection selection,
    Set<String> tenants,
    Set<DomainName> senderDomains)
    implements ControlObject {
  static final String KIND = "egress-pool";

  /** How a pool chooses among its sources. */
  public enum Selection {
    /** By chance, in proportion to their weights. */
    WEIGHTED,
    /** The first that can be used and has room. */
    ORDERED
  }

  public EgressPool {
    sources = List.copyOf(sources);
    tenants = Set.copyOf(tenants);
    senderDomains = Set.copyOf(senderDomains);
  }

  public static ControlKey key(String name) {
    return new ControlKey(KIND, "", name);
  }

  @Override
  public ControlKey key() {
    return key(name);
  }

  @Override
  public EgressPool withVersion(long other) {
    return new EgressPool(name, other, sources, selection, tenants, senderDomains);
  }

  /** Whether a stream of this tenant may name it. */
  boolean isOpenTo(String tenant) {
    return tenants.isEmpty() || tenants.contains(tenant);
  }
}
