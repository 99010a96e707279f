package relay.web.tracking;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;

/**
 * Measures by hand how fast a relay answers tracked links and pictures: {@code main RATE SECONDS
 * ADDRESS...}. Requests go out at the times that the rate says, however slow the answers are, and
 * each is counted from the time at which it should have gone: a relay that stands still for a
 * second is seen to (open loop, no coordinated omission). Half a second at the start is left out.
 * Connections are kept. Each request says another client in {@code X-Forwarded-For}, as a reverse
 * proxy does.
 */
final class TrackingSpeed {
  private static final Logger LOG = Logger.getLogger(TrackingSpeed.class.getName());
  private static final int CONNECTIONS = 64;
  private static final long WARM_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private final List<URI> addresses;
  private final long[] micros;
  private final long apart;
  private final long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
  private final AtomicInteger next = new AtomicInteger();
  private final Map<String, Integer> answers = new TreeMap<>();

  private TrackingSpeed(int rate, int seconds, List<URI> addresses) {
    this.addresses = addresses;
    this.micros = new long[rate * seconds];
    this.apart = TimeUnit.SECONDS.toNanos(1) / rate;
  }

  public static void main(String[] args) throws InterruptedException {
    List<URI> addresses = Arrays.stream(args).skip(2).map(URI::create).toList();
    new TrackingSpeed(Integer.parseInt(args[0]), Integer.parseInt(args[1]), addresses).run();
  }

  private void run() throws InterruptedException {
    Arrays.fill(micros, -1);
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      var client = new Thread(this::ask, "client " + i);
      client.start();
      clients.add(client);
    }
    for (Thread client : clients) {
      client.join();
    }
    double took = (System.nanoTime() - start) / 1e9;
    long[] sorted = Arrays.stream(micros).filter(m -> m >= 0).sorted().toArray();
    var text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%d answers in %.1f s", micros.length, took));
    for (double part : new double[] {0.5, 0.9, 0.99, 0.999, 1}) {
      int at = (int) Math.min(sorted.length - 1, Math.floor(part * sorted.length));
      text.append(String.format(Locale.ROOT, ", p%s %.2f ms", part * 100, sorted[at] / 1e3));
    }
    LOG.info(text.append(", by status ").append(answers).toString());
  }

  private void ask() {
    Map<String, Integer> seen = new TreeMap<>();
    try {
      while (next.get() < micros.length) {
        connected(seen);
      }
    } catch (IOException e) {
      seen.merge(e.toString(), 1, Integer::sum);
    }
    synchronized (answers) {
      seen.forEach((status, count) -> answers.merge(status, count, Integer::sum));
    }
  }

  /** Until the relay ends the connection, which it does after some hundred requests. */
  private void connected(Map<String, Integer> seen) throws IOException {
    URI first = addresses.get(0);
    try (var socket = new Socket(first.getHost(), first.getPort())) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      boolean isOpen = true;
      while (isOpen) {
        int number = next.getAndIncrement();
        if (number >= micros.length) {
          return;
        }
        long due = start + number * apart;
        LockSupport.parkNanos(due - System.nanoTime());
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        socket.getOutputStream().write(request(addresses.get(number % addresses.size()), number));
        List<String> head = head(in);
        in.skipNBytes(length(head));
        if (due - start > WARM_NANOS) {
          micros[number] = (System.nanoTime() - due) / 1000;
        }
        seen.merge(head.get(0).split(" ")[1], 1, Integer::sum);
        isOpen = head.stream().noneMatch("connection: close"::equalsIgnoreCase);
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

  private static List<String> head(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    var line = new StringBuilder();
    while (true) {
      int octet = in.read();
      if (octet < 0) {
        throw new EOFException("the relay hung up");
      }
      if (octet == '\n') {
        if (line.isEmpty()) {
          return lines;
        }
        lines.add(line.toString());
        line.setLength(0);
      } else if (octet != '\r') {
        line.append((char) octet);
      }
    }
  }

  private static int length(List<String> head) {
    return head.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .mapToInt(line -> Integer.parseInt(line.substring("content-length:".length()).strip()))
        .findFirst()
        .orElse(0);
  }
}
