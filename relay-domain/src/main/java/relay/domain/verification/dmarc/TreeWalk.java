package relay.domain.verification.dmarc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.verification.RecordLookup;

/** Looks for records from a domain upwards (RFC 9989 4.10). */
final class TreeWalk implements PolicySearch {
  /** RFC 9989 4.10: after the domain itself, names of more labels than this are passed over. */
  private static final int LABELS_MAX = 7;

  private final RecordLookup dns;
  private final Map<String, List<Published>> walks = new HashMap<>();

  TreeWalk(RecordLookup dns) {
    this.dns = dns;
  }

  @Override
  public Optional<Published> policyFor(String domain) throws NoAnswer {
    List<Published> found = walk(domain);
    String organization = organizationalDomain(domain);
    return at(domain, found)
        .or(() -> at(organization, found))
        .or(() -> found.stream().filter(p -> p.record().suffix() == 'y').findFirst());
  }

  @Override
  public String organizationalDomain(String domain) throws NoAnswer {
    String last = domain;
    for (Published published : walk(domain)) {
      if (published.record().suffix() == 'n') {
        return published.domain();
      }
      if (published.record().suffix() == 'y' && !published.domain().equals(domain)) {
        return oneBelow(published.domain(), domain);
      }
      last = published.domain();
    }
    return last;
  }

  @Override
  public String method() {
    return "treewalk";
  }

  /** The records on the way up, the longest name first. */
  private List<Published> walk(String domain) throws NoAnswer {
    List<Published> known = walks.get(domain);
    if (known != null) {
      return known;
    }
    List<Published> found = new ArrayList<>();
    String name = domain;
    while (!name.isEmpty()) {
      Optional<DmarcRecord> record = PolicySearch.at(name, dns);
      if (record.isPresent()) {
        found.add(new Published(name, record.get()));
        char suffix = record.get().suffix();
        if (suffix == 'n' || suffix == 'y' && !name.equals(domain)) {
          break;
        }
      }
      name = above(name);
    }
    walks.put(domain, found);
    return found;
  }

  private static Optional<Published> at(String domain, List<Published> found) {
    return found.stream().filter(p -> p.domain().equals(domain)).findFirst();
  }

  private static String above(String name) {
    String above = name;
    do {
      int dot = above.indexOf('.');
      above = dot < 0 ? "" : above.substring(dot + 1);
    } while (above.chars().filter(c -> c == '.').count() >= LABELS_MAX);
    return above;
  }

  private static String oneBelow(String suffix, String domain) {
    int end = domain.length() - suffix.length() - 1;
    return domain.substring(domain.lastIndexOf('.', end - 1) + 1);
  }
}
