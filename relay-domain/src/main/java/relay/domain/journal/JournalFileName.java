package relay.domain.journal;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a journal file: {@code events-0000000042-2026-11-21.jsonl}. The number grows with
 * each file and decides the order; the day (UTC) of the first line is for people and for pruning.
 */
public record JournalFileName(long number, LocalDate day) implements Comparable<JournalFileName> {
  private static final Pattern FORM =
      Pattern.compile("events-(\\d{10})-(\\d{4}-\\d{2}-\\d{2})\\.jsonl");

  /** Empty when a file of this name is none of the journal's. */
  public static Optional<JournalFileName> parse(String name) {
    var m = FORM.matcher(name);
    try {
      return m.matches()
          ? Optional.of(
              new JournalFileName(Long.parseLong(m.group(1)), LocalDate.parse(m.group(2))))
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty(); // no such day: somebody else's file
    }
  }

  @Override
  public int compareTo(JournalFileName other) {
    return Long.compare(number, other.number);
  }

  @Override
  public String toString() {
    String digits = Long.toString(number);
    return "events-" + "0".repeat(10 - digits.length()) + digits + "-" + day + ".jsonl";
  }
}
