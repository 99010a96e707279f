package relay.domain.verification.dmarc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.HashSet;
import java.util.Set;
import relay.domain.mail.DomainName;
import relay.domain.mail.InvalidAddress;

/**
 * The list of publicsuffix.org: below which names people register domains. Immutable, thread-safe.
 */
public final class PublicSuffixes {
  private static final int RULES_MAX = 100_000;
  private final Set<String> suffixes = new HashSet<>();
  private final Set<String> wildcards = new HashSet<>();
  private final Set<String> exceptions = new HashSet<>();

  private PublicSuffixes() {}

  /**
   * Reads the list in the form it is published in.
   *
   * @param list left open
   * @throws IOException when it cannot be read, or has more rules than any real list
   */
  public static PublicSuffixes read(Reader list) throws IOException {
    PublicSuffixes read = new PublicSuffixes();
    BufferedReader lines = new BufferedReader(list);
    int rules = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String rule = line.strip().split("\\s", 2)[0];
      if (!rule.isEmpty() && !rule.startsWith("//")) {
        read.add(rule);
        if (++rules > RULES_MAX) {
          throw new IOException("this is no list of public suffixes: more than " + RULES_MAX);
        }
      }
    }
    return read;
  }

  /** The suffix and one label more; the name itself when it is a suffix. */
  public String organizationalDomain(String domain) {
    String below = domain;
    for (String name = domain; !name.isEmpty(); name = parent(name)) {
      if (exceptions.contains(name)) {
        return name;
      }
      if (isSuffix(name)) {
        return below;
      }
      below = name;
    }
    return below;
  }

  private boolean isSuffix(String name) {
    String parent = parent(name);
    // Where no rule matches, the last label is the suffix.
    return suffixes.contains(name) || wildcards.contains(parent) || parent.isEmpty();
  }

  private void add(String rule) {
    try {
      if (rule.startsWith("!")) {
        exceptions.add(DomainName.of(rule.substring(1)).ascii());
      } else if (rule.startsWith("*.")) {
        wildcards.add(DomainName.of(rule.substring(2)).ascii());
      } else {
        suffixes.add(DomainName.of(rule).ascii());
      }
    } catch (InvalidAddress e) {
      suffixes.remove(rule); // no domain name can match it
    }
  }

  private static String parent(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1);
  }
}
