package relay.ejb.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import relay.domain.simulator.SimulatedReport;

/**
 * Brings simulated bounces and complaints to the door for other servers' mail, one after the other,
 * as such servers do. Thread-safe.
 */
final class ReportSender {
  private static final Logger LOG = System.getLogger(ReportSender.class.getName());
  private static final int TIMEOUT_MILLIS = 30_000;
  private static final int WAITING_MAX = 1000;
  private static final int TRIES = 5;
  private static final long REST_MILLIS = 500;

  private final InetSocketAddress door;
  private final CountDownLatch end;
  private final Duration pause;
  private final BlockingQueue<SimulatedReport> waiting = new ArrayBlockingQueue<>(WAITING_MAX);

  /**
   * @param end counted down when the server closes
   * @param pause before another try
   */
  ReportSender(InetSocketAddress door, CountDownLatch end, Duration pause) {
    this.door = door;
    this.end = end;
    this.pause = pause;
  }

  /** What comes in faster than it can be reported is lost, and the log tells. */
  void add(SimulatedReport report) {
    if (!waiting.offer(report)) {
      LOG.log(Level.WARNING, WAITING_MAX + " simulated reports wait already; one is not sent");
    }
  }

  /** Sends until the end. */
  void run() {
    try {
      while (end.getCount() > 0) {
        SimulatedReport next = waiting.poll(REST_MILLIS, TimeUnit.MILLISECONDS);
        if (next != null) {
          send(next);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(SimulatedReport report) throws InterruptedException {
    String why = "";
    for (int i = 0; i < TRIES && end.getCount() > 0; i++) {
      try {
        bring(report);
        return;
      } catch (IOException e) {
        why = e.getMessage();
        if (why != null && why.startsWith("5")) {
          break;
        }
        end.await(pause.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
    LOG.log(Level.WARNING, "a simulated report was not taken by our own listener: " + why);
  }

  private void bring(SimulatedReport report) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(door, TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      OutputStream out = socket.getOutputStream();
      expect(in, "220");
      say(out, in, "EHLO [127.0.0.1]\r\n", "250");
      say(out, in, "MAIL FROM:<>\r\n", "250");
      say(out, in, "RCPT TO:<" + report.to() + ">\r\n", "250");
      say(out, in, "DATA\r\n", "354");
      say(out, in, stuffed(report.text()) + ".\r\n", "250");
      say(out, in, "QUIT\r\n", "221");
    }
  }

  /** RFC 5321 4.5.2. */
  private static String stuffed(String text) {
    String doubled = text.replace("\r\n.", "\r\n..");
    return doubled.startsWith(".") ? "." + doubled : doubled;
  }

  private static void say(OutputStream out, BufferedReader in, String text, String code)
      throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    expect(in, code);
  }

  private static void expect(BufferedReader in, String code) throws IOException {
    String line = in.readLine();
    while (line != null && line.length() > 3 && line.charAt(3) == '-') {
      line = in.readLine();
    }
    if (line == null || !line.startsWith(code)) {
      throw new IOException(line == null ? "it hung up" : line);
    }
  }
}
