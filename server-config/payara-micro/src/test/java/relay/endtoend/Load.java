package relay.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that hand in marked mails until told to stop, and remember every marker that was answered
 * with 250.
 */
final class Load implements AutoCloseable {
  private static final Duration RECONNECT_AFTER = Duration.ofMillis(200);

  private final int port;
  private final int clients;
  private final Map<String, String> accepted = new ConcurrentHashMap<>();
  private final Queue<String> putOff = new ConcurrentLinkedQueue<>();
  private final Set<String> refusals = ConcurrentHashMap.newKeySet();
  private final AtomicInteger serial = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile boolean going = true;

  Load(int port, int clients) {
    this.port = port;
    this.clients = clients;
  }

  /** Starts the clients; one whose connection breaks opens another. */
  Load start() {
    for (int i = 0; i < clients; i++) {
      threads.execute(this::client);
    }
    return this;
  }

  Set<String> accepted() {
    return accepted.keySet();
  }

  /** The relay's own ids of these mails, as its replies told them. */
  Collection<String> queueIds() {
    return accepted.values();
  }

  /** Every 4xx reply. */
  Collection<String> putOff() {
    return putOff;
  }

  /**
   * Every 5xx reply: a client that gets one drops the mail, so trouble of ours must never say so.
   */
  Set<String> refusals() {
    return refusals;
  }

  private void client() {
    while (going) {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        session(socket);
      } catch (IOException e) {
        // killed or not up yet: the next connection tells
        LockSupport.parkNanos(RECONNECT_AFTER.toNanos());
      }
    }
  }

  private void session(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(30_000);
    var in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    OutputStream out = socket.getOutputStream();
    expect(in, "220");
    say(out, "EHLO load.test");
    expect(in, "250");
    while (going) {
      String marker = "m" + serial.incrementAndGet();
      say(out, "MAIL FROM:<load@sender.test>");
      expect(in, "250");
      say(out, "RCPT TO:<rcpt@fast.test>");
      expect(in, "250");
      say(out, "DATA");
      expect(in, "354");
      say(
          out,
          "From: load@sender.test\r\nSubject: crash\r\nX-Marker: " + marker + "\r\n\r\nbody\r\n.");
      String reply = expect(in, "250");
      accepted.put(marker, reply.substring(reply.lastIndexOf(' ') + 1));
    }
    say(out, "QUIT");
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** The last line of the reply. */
  private String expect(BufferedReader in, String code) throws IOException {
    String line;
    do {
      line = in.readLine();
      note(line == null ? "" : line);
      if (line == null || !line.startsWith(code)) {
        throw new IOException("expected " + code + ", got " + line);
      }
    } while (line.charAt(3) == '-');
    return line;
  }

  private void note(String reply) {
    if (reply.startsWith("4")) {
      putOff.add(reply);
    } else if (reply.startsWith("5")) {
      refusals.add(reply);
    }
  }

  @Override
  public void close() {
    going = false;
    threads.shutdown();
    try {
      if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
