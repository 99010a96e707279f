package relay.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a relay holds and does, looked at every ten seconds, as a table and as a chart. */
final class BacklogSamples implements AutoCloseable {
  private static final int EVERY_SECONDS = 10;
  private static final double MEGABYTE = 1 << 20;
  private static final Pattern HEAP = Pattern.compile("(?m)^process_heap_used_bytes (\\S+)");
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");

  /** Seconds since the first one, then one value for each of {@link #NAMES}. */
  record Sample(long second, double[] values) {}

  static final List<String> NAMES =
      List.of("accepted/s", "delivered/s", "heap MB", "resident MB", "disk MB");

  private final Path data;
  private final URI metrics;
  private final IntSupplier accepted;
  private final IntSupplier delivered;
  private final long begin = System.nanoTime();
  private final List<Sample> samples = new ArrayList<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private int acceptedBefore;
  private int deliveredBefore;

  BacklogSamples(Path data, int httpPort, IntSupplier accepted, IntSupplier delivered) {
    this.data = data;
    this.metrics = URI.create("http://127.0.0.1:" + httpPort + "/metrics");
    this.accepted = accepted;
    this.delivered = delivered;
  }

  BacklogSamples start() {
    clock.scheduleAtFixedRate(this::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    return this;
  }

  long second() {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
  }

  synchronized List<Sample> samples() {
    return List.copyOf(samples);
  }

  /** A relay that is being started again has no heap and no size. */
  private synchronized void look() {
    int in = accepted.getAsInt();
    int out = delivered.getAsInt();
    double[] values = {
      (in - acceptedBefore) / (double) EVERY_SECONDS,
      (out - deliveredBefore) / (double) EVERY_SECONDS,
      heap(),
      resident(),
      disk()
    };
    acceptedBefore = in;
    deliveredBefore = out;
    samples.add(new Sample(second(), values));
  }

  private double heap() {
    try (var in = metrics.toURL().openStream()) {
      Matcher used = HEAP.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return used.find() ? Double.parseDouble(used.group(1)) / MEGABYTE : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private double resident() {
    try {
      String pid = Files.readString(data.resolve("relay.pid")).strip();
      Matcher size = RESIDENT.matcher(Files.readString(Path.of("/proc", pid, "status")));
      return size.find() ? Double.parseDouble(size.group(1)) / 1024 : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private double disk() {
    try (var files = Files.walk(data)) {
      return files.mapToLong(file -> file.toFile().length()).sum() / MEGABYTE;
    } catch (IOException | UncheckedIOException e) {
      // a file went while it was looked at
      return samples.isEmpty() ? 0 : samples.get(samples.size() - 1).values()[4];
    }
  }

  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>(List.of("second," + String.join(",", NAMES)));
    for (Sample sample : samples()) {
      var line = new StringBuilder(Long.toString(sample.second()));
      for (double value : sample.values()) {
        line.append(String.format(Locale.ROOT, ",%.0f", value));
      }
      lines.add(line.toString());
    }
    Files.write(file, lines);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
