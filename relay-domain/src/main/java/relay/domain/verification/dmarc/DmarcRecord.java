package relay.domain.verification.dmarc;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A policy record (RFC 9989 4.7). Unknown tags do not count, and optional ones with a bad value
 * have their default. Immutable.
 *
 * @param text as published
 * @param policy {@code p=}; none when it is missing or broken
 * @param subdomains {@code sp=}
 * @param absent {@code np=}, for subdomains that do not exist
 * @param broken whether p, sp or np has a value that is no policy
 * @param strictDkim whether signatures must be of the very domain
 * @param strictSpf whether the sender must be of the very domain
 * @param suffix {@code psd=}: y, n, or u for unknown
 * @param testing {@code t=y}: the domain wants the next milder policy
 * @param reports where aggregate reports go, {@code rua=}
 */
public record DmarcRecord(
    String text,
    DmarcPolicy policy,
    Optional<DmarcPolicy> subdomains,
    Optional<DmarcPolicy> absent,
    boolean broken,
    boolean strictDkim,
    boolean strictSpf,
    char suffix,
    boolean testing,
    List<String> reports) {
  private static final String VERSION = "DMARC1";
  private static final int TAGS_MAX = 64;

  public DmarcRecord {
    reports = List.copyOf(reports);
  }

  /** Reads a TXT record; empty when it is not meant as a policy: its first tag says what it is. */
  public static Optional<DmarcRecord> parse(String text) {
    String[] parts = text.split(";", TAGS_MAX);
    int equals = parts[0].indexOf('=');
    boolean isPolicy =
        equals > 0
            && parts[0].substring(0, equals).strip().equalsIgnoreCase("v")
            && parts[0].substring(equals + 1).strip().equals(VERSION);
    return isPolicy ? Optional.of(of(text, tags(parts))) : Optional.empty();
  }

  private static DmarcRecord of(String text, Map<String, String> tags) {
    Optional<DmarcPolicy> policy = policy(tags, "p");
    Optional<DmarcPolicy> subdomains = policy(tags, "sp");
    Optional<DmarcPolicy> absent = policy(tags, "np");
    return new DmarcRecord(
        text,
        policy.orElse(DmarcPolicy.NONE),
        subdomains,
        absent,
        tags.containsKey("p") && policy.isEmpty()
            || tags.containsKey("sp") && subdomains.isEmpty()
            || tags.containsKey("np") && absent.isEmpty(),
        "s".equalsIgnoreCase(tags.get("adkim")),
        "s".equalsIgnoreCase(tags.get("aspf")),
        suffix(tags.getOrDefault("psd", "u")),
        "y".equalsIgnoreCase(tags.get("t")),
        Arrays.stream(tags.getOrDefault("rua", "").split(","))
            .map(String::strip)
            .filter(DmarcRecord::isUri)
            .toList());
  }

  /**
   * Whether receivers act on it: one with a broken policy counts, as none, only when it says where
   * reports go (RFC 9989 4.10.1).
   */
  public boolean isUsable() {
    return !broken || !reports.isEmpty();
  }

  /** What it asks for mail of its own domain. */
  DmarcPolicy ownPolicy() {
    return broken ? DmarcPolicy.NONE : policy;
  }

  /** What it asks for mail of a domain below. */
  DmarcPolicy policyBelow(boolean exists) {
    if (broken) {
      return DmarcPolicy.NONE;
    }
    DmarcPolicy below = subdomains.orElse(policy);
    return exists ? below : absent.orElse(below);
  }

  private static Map<String, String> tags(String[] parts) {
    Map<String, String> tags = new HashMap<>();
    for (String part : parts) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        tags.putIfAbsent(
            part.substring(0, equals).strip().toLowerCase(Locale.ROOT),
            part.substring(equals + 1).strip());
      }
    }
    return tags;
  }

  private static Optional<DmarcPolicy> policy(Map<String, String> tags, String name) {
    return Optional.ofNullable(tags.get(name)).flatMap(DmarcPolicy::of);
  }

  private static char suffix(String value) {
    return value.equalsIgnoreCase("y") ? 'y' : value.equalsIgnoreCase("n") ? 'n' : 'u';
  }

  private static boolean isUri(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.startsWith("mailto:") && lower.indexOf('@') > "mailto:".length()
        || lower.startsWith("https://") && lower.length() > "https://".length();
  }
}
