package relay.domain.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An MTA-STS policy (RFC 8461 3.2).
 *
 * @param hosts patterns for mail exchangers, in lower case; none when the mode is {@link Mode#NONE}
 */
public record StsPolicy(Mode mode, List<String> hosts, Duration maxAge) {
  private static final int HOSTS_MAX = 1000;
  private static final long SECONDS_MAX = 31_557_600;
  private static final Pattern RECORD = Pattern.compile("v=STSv1[ \\t]*;.*");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,32}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,10}");
  private static final Pattern HOST =
      Pattern.compile("(?:\\*\\.)?[a-z0-9_-]{1,63}(?:\\.[a-z0-9_-]{1,63})*\\.?");

  /** How binding it is. */
  public enum Mode {
    /** Mail goes only where the policy holds. */
    ENFORCE,
    /** Nothing is held back; who reports failures does. */
    TESTING,
    /** As if there were none. */
    NONE
  }

  public StsPolicy {
    hosts = List.copyOf(hosts);
  }

  /**
   * Reads what a policy server gave out. Of a field that stands twice the first counts, but for
   * {@code mx}; unknown ones are passed over.
   *
   * @throws IllegalArgumentException when it is no policy; the message says why
   */
  public static StsPolicy parse(String text) {
    Map<String, String> fields = new HashMap<>();
    List<String> hosts = new ArrayList<>();
    for (String line : text.split("\r?\n", -1)) {
      int colon = line.indexOf(':');
      if (line.isBlank()) {
        continue;
      }
      refuseUnless(colon > 0, "a line without a colon");
      String key = line.substring(0, colon).strip();
      String value = line.substring(colon + 1).strip();
      if (key.equals("mx")) {
        hosts.add(host(value));
        refuseUnless(hosts.size() <= HOSTS_MAX, "more than " + HOSTS_MAX + " mx fields");
      } else {
        fields.putIfAbsent(key, value);
      }
    }
    refuseUnless("STSv1".equals(fields.get("version")), "the version is not STSv1");
    Mode mode = mode(fields.get("mode"));
    refuseUnless(mode == Mode.NONE || !hosts.isEmpty(), "no mx field");
    return new StsPolicy(mode, mode == Mode.NONE ? List.of() : hosts, age(fields.get("max_age")));
  }

  /** RFC 8461 4.1: whether a mail exchanger of this name is one of the policy's. */
  public boolean covers(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    int dot = name.indexOf('.');
    return hosts.stream()
        .anyMatch(
            pattern ->
                pattern.startsWith("*.")
                    ? dot > 0 && name.substring(dot).equals(pattern.substring(1))
                    : pattern.equals(name));
  }

  /** The id in the TXT records at {@code _mta-sts.} and the domain (RFC 8461 3.1). */
  public static Optional<String> idIn(List<String> texts) {
    List<String> ours = texts.stream().filter(t -> RECORD.matcher(t).matches()).toList();
    if (ours.size() != 1) {
      return Optional.empty();
    }
    for (String field : ours.get(0).split(";")) {
      int equals = field.indexOf('=');
      if (equals > 0 && field.substring(0, equals).strip().equals("id")) {
        return Optional.of(field.substring(equals + 1).strip())
            .filter(id -> ID.matcher(id).matches());
      }
    }
    return Optional.empty();
  }

  /** The lines of it, as a policy server gives them out. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(hosts.size() + 3);
    lines.add("version: STSv1");
    lines.add("mode: " + mode.name().toLowerCase(Locale.ROOT));
    hosts.forEach(host -> lines.add("mx: " + host));
    lines.add("max_age: " + maxAge.toSeconds());
    return lines;
  }

  private static String host(String value) {
    String host = value.toLowerCase(Locale.ROOT);
    refuseUnless(HOST.matcher(host).matches(), "an mx field that is no host name");
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  private static Mode mode(String word) {
    for (Mode mode : Mode.values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(word)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("the mode is not enforce, testing or none");
  }

  private static Duration age(String seconds) {
    refuseUnless(seconds != null && SECONDS.matcher(seconds).matches(), "max_age is no number");
    return Duration.ofSeconds(Math.min(SECONDS_MAX, Long.parseLong(seconds)));
  }

  private static void refuseUnless(boolean holds, String why) {
    if (!holds) {
      throw new IllegalArgumentException(why);
    }
  }
}
