package relay.domain.routing;

import java.util.ArrayList;
import java.util.List;

/**
 * Where one recipient's mail goes.
 *
 * @param others to be tried in this order when nobody at the next hop can be talked to
 */
record Way(NextHop hop, List<NextHop> others) {
  Way {
    others = List.copyOf(others);
  }

  /** All of them, in the order of trying. */
  List<NextHop> hops() {
    List<NextHop> all = new ArrayList<>(List.of(hop));
    all.addAll(others);
    return all;
  }

  static Way to(NextHop hop) {
    return new Way(hop, List.of());
  }
}
