package relay.domain.suppression;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What failures of one address of a tenant, or of a domain, have come to since the last delivery.
 * Immutable; names nobody.
 *
 * @param bare refusals for good without an enhanced status
 * @param pointsByDay points of soft failures by the day (since 1970, UTC) on which they fell
 * @param fullSince when the mailbox was first found full, with no delivery since
 * @param domainResults how often the domain was found not to exist, each far enough from the last
 * @param lastResult when it was found so, the last time that counted
 * @param suppressions how often the rules put it on the list before; a delivery does not change it
 * @param lastEvent id of the last event that counted
 */
public record BounceHistory(
    int bare,
    Map<Long, Double> pointsByDay,
    Optional<Instant> fullSince,
    int domainResults,
    Optional<Instant> lastResult,
    int suppressions,
    String lastEvent) {

  /** Nothing yet. */
  public static final BounceHistory NONE =
      new BounceHistory(0, Map.of(), Optional.empty(), 0, Optional.empty(), 0, "");

  private static final String FORM = "1";
  private static final int PARTS = 8;

  public BounceHistory {
    pointsByDay = Map.copyOf(pointsByDay);
  }

  /** After a delivery: everything is 0 but how often it was suppressed. */
  BounceHistory delivered(String event) {
    return new BounceHistory(
        0, Map.of(), Optional.empty(), 0, Optional.empty(), suppressions, event);
  }

  /** After it was put on the list: what follows counts anew. */
  BounceHistory suppressed(String event) {
    return new BounceHistory(
        0, Map.of(), Optional.empty(), 0, Optional.empty(), suppressions + 1, event);
  }

  BounceHistory bareRefusal(String event) {
    return new BounceHistory(
        bare + 1, pointsByDay, fullSince, domainResults, lastResult, suppressions, event);
  }

  /** With points on a day, and without days before the first that still counts. */
  BounceHistory points(double points, long day, long firstDay, String event) {
    Map<Long, Double> days = new TreeMap<>(pointsByDay);
    days.keySet().removeIf(d -> d < firstDay);
    days.merge(day, points, Double::sum);
    return new BounceHistory(bare, days, fullSince, domainResults, lastResult, suppressions, event);
  }

  BounceHistory full(Instant at, String event) {
    return new BounceHistory(
        bare,
        pointsByDay,
        Optional.of(fullSince.orElse(at)),
        domainResults,
        lastResult,
        suppressions,
        event);
  }

  BounceHistory domainResult(Instant at, String event) {
    return new BounceHistory(
        bare, pointsByDay, fullSince, domainResults + 1, Optional.of(at), suppressions, event);
  }

  double points() {
    return pointsByDay.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Whether there is nothing to remember. */
  public boolean isNothing() {
    return bare == 0
        && pointsByDay.isEmpty()
        && fullSince.isEmpty()
        && domainResults == 0
        && suppressions == 0;
  }

  /** One line, as it is stored. */
  public String text() {
    var days = new StringBuilder();
    new TreeMap<>(pointsByDay)
        .forEach((day, points) -> days.append(day).append('=').append(points).append(' '));
    return String.join(
        ";",
        FORM,
        String.valueOf(bare),
        days.toString().strip(),
        fullSince.map(Instant::toString).orElse(""),
        String.valueOf(domainResults),
        lastResult.map(Instant::toString).orElse(""),
        String.valueOf(suppressions),
        lastEvent);
  }

  /** Reads {@link #text()}; of a later version or broken, it counts as nothing. */
  public static BounceHistory read(String text) {
    String[] parts = text.split(";", -1);
    if (parts.length != PARTS || !parts[0].equals(FORM)) {
      return NONE;
    }
    try {
      Map<Long, Double> days = new TreeMap<>();
      for (String each : parts[2].isEmpty() ? new String[0] : parts[2].split(" ")) {
        int equals = each.indexOf('=');
        days.put(
            Long.valueOf(each.substring(0, equals)), Double.valueOf(each.substring(equals + 1)));
      }
      return new BounceHistory(
          Integer.parseInt(parts[1]),
          days,
          instant(parts[3]),
          Integer.parseInt(parts[4]),
          instant(parts[5]),
          Integer.parseInt(parts[6]),
          parts[7]);
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      return NONE;
    } catch (IndexOutOfBoundsException e) {
      return NONE;
    }
  }

  private static Optional<Instant> instant(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
  }
}
