package relay.endtoend;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What deferrals told of the next attempt, and whether it kept to that: lines of a journal. */
final class BacklogPromises {
  private static final Pattern ATTEMPT =
      Pattern.compile(
          "\"type\":\"(DELIVERED|DEFERRED|BOUNCED)\",\"time\":\"([^\"]+)\",\"mail\":\"([^\"]+)\""
              + ".*\"attempt_ms\":(\\d+)");
  private static final Pattern NEXT = Pattern.compile("\"next_attempt\":\"([^\"]+)\"");

  private final Map<String, Instant> told = new HashMap<>();
  private int deferrals;
  private int early;

  void read(String line) {
    Matcher attempt = ATTEMPT.matcher(line);
    if (!attempt.find()) {
      return;
    }
    Instant ended = Instant.parse(attempt.group(2));
    Instant promise = told.remove(attempt.group(3));
    if (promise != null && ended.minusMillis(Long.parseLong(attempt.group(4))).isBefore(promise)) {
      early++;
    }
    Matcher next = NEXT.matcher(line);
    if (attempt.group(1).equals("DEFERRED") && next.find()) {
      deferrals++;
      told.put(attempt.group(3), Instant.parse(next.group(1)));
    }
  }

  @Override
  public String toString() {
    return deferrals + " deferrals, " + early + " tried before the time they told";
  }
}
