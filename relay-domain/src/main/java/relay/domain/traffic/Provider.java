package relay.domain.traffic;

import java.util.List;

/**
 * Somebody who receives mail for many domains.
 *
 * @param id in settings, in the names of flows
 * @param exchangers ends of the names of its mail exchangers, such as {@code mail.icloud.com}
 * @param isOne whether all its domains share one flow; false where its regions count for themselves
 * @param limits as shipped
 * @param facts what the limits rest on, for people
 */
public record Provider(
    String id,
    String title,
    List<String> exchangers,
    boolean isOne,
    LimitPatch limits,
    String facts) {
  public Provider {
    exchangers = List.copyOf(exchangers);
  }
}
