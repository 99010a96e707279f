package relay.domain.transport;

import java.util.List;
import java.util.Locale;

/**
 * What the operator demands of some destinations.
 *
 * @param name by which the settings call it; empty for the default
 * @param names for {@link TlsLevel#SECURE}: names a certificate may have, in lower case, those with
 *     a leading dot for all names below; empty: the recipient's domain and names below it
 */
public record TlsRule(String name, TlsLevel level, List<String> names) {
  public TlsRule {
    names = names.stream().map(n -> n.toLowerCase(Locale.ROOT)).toList();
  }

  List<String> namesFor(String domain) {
    return names.isEmpty() ? List.of(domain, "." + domain) : names;
  }
}
