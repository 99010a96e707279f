package relay.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A next hop that takes mail and counts how often each marker (header X-Marker) arrived. The marker
 * of a mail without the header is its recipient.
 */
final class Sink implements AutoCloseable {
  private static final String MARKER = "X-Marker: ";
  private static final int WHOLES_MAX = 1_000;

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, AtomicInteger> arrivals = new ConcurrentHashMap<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch gate;
  private final Map<String, String> returnPaths = new ConcurrentHashMap<>();
  private final Set<String> signed = ConcurrentHashMap.newKeySet();
  private final Map<String, List<String>> headers = new ConcurrentHashMap<>();

  /** Bounded: those of the first recipients. */
  private final Map<String, String> wholes = new ConcurrentHashMap<>();

  Sink() throws IOException {
    this(InetAddress.getLoopbackAddress(), 0, new CountDownLatch(0));
  }

  /**
   * @param gate until it opens nobody is greeted
   */
  Sink(InetAddress address, int port, CountDownLatch gate) throws IOException {
    this.gate = gate;
    server = new ServerSocket(port, 200, address);
    threads.execute(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  int arrivals(String marker) {
    AtomicInteger n = arrivals.get(marker);
    return n == null ? 0 : n.get();
  }

  /** How many connections there are now. */
  int connections() {
    return open.size();
  }

  /** Whether the mail of this marker came with a DKIM signature. */
  boolean isSigned(String marker) {
    return signed.contains(marker);
  }

  /** The mail that came to this recipient without a marker, as it came; the last of several. */
  byte[] whole(String recipient) {
    return wholes.get(recipient).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The reverse path of the mail with this marker. */
  String returnPath(String marker) {
    return returnPaths.get(marker);
  }

  /** How many different mails have arrived. */
  int arrived() {
    return arrivals.size();
  }

  long duplicates() {
    return arrivals.values().stream().mapToLong(n -> n.get() - 1L).sum();
  }

  /** The first field of this name in the mail of this marker, unfolded; empty text without one. */
  String field(String marker, String name) {
    return headers.getOrDefault(marker, List.of()).stream()
        .filter(field -> field.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(field -> field.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      OutputStream out = socket.getOutputStream();
      gate.await();
      say(out, "220 sink.test ESMTP");
      String path = "";
      String recipient = "";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String verb =
            line.length() < 4 ? line : line.substring(0, 4).toUpperCase(java.util.Locale.ROOT);
        switch (verb) {
          case "EHLO" ->
              say(
                  out,
                  "250-sink.test\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES");
          case "MAIL" -> {
            path = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
            say(out, "250 2.0.0 ok");
          }
          case "RCPT" -> {
            recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
            say(out, "250 2.0.0 ok");
          }
          case "DATA" -> {
            say(out, "354 go on");
            returnPaths.put(take(in, recipient), path);
            say(out, "250 2.0.0 taken");
          }
          case "QUIT" -> {
            say(out, "221 2.0.0 bye");
            return;
          }
          default -> say(out, "250 2.0.0 ok");
        }
      }
    } catch (IOException e) {
      // the relay was killed in the middle: nothing was taken
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  /** Counts only what ended with the dot; tells its marker. */
  private String take(BufferedReader in, String recipient) throws IOException {
    String marker = "";
    boolean isSigned = false;
    List<String> header = new ArrayList<>();
    var whole = new StringBuilder();
    boolean isHeader = true;
    for (String line = in.readLine(); ; line = in.readLine()) {
      if (line == null) {
        throw new IOException("cut off");
      }
      if (line.equals(".")) {
        break;
      }
      if (marker.isEmpty()) {
        whole.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
      }
      isHeader &= !line.isEmpty();
      boolean isFolded = line.startsWith(" ") || line.startsWith("\t");
      if (isHeader && isFolded && !header.isEmpty()) {
        header.set(header.size() - 1, header.get(header.size() - 1) + line);
      } else if (isHeader) {
        header.add(line);
      }
      isSigned |= line.startsWith("DKIM-Signature:");
      if (marker.isEmpty() && line.startsWith(MARKER)) {
        marker = line.substring(MARKER.length());
      }
    }
    if (marker.isEmpty()) {
      marker = recipient;
      if (wholes.size() < WHOLES_MAX) {
        wholes.put(marker, whole.toString());
      }
    }
    if (isSigned) {
      signed.add(marker);
    }
    headers.put(marker, header);
    arrivals.computeIfAbsent(marker, m -> new AtomicInteger()).incrementAndGet();
    return marker;
  }

  private static void say(OutputStream out, String reply) throws IOException {
    out.write((reply + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
