package relay.domain.canary;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What became of the canary mails of all targets, and whose turn it is. Thread-safe. */
public final class CanaryBook {
  private static final int FIELDS = 5;
  private final Map<String, CanaryResult> results = new TreeMap<>();

  /** A target's canary mails fare otherwise than before. */
  public record Change(String target, CanaryResult now) {}

  /**
   * Whose turn it is: those never tried, and those whose time is over.
   *
   * @param targets that have a canary address
   */
  public synchronized List<String> due(
      Collection<String> targets, CanarySettings settings, Instant now) {
    results.keySet().retainAll(targets);
    List<String> due = new ArrayList<>();
    for (String target : targets) {
      CanaryResult last = results.get(target);
      if (last == null
          || !now.isBefore(last.at().plus(last.isGood() ? settings.every() : settings.retry()))) {
        due.add(target);
      }
    }
    return due;
  }

  /**
   * What became of a canary mail.
   *
   * @return the change that somebody must hear of: it fails now, or works again
   */
  public synchronized Optional<Change> note(String target, CanaryResult result) {
    CanaryResult before = results.get(target);
    CanaryResult now = before == null ? result : before.then(result);
    results.put(target, now);
    boolean wasGood = before == null || before.isGood();
    return wasGood == now.isGood() ? Optional.empty() : Optional.of(new Change(target, now));
  }

  /** The last of a target; empty: there was none. */
  public synchronized Optional<CanaryResult> last(String target) {
    return Optional.ofNullable(results.get(target));
  }

  /** What a restart must not forget, a line for each target. */
  public synchronized List<String> lines() {
    List<String> lines = new ArrayList<>();
    results.forEach(
        (target, last) ->
            lines.add(
                String.join(
                    "\t",
                    target,
                    last.since().toString(),
                    last.at().toString(),
                    Boolean.toString(last.isGood()),
                    last.reply())));
    return lines;
  }

  /**
   * Takes over what was saved.
   *
   * @return how many lines say nothing and were passed over
   */
  public synchronized int restore(List<String> lines) {
    int passed = 0;
    for (String line : lines) {
      String[] fields = line.split("\t", -1);
      try {
        if (fields.length != FIELDS) {
          throw new IllegalArgumentException("a line without " + FIELDS + " fields");
        }
        results.put(
            fields[0],
            new CanaryResult(
                Instant.parse(fields[1]),
                Instant.parse(fields[2]),
                Boolean.parseBoolean(fields[3]),
                fields[4]));
      } catch (IllegalArgumentException | DateTimeException e) {
        passed++;
      }
    }
    return passed;
  }
}
