package relay.domain.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a server said it can do in its reply to EHLO. Keywords are upper case; a keyword given twice
 * has the parameters of its last line. Immutable.
 */
public final class ServerExtensions {
  /** A server that was greeted with HELO. */
  public static final ServerExtensions NONE = new ServerExtensions(Map.of());

  private final Map<String, List<String>> parameters;
  private final boolean pipelining;

  private ServerExtensions(Map<String, List<String>> parameters) {
    this.parameters = Map.copyOf(parameters);
    this.pipelining = parameters.containsKey("PIPELINING");
  }

  /** Reads the lines of a reply to EHLO; the first is the greeting and says nothing here. */
  public static ServerExtensions of(List<String> ehloLines) {
    Map<String, List<String>> found = new HashMap<>();
    for (String line : ehloLines.subList(Math.min(1, ehloLines.size()), ehloLines.size())) {
      // "AUTH=PLAIN LOGIN" is the form of servers older than RFC 2554.
      String[] words =
          line.replaceFirst("^(?i)AUTH=", "AUTH ").strip().toUpperCase(Locale.ROOT).split("[ \t]+");
      found.put(words[0], List.of(words).subList(1, words.length));
    }
    return new ServerExtensions(found);
  }

  public boolean offers(String keyword) {
    return parameters.containsKey(keyword);
  }

  /** The keywords, sorted. */
  public List<String> offered() {
    return parameters.keySet().stream().sorted().toList();
  }

  /** RFC 2920. */
  public boolean offersPipelining() {
    return pipelining;
  }

  /** The login mechanisms offered (RFC 4954). */
  public Set<String> loginMechanisms() {
    return Set.copyOf(new java.util.HashSet<>(parameters.getOrDefault("AUTH", List.of())));
  }

  /** The largest mail it takes, in octets; Long.MAX_VALUE when it does not say (RFC 1870). */
  public long sizeMax() {
    long size = number(parameters.getOrDefault("SIZE", List.of()).stream().findFirst().orElse("0"));
    return size == 0 ? Long.MAX_VALUE : size;
  }

  /** Recipients it takes in one transaction (RFC 9422). */
  public long recipientsMax() {
    return limit("RCPTMAX");
  }

  /** Mails it takes over one connection (RFC 9422). */
  public long mailsMax() {
    return limit("MAILMAX");
  }

  /** Different recipient domains it takes in one transaction (RFC 9422). */
  public long recipientDomainsMax() {
    return limit("RCPTDOMAINMAX");
  }

  /** The shortest time limit in seconds that it takes with DELIVERBY (RFC 2852); 0 when any. */
  public long deliverByMinSeconds() {
    return number(parameters.getOrDefault("DELIVERBY", List.of()).stream().findFirst().orElse("0"));
  }

  private long limit(String name) {
    return parameters.getOrDefault("LIMITS", List.of()).stream()
        .filter(p -> p.startsWith(name + "="))
        .mapToLong(p -> number(p.substring(name.length() + 1)))
        .filter(n -> n > 0)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  /** Zero for what is no number or out of all reason, which is as good as not said. */
  private static long number(String digits) {
    boolean sane = !digits.isEmpty() && digits.length() <= 18;
    return sane && digits.chars().allMatch(c -> c >= '0' && c <= '9') ? Long.parseLong(digits) : 0;
  }

  @Override
  public String toString() {
    return parameters.keySet().toString();
  }
}
