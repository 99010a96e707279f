package relay.domain.routing;

import java.util.List;
import java.util.Map;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;

/**
 * A route that operators made: which mail takes it, and to which targets it leads.
 *
 * @param id a short name; streams and brakes name it too
 * @param order routes with rules are asked in this order, the lower first, then by id
 * @param targets at least one, in the order of the document
 * @param passwords sealed, by the name of the target
 */
public record MailRoute(
    String id,
    long version,
    int order,
    RouteMatch when,
    List<RouteTarget> targets,
    Map<String, String> passwords)
    implements ControlObject {
  static final String KIND = "route";

  public MailRoute {
    targets = List.copyOf(targets);
    passwords = Map.copyOf(passwords);
  }

  /** The key of a route's name. */
  public static ControlKey key(String id) {
    return new ControlKey(KIND, "", id);
  }

  /** What the password of a target is sealed to: elsewhere it cannot be opened. */
  public static String place(ControlKey key, String target) {
    return key + " password of " + target;
  }

  @Override
  public ControlKey key() {
    return key(id);
  }

  @Override
  public MailRoute withVersion(long other) {
    return new MailRoute(id, other, order, when, targets, passwords);
  }

  /** What the next hops of the targets are called in the journal, in limits and in figures. */
  List<String> hops() {
    return targets.stream().map(this::hopOf).toList();
  }

  /** The same of one. */
  String hopOf(RouteTarget target) {
    return id + "/" + target.name();
  }
}
