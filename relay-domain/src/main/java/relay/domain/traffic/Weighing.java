package relay.domain.traffic;

import java.util.HashMap;
import java.util.Map;
import relay.domain.tenancy.Weight;

/**
 * Who is on the scales, and what part each has of the whole. Each look costs two look-ups, however
 * many there are. For one thread at a time.
 */
final class Weighing {
  private final Map<String, Side> tenants = new HashMap<>();
  private long all;
  private int parties;

  private static final class Side {
    private int weight;
    private long ofStreams;
    private int streams;
  }

  /** Puts one stream of a tenant on the scales; the tenant weighs what the latest says. */
  void add(String tenant, Weight weight) {
    Side side = tenants.computeIfAbsent(tenant, t -> new Side());
    all += weight.tenant() - side.weight;
    side.weight = weight.tenant();
    side.ofStreams += weight.stream();
    side.streams++;
    parties++;
  }

  /** Takes off what was put on with the same stream's weight. */
  void remove(String tenant, Weight weight) {
    Side side = tenants.get(tenant);
    parties--;
    if (--side.streams == 0) {
      all -= side.weight;
      tenants.remove(tenant);
    } else {
      side.ofStreams -= weight.stream();
    }
  }

  /** Of one that is on the scales: above 0, and 1 when it is alone. */
  double part(String tenant, Weight weight) {
    Side side = tenants.get(tenant);
    return (double) side.weight / all * weight.stream() / side.ofStreams;
  }

  /** Streams on the scales. */
  int parties() {
    return parties;
  }
}
