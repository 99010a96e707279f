package relay.domain.suppression;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import relay.domain.csv.CsvLine;
import relay.domain.suppression.Suppression.Evidence;
import relay.domain.suppression.SuppressionDesk.Count;
import relay.domain.suppression.SuppressionDesk.Listed;

/**
 * Entries as lines of a file, read and written as they come: memory does not grow with the file.
 * The first line names the columns; without such a line each line begins with an address or domain
 * and that is all that counts. A line with an error is told by its number and left out.
 */
public final class SuppressionCsv {
  /** The columns of an export, in this order. */
  private static final List<String> COLUMNS =
      List.of(
          "subject",
          "tenant",
          "stream",
          "reason",
          "class",
          "provider",
          "event",
          "evidence",
          "author",
          "created_at",
          "expires_at");

  private static final List<String> SUBJECTS =
      List.of("subject", "address", "email", "recipient", "domain");
  private static final int LINE_CHARS_MAX = 16_384;
  private static final int ERRORS_TOLD_MAX = 1_000;
  private static final int BLOCK_CHARS = 8_192;

  private final SuppressionReader entries;
  private final int batch;
  private final Function<List<Suppression>, Count> sink;
  private final List<LineError> errors = new ArrayList<>();
  private final List<Suppression> waiting = new ArrayList<>();
  private Map<String, Integer> columns;
  private long lines;
  private long faulty;
  private Count count = new Count(0, 0);

  /**
   * @param batch how many entries are handed over at a time
   * @param sink stores them
   */
  public SuppressionCsv(
      SuppressionReader entries, int batch, Function<List<Suppression>, Count> sink) {
    this.entries = entries;
    this.batch = batch;
    this.sink = sink;
  }

  /** What is wrong with a line, the first of a file being 1. */
  public record LineError(long line, String error) {}

  /**
   * What came of a file.
   *
   * @param lines with an entry or an error in them
   * @param faulty lines with an error
   * @param errors the first thousand of them
   */
  public record Report(long lines, Count count, long faulty, List<LineError> errors) {}

  /**
   * Reads to the end; what was handed over before a failure stays.
   *
   * @throws IOException when the file cannot be read on
   */
  public Report read(Reader file) throws IOException {
    var line = new StringBuilder();
    char[] block = new char[BLOCK_CHARS];
    long number = 1;
    boolean tooLong = false;
    for (int read = file.read(block); read >= 0; read = file.read(block)) {
      for (int i = 0; i < read; i++) {
        if (block[i] == '\n') {
          take(line, number++, tooLong);
          line.setLength(0);
          tooLong = false;
        } else if (line.length() < LINE_CHARS_MAX) {
          line.append(block[i]);
        } else {
          tooLong = true;
        }
      }
    }
    take(line, number, tooLong);
    flush();
    return new Report(lines, count, faulty, List.copyOf(errors));
  }

  private void take(StringBuilder text, long number, boolean tooLong) {
    String line = text.toString().strip();
    if (number == 1 && line.startsWith("\uFEFF")) {
      line = line.substring(1); // a byte order mark, as spreadsheets write it
    }
    if (line.isEmpty()) {
      return;
    }
    lines++;
    try {
      List<String> values = CsvLine.read(line);
      if (columns == null) {
        columns = columns(values);
        if (columns.size() > 1 || SUBJECTS.contains(nameOf(values.get(0)))) {
          lines--;
          return;
        }
      }
      if (tooLong) {
        throw new IllegalArgumentException(
            "the line has more than " + LINE_CHARS_MAX + " characters");
      }
      waiting.add(entries.read(name -> value(values, name)));
      if (waiting.size() >= batch) {
        flush();
      }
    } catch (IllegalArgumentException e) {
      fault(number, e.getMessage());
    }
  }

  private String value(List<String> values, String name) {
    Integer at = columns.get(name);
    return at == null || at >= values.size() ? null : values.get(at);
  }

  /** By name when the line names columns, else the first one alone. */
  private static Map<String, Integer> columns(List<String> values) {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      String name = nameOf(values.get(i));
      if (SUBJECTS.contains(name)) {
        columns.putIfAbsent("subject", i);
      } else if (COLUMNS.contains(name)) {
        columns.putIfAbsent(name, i);
      }
    }
    return columns.containsKey("subject") ? columns : Map.of("subject", 0);
  }

  private static String nameOf(String value) {
    return value.strip().toLowerCase(Locale.ROOT);
  }

  private void fault(long number, String error) {
    faulty++;
    if (errors.size() < ERRORS_TOLD_MAX) {
      errors.add(new LineError(number, error));
    }
  }

  private void flush() {
    if (!waiting.isEmpty()) {
      count = count.plus(sink.apply(List.copyOf(waiting)));
      waiting.clear();
    }
  }

  /** The line that names the columns, with its end. */
  public static String head() {
    return CsvLine.write(COLUMNS) + "\r\n";
  }

  /** An entry as a line with its end; empty text for one whose address was erased. */
  public static String line(Listed listed) {
    Suppression entry = listed.suppression();
    if (entry.subject().isEmpty()) {
      return "";
    }
    Evidence evidence = entry.evidence();
    return CsvLine.write(
            List.of(
                entry.subject().get().text(),
                entry.scope().tenant(),
                entry.scope().stream(),
                entry.reason().label(),
                evidence.replyClass(),
                evidence.provider(),
                evidence.event(),
                evidence.text(),
                entry.author(),
                entry.createdAt().toString(),
                entry.expiresAt().map(Object::toString).orElse("")))
        + "\r\n";
  }
}
