package relay.web.tracking;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/**
 * Measures by hand how fast a relay answers tracked links and pictures: {@code main RATE SECONDS
 * ADDRESS...}. Requests go out at the times that the rate says, to the millisecond, however slow
 * the answers are, and each is counted from the time at which it should have gone: a relay that
 * stands still for a second is seen to (open loop, no coordinated omission). Half a second at the
 * start is left out. Connections are kept. Each request says another client in {@code
 * X-Forwarded-For}, as a reverse proxy does. One thread, for it runs beside what it measures; what
 * it takes of the processor itself is told.
 */
final class TrackingSpeed {
  private static final Logger LOG = Logger.getLogger(TrackingSpeed.class.getName());
  private static final int CONNECTIONS = 64;
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long WARM_NANOS = 500 * MILLI;
  private final List<URI> addresses;
  private final int rate;
  private final long[] micros;
  private final ArrayDeque<Connection> idle = new ArrayDeque<>();
  private final Map<String, Integer> answers = new TreeMap<>();
  private final Selector selector;
  private long start;
  private int sent;
  private int answered;

  private TrackingSpeed(int rate, int seconds, List<URI> addresses) throws IOException {
    this.addresses = addresses;
    this.rate = rate;
    this.micros = new long[rate * seconds];
    this.selector = Selector.open();
  }

  public static void main(String[] args) throws IOException {
    List<URI> addresses = Arrays.stream(args).skip(2).map(URI::create).toList();
    new TrackingSpeed(Integer.parseInt(args[0]), Integer.parseInt(args[1]), addresses).run();
  }

  private void run() throws IOException {
    Arrays.fill(micros, -1);
    for (int i = 0; i < CONNECTIONS; i++) {
      idle.add(new Connection());
    }
    Duration before = processorTime();
    start = System.nanoTime() + 200 * MILLI;
    while (answered < micros.length) {
      while (sent < micros.length && !idle.isEmpty() && due(sent) <= System.nanoTime()) {
        idle.pop().ask(sent);
        sent++;
      }
      selector.select(key -> ((Connection) key.attachment()).hear(), 1);
    }
    report(processorTime().minus(before));
  }

  private long due(int number) {
    return start + TimeUnit.SECONDS.toMillis(number) / rate * MILLI;
  }

  private static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private void report(Duration own) {
    double took = (System.nanoTime() - start) / 1e9;
    long[] sorted = Arrays.stream(micros).filter(m -> m >= 0).sorted().toArray();
    var text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%d answers in %.1f s", answered, took));
    for (double part : new double[] {0.5, 0.9, 0.99, 0.999, 1}) {
      int at = (int) Math.min(sorted.length - 1, Math.floor(part * sorted.length));
      text.append(String.format(Locale.ROOT, ", p%s %.2f ms", part * 100, sorted[at] / 1e3));
    }
    LOG.info(
        text.append(", by status ").append(answers)
            + String.format(
                Locale.ROOT,
                ", %.3f ms of processor time of its own for each",
                (double) own.toMillis() / answered));
  }

  /** One that is kept until the relay ends it, which some do after some hundred requests. */
  private final class Connection {
    private final ByteBuffer in = ByteBuffer.allocate(8192);
    private SocketChannel channel;
    private int number;

    Connection() throws IOException {
      connect();
    }

    private void connect() throws IOException {
      URI first = addresses.get(0);
      channel = SocketChannel.open(new InetSocketAddress(first.getHost(), first.getPort()));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, this);
    }

    void ask(int next) throws IOException {
      number = next;
      in.clear();
      // a request is smaller than any buffer of the system, and the one before is answered
      channel.write(ByteBuffer.wrap(request(addresses.get(next % addresses.size()), next)));
    }

    void hear() {
      try {
        if (channel.read(in) < 0) {
          lost("hung up");
        } else {
          look();
        }
      } catch (IOException e) {
        lost(e.toString());
      }
    }

    private void look() throws IOException {
      String text = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
      int head = text.indexOf("\r\n\r\n");
      if (head < 0) {
        return;
      }
      String lines = text.substring(0, head + 2).toLowerCase(Locale.ROOT);
      String length = field(lines, "\r\ncontent-length:");
      int whole = head + 4 + (length.isEmpty() ? 0 : Integer.parseInt(length));
      if (in.position() < whole) {
        return;
      }
      answers.merge(text.substring(9, 12), 1, Integer::sum);
      done();
      if (field(lines, "\r\nconnection:").equals("close")) {
        channel.close();
        connect();
      }
    }

    private static String field(String lines, String name) {
      int at = lines.indexOf(name);
      return at < 0 ? "" : lines.substring(at + name.length(), lines.indexOf('\r', at + 2)).strip();
    }

    private void done() {
      if (due(number) - start > WARM_NANOS) {
        micros[number] = (System.nanoTime() - due(number)) / 1000;
      }
      answered++;
      idle.add(this);
    }

    private void lost(String why) {
      try {
        channel.close();
        connect();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException("the relay is gone", e);
      }
      if (!idle.contains(this)) {
        answers.merge(why, 1, Integer::sum);
        done();
      }
    }
  }

  private static byte[] request(URI address, int number) {
    String client = "198." + (18 + number % 2) + "." + number / 2 % 256 + "." + number / 512 % 256;
    return ("GET "
            + address.getRawPath()
            + " HTTP/1.1\r\nHost: "
            + address.getAuthority()
            + "\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101"
            + " Firefox/140.0\r\nAccept: */*\r\nX-Forwarded-For: "
            + client
            + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
