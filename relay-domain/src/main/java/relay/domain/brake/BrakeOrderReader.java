package relay.domain.brake;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import relay.domain.brake.BrakeOrder.Reading;
import relay.domain.mail.CampaignName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;
import relay.domain.settings.SettingType;

/**
 * Reads an order from JSON and checks it whole: every field that is wrong is told, with the rule it
 * breaks. Immutable; thread-safe.
 */
public final class BrakeOrderReader {
  private static final int REASON_CHARS_MAX = 500;
  private static final Pattern PRINTABLE = Pattern.compile("[^\\p{Cntrl}\\u0080-\\u009f]+");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}");
  private static final String PER_MINUTE = "per_minute";
  private static final String SOURCE = "egress_source";
  private static final SettingType<Integer> PACE = SettingType.integer(1, 1_000_000);
  private static final List<String> FIELDS =
      List.of("kind", "match", "reason", "for", "until", "route", "per_minute");
  private static final List<String> CONDITIONS =
      List.of(
          "everything",
          "tenant",
          "stream",
          "campaign",
          "sender_domain",
          "recipient_domain",
          "provider",
          SOURCE,
          "message",
          "recipient",
          "older_than");

  private final BrakeSettings settings;
  private final Predicate<String> isRoute;
  private final Predicate<String> isSource;

  /**
   * @param isRoute whether there is a route of this name
   * @param isSource whether there is an egress source of this name
   */
  public BrakeOrderReader(
      BrakeSettings settings, Predicate<String> isRoute, Predicate<String> isSource) {
    this.settings = settings;
    this.isRoute = isRoute;
    this.isSource = isSource;
  }

  public Reading read(JsonObject document, Instant now) {
    Map<String, String> problems = new LinkedHashMap<>();
    checkNames(document, FIELDS, "", problems);
    Optional<BrakeKind> kind = text(document, "", "kind", BrakeOrderReader::kind, problems);
    if (kind.isEmpty()) {
      problems.putIfAbsent("kind", "must be one of " + kinds());
    }
    Optional<String> reason = text(document, "", "reason", BrakeOrderReader::reason, problems);
    if (reason.isEmpty()) {
      problems.putIfAbsent("reason", "must be given: whoever asks why the mail waits reads it");
    }
    BrakeScope scope = scope(document, problems);
    Optional<Instant> until = until(document, now, problems);
    Optional<String> route = text(document, "", "route", this::route, problems);
    boolean reroutes = kind.filter(k -> k == BrakeKind.REROUTE).isPresent();
    if (reroutes != route.isPresent()) {
      problems.putIfAbsent(
          "route", reroutes ? "must name the route to take" : "is for the kind reroute only");
    }
    boolean answers = kind.filter(BrakeKind::isAnswer).isPresent();
    if (scope.recipient().isPresent() && (!answers || scope.mail().isEmpty())) {
      problems.putIfAbsent(
          "match.recipient", "is for answers about one message in doubt, beside \"message\"");
    }
    if (scope.source().isPresent() && kind.filter(k -> !k.canNameSource()).isPresent()) {
      problems.putIfAbsent(
          "match." + SOURCE,
          "is for stop, hold, suspend, bounce, expire and release: a source has limits of its own"
              + " (relay egress-source), and routes and retries come before it is chosen");
    }
    Optional<Integer> perMinute = pace(document, kind, problems);
    return problems.isEmpty()
        ? new Reading.Read(
            new BrakeOrder(
                kind.orElseThrow(), scope, reason.orElseThrow(), until, route, perMinute))
        : new Reading.Faulty(problems);
  }

  /** A number, or its text as the command line sends it. */
  private static Optional<Integer> pace(
      JsonObject document, Optional<BrakeKind> kind, Map<String, String> problems) {
    JsonValue given = document.get(PER_MINUTE);
    boolean slows = kind.filter(k -> k == BrakeKind.SLOW).isPresent();
    if (slows != (given != null)) {
      problems.putIfAbsent(
          PER_MINUTE,
          slows ? "must say how many recipients a minute may go" : "is for the kind slow only");
      return Optional.empty();
    }
    if (given == null) {
      return Optional.empty();
    }
    try {
      String text = given instanceof JsonString word ? word.getString() : given.toString();
      return Optional.of(PACE.read(text));
    } catch (IllegalArgumentException e) {
      problems.putIfAbsent(PER_MINUTE, "must be " + PACE.rule());
      return Optional.empty();
    }
  }

  private BrakeScope scope(JsonObject document, Map<String, String> problems) {
    if (!(document.get("match") instanceof JsonObject match)) {
      problems.put(
          "match", "must be an object with at least one condition, or {\"everything\": true}");
      return BrakeScope.EVERYTHING;
    }
    checkNames(match, CONDITIONS, "match.", problems);
    var scope =
        new BrakeScope(
            text(match, "match.", "tenant", BrakeOrderReader::name, problems),
            text(match, "match.", "stream", BrakeOrderReader::name, problems),
            text(match, "match.", "campaign", CampaignName::of, problems),
            text(match, "match.", "sender_domain", BrakeOrderReader::domain, problems),
            text(match, "match.", "recipient_domain", BrakeOrderReader::domain, problems),
            text(match, "match.", "provider", BrakeOrderReader::name, problems),
            text(match, "match.", SOURCE, this::source, problems),
            text(match, "match.", "message", BrakeOrderReader::queueId, problems),
            text(match, "match.", "recipient", EmailAddress::parse, problems),
            text(match, "match.", "older_than", BrakeOrderReader::duration, problems));
    JsonValue everything = match.get("everything");
    if (everything != null && everything != JsonValue.TRUE) {
      problems.put("match.everything", "must be true, or be left out");
    } else if (scope.isEverything() != (everything != null) && problems.isEmpty()) {
      // An order about all mail must be meant: a forgotten condition would stop everything.
      problems.put(
          "match",
          everything == null
              ? "must have a condition, or \"everything\": true"
              : "has \"everything\" beside other conditions; leave one of them out");
    }
    return scope;
  }

  private Optional<Instant> until(JsonObject document, Instant now, Map<String, String> problems) {
    Optional<Duration> time = text(document, "", "for", BrakeOrderReader::duration, problems);
    Optional<Instant> end = text(document, "", "until", BrakeOrderReader::instant, problems);
    if (time.isPresent() && end.isPresent()) {
      problems.put("until", "must be left out where \"for\" is given");
    }
    Optional<Instant> until = end.or(() -> time.map(now::plus));
    String field = end.isPresent() ? "until" : "for";
    Instant latest = now.plus(settings.timeMax());
    if (until.filter(u -> !u.isAfter(now) || u.isAfter(latest)).isPresent()) {
      problems.putIfAbsent(
          field,
          "must end in the future and within "
              + settings.timeMax().toHours()
              + " hours (setting brake.time-max)");
    }
    return until;
  }

  private static void checkNames(
      JsonObject object, List<String> known, String path, Map<String, String> problems) {
    for (String name : object.keySet()) {
      if (!known.contains(name)) {
        String shown = name.length() > 50 ? name.substring(0, 50) : name;
        problems.put(path + shown, "is not a field here; those are " + String.join(", ", known));
        return;
      }
    }
  }

  private static <T> Optional<T> text(
      JsonObject object,
      String path,
      String name,
      Function<String, T> reader,
      Map<String, String> problems) {
    JsonValue value = object.get(name);
    if (value == null || value == JsonValue.NULL) {
      return Optional.empty();
    }
    if (!(value instanceof JsonString text)) {
      problems.put(path + name, "must be a text");
      return Optional.empty();
    }
    try {
      return Optional.of(reader.apply(text.getString().strip()));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      problems.put(path + name, "must be " + ruleOf(name));
      return Optional.empty();
    }
  }

  private static String ruleOf(String name) {
    return switch (name) {
      case "kind" -> "one of " + kinds();
      case "reason" -> "a text of 1 to " + REASON_CHARS_MAX + " printable characters";
      case "provider" -> "the id of a provider, as relay diagnose provider tells it";
      case SOURCE ->
          "the name of an egress source (relay egress), or default for the settings' own";
      case "tenant", "stream" -> "a name of letters, digits, dot, hyphen, underscore";
      case "campaign" -> CampaignName.RULE.substring("must be ".length());
      case "sender_domain", "recipient_domain" ->
          "a domain such as example.org, or *.example.org for its subdomains";
      case "recipient" -> "an address such as ann@example.org";
      case "message" -> "a queue id of 20 characters, as the 250 told it";
      case "older_than", "for" -> "a duration such as 30s, 5m, 4h, 5d";
      case "until" -> "an instant such as 2026-01-31T12:00:00Z";
      default -> "mx, sandbox, or the name of a route (setting route.NAME.hosts)";
    };
  }

  private String route(String text) {
    check(isRoute.test(text));
    return text;
  }

  private String source(String text) {
    check(isSource.test(text));
    return text;
  }

  private static BrakeKind kind(String text) {
    return BrakeKind.labelled(text).orElseThrow(IllegalArgumentException::new);
  }

  private static String reason(String text) {
    check(text.length() <= REASON_CHARS_MAX && PRINTABLE.matcher(text).matches());
    return text;
  }

  private static String name(String text) {
    check(NAME.matcher(text).matches());
    return text;
  }

  private static DomainPattern domain(String text) {
    return new DomainPattern(text);
  }

  private static QueueId queueId(String text) {
    return new QueueId(text);
  }

  private static Duration duration(String text) {
    return SettingType.duration(Duration.ofSeconds(1), Duration.ofDays(3650)).read(text);
  }

  private static Instant instant(String text) {
    return Instant.parse(text);
  }

  private static void check(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException();
    }
  }

  private static String kinds() {
    return new ArrayList<>(Arrays.asList(BrakeKind.values()))
        .stream().map(BrakeKind::label).collect(Collectors.joining(", "));
  }
}
