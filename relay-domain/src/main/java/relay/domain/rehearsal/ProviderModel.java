package relay.domain.rehearsal;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import relay.domain.smtp.SmtpReply;

/**
 * How the servers of a provider behave: guesses of ours, to be replaced by what you know.
 *
 * @param id in a mix
 * @param hosts names of its mail exchangers, by which our own rules know it
 * @param sites how many of the kind there are, each counting for itself
 * @param domains recipient domains of each site
 * @param perMinute recipients that it takes from one address with the best standing
 * @param connections that it holds with one address
 * @param greylist how long it puts a first attempt off; zero: not at all
 * @param unknownPercent recipients that are not there
 * @param attemptMin how long one recipient takes
 * @param tooFast what it says above its rate
 * @param tooMany what it says above its connections
 * @param blocked what it says to an address without any standing
 */
record ProviderModel(
    String id,
    List<String> hosts,
    int sites,
    int domains,
    int perMinute,
    int connections,
    Duration greylist,
    double unknownPercent,
    Duration attemptMin,
    Duration attemptMax,
    SmtpReply tooFast,
    SmtpReply tooMany,
    SmtpReply blocked) {
  private static final int COUNT_MAX = 10_000_000;
  private static final int SITES_MAX = 10_000;
  private static final int HOSTS_MAX = 20;
  private static final Set<String> FIELDS =
      Set.of(
          "hosts",
          "sites",
          "domains",
          "per_minute",
          "connections",
          "greylist_seconds",
          "unknown_percent",
          "attempt_ms_min",
          "attempt_ms_max",
          "too_fast",
          "too_many",
          "blocked",
          "about");

  ProviderModel {
    hosts = List.copyOf(hosts);
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException naming model and field
   */
  static ProviderModel read(String id, JsonObject json) {
    for (String field : json.keySet()) {
      if (!FIELDS.contains(field)) {
        throw wrong(id, field, "is not known");
      }
    }
    List<String> hosts = hosts(id, json);
    int sites = number(id, json, "sites", 1, SITES_MAX, 1);
    if (sites > 1 && hosts.stream().noneMatch(host -> host.contains("%"))) {
      throw wrong(id, "hosts", "must contain % where there are several sites");
    }
    int fastest = number(id, json, "attempt_ms_min", 1, 600_000, 100);
    return new ProviderModel(
        id,
        hosts,
        sites,
        number(id, json, "domains", 1, SITES_MAX, 1),
        number(id, json, "per_minute", 0, COUNT_MAX, COUNT_MAX),
        number(id, json, "connections", 1, COUNT_MAX, COUNT_MAX),
        Duration.ofSeconds(number(id, json, "greylist_seconds", 0, 86_400, 0)),
        percent(id, json),
        Duration.ofMillis(fastest),
        Duration.ofMillis(number(id, json, "attempt_ms_max", fastest, 600_000, fastest)),
        reply(id, json, "too_fast", "451 4.7.1 You are sending too fast"),
        reply(id, json, "too_many", "421 4.7.0 Too many connections from your host"),
        reply(id, json, "blocked", "421 4.7.1 Your address has a poor reputation, come later"));
  }

  private static List<String> hosts(String id, JsonObject json) {
    List<String> hosts = new ArrayList<>();
    if (json.get("hosts") instanceof JsonArray list) {
      // What is no text becomes what is no name.
      list.forEach(each -> hosts.add(each instanceof JsonString host ? host.getString() : ""));
    }
    boolean isGood = hosts.stream().allMatch(h -> h.matches("[a-z0-9%][a-z0-9.%-]{0,252}"));
    if (hosts.isEmpty() || hosts.size() > HOSTS_MAX || !isGood) {
      throw wrong(id, "hosts", "must be 1 to " + HOSTS_MAX + " names, % for the number of a site");
    }
    return hosts;
  }

  private static int number(
      String id, JsonObject json, String field, int least, int most, int absent) {
    if (!json.containsKey(field)) {
      return absent;
    }
    if (json.get(field) instanceof JsonNumber number
        && number.isIntegral()
        // Not by longValue, which makes a small number of 2^64 + 1.
        && number.bigDecimalValue().compareTo(BigDecimal.valueOf(least)) >= 0
        && number.bigDecimalValue().compareTo(BigDecimal.valueOf(most)) <= 0) {
      return number.intValue();
    }
    throw wrong(id, field, "must be a whole number from " + least + " to " + most);
  }

  private static double percent(String id, JsonObject json) {
    if (!json.containsKey("unknown_percent")) {
      return 0;
    }
    if (json.get("unknown_percent") instanceof JsonNumber number
        && number.doubleValue() >= 0
        && number.doubleValue() <= 100) {
      return number.doubleValue();
    }
    throw wrong(id, "unknown_percent", "must be a number from 0 to 100");
  }

  private static SmtpReply reply(String id, JsonObject json, String field, String usual) {
    if (!json.containsKey(field)) {
      return reply(usual);
    }
    String text = json.get(field) instanceof JsonString given ? given.getString() : "";
    if (!text.matches("[45][0-9]{2} .{1,500}")) {
      throw wrong(id, field, "must be a reply such as 451 4.7.1 too fast");
    }
    return reply(text);
  }

  private static SmtpReply reply(String text) {
    return SmtpReply.received(Integer.parseInt(text.substring(0, 3)), List.of(text.substring(4)));
  }

  private static IllegalArgumentException wrong(String id, String field, String why) {
    return new IllegalArgumentException("model " + id + ": " + field + " " + why);
  }

  /** The names of the mail exchangers of one of its sites. */
  List<String> hostsOf(int site) {
    return hosts.stream().map(h -> h.replace("%", String.valueOf(site))).toList();
  }
}
