package relay.ejb.suppression;

import java.io.IOException;
import java.io.Reader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.logging.Logger;
import relay.acceptance.TemporaryFolder;
import relay.domain.audit.Actor;
import relay.domain.suppression.SuppressionCsv;
import relay.domain.suppression.SuppressionCsv.Report;
import relay.domain.suppression.SuppressionFilter;
import relay.domain.suppression.SuppressionReader;
import relay.domain.suppression.SuppressionReason;
import relay.domain.view.DatabaseSettings;
import relay.ejb.database.Database;

/**
 * Measures by hand how long files take to come in and go out: {@code main LINES [URL USER]};
 * without an address of a database the built-in one in a temporary folder.
 */
final class ImportSpeed {
  private static final Logger LOG = Logger.getLogger(ImportSpeed.class.getName());
  private static final int ENTRIES_AT_ONCE = 50_000;
  private static final Actor BY = new Actor("speed", "127.0.0.1");

  private ImportSpeed() {}

  public static void main(String[] args) throws IOException {
    int lines = Integer.parseInt(args[0]);
    String url = args.length > 1 ? args[1] : "";
    String user = args.length > 2 ? args[2] : "relay";
    var settings =
        new DatabaseSettings(
            url, user, "", 4, Duration.ofMillis(1), 3000, Duration.ofSeconds(1), 256 << 10);
    try (var folder = TemporaryFolder.make("relay-import");
        var database = new Database(settings, folder.path())) {
      if (!database.open()) {
        throw new IOException(String.valueOf(database.trouble()));
      }
      var memory = new NodeSuppressions();
      var watch =
          new SuppressionWatch(
              database,
              memory,
              new SuppressionFile(folder.path()),
              () -> Duration.ofMinutes(1),
              InstantSource.system());
      var desk = new DatabaseSuppressionDesk(database, watch, InstantSource.system());
      take(desk, lines, "all new");
      take(desk, lines, "all there already");
      long begin = System.nanoTime();
      long[] seen = new long[1];
      desk.export(SuppressionFilter.ALL, listed -> seen[0] += SuppressionCsv.line(listed).length());
      tell("export of %,d characters: %.1f s", seen[0], begin);
      begin = System.nanoTime();
      tell("undone: %,d in %.1f s", desk.removeAll(SuppressionFilter.ALL.of("acme"), BY), begin);
    }
  }

  private static void take(DatabaseSuppressionDesk desk, int lines, String what)
      throws IOException {
    var reader =
        new SuppressionReader("acme", true, SuppressionReason.MANUAL, "speed", Instant.now());
    long begin = System.nanoTime();
    Report report =
        new SuppressionCsv(reader, ENTRIES_AT_ONCE, desk::putAll).read(new Lines(lines));
    desk.endImport("acme", report.count(), BY);
    tell("import of %,d lines, " + what + ": %.1f s", report.lines(), begin);
    LOG.info(report.count() + ", faulty " + report.faulty());
  }

  private static void tell(String text, long number, long begin) {
    LOG.info(String.format(Locale.ROOT, text, number, (System.nanoTime() - begin) / 1e9));
    LOG.info(() -> "processor time since the start: " + processorSeconds() + " s");
  }

  private static long processorSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().map(Duration::toSeconds).orElse(-1L);
  }

  /** A file that nobody has to write first. */
  private static final class Lines extends Reader {
    private final int lines;
    private int next = -1;
    private String line = "address,reason,evidence\r\n";
    private int at;

    Lines(int lines) {
      this.lines = lines;
    }

    @Override
    public int read(char[] into, int from, int most) {
      if (at == line.length()) {
        next++;
        at = 0;
        // No order that an index would like.
        long mixed = next * 0x9e3779b97f4a7c15L >>> 24;
        line =
            next == lines
                ? ""
                : "user"
                    + mixed
                    + "@host"
                    + mixed % 5_000
                    + ".example.org,hard-bounce,550 5.1.1\r\n";
      }
      if (line.isEmpty()) {
        return -1;
      }
      int length = Math.min(most, line.length() - at);
      line.getChars(at, at + length, into, from);
      at += length;
      return length;
    }

    @Override
    public void close() {
      line = "";
    }
  }
}
