package relay.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A next hop that knows numbered recipients ({@code u17@...}) and counts who got his mail, and how
 * often; while it is away it puts every recipient off. Thread-safe.
 */
final class BacklogSink implements AutoCloseable {
  private static final Pattern NUMBERED = Pattern.compile("RCPT TO:<u(\\d+)@.*");

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BitSet arrived = new BitSet();
  private int again;
  private int putOff;
  private boolean isAway;

  BacklogSink(int port) throws IOException {
    server = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  synchronized void away(boolean away) {
    isAway = away;
  }

  /** How many different recipients got their mail. */
  synchronized int arrived() {
    return arrived.cardinality();
  }

  /** How many mails came that had come before. */
  synchronized int again() {
    return again;
  }

  synchronized int putOff() {
    return putOff;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
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
      say(out, "220 sink.test");
      int number = -1;
      boolean isContent = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (isContent && !line.equals(".")) {
          continue;
        }
        if (isContent) {
          took(number);
          number = -1;
        }
        isContent = !isContent && line.equals("DATA");
        Matcher recipient = NUMBERED.matcher(line);
        if (recipient.matches()) {
          number = Integer.parseInt(recipient.group(1));
          say(out, refuses() ? "451 4.3.2 away" : "250 ok");
        } else {
          say(out, isContent ? "354 go on" : "250 ok");
        }
      }
    } catch (IOException e) {
      // the relay was killed: what had no final dot was not taken
    }
  }

  private synchronized boolean refuses() {
    putOff += isAway ? 1 : 0;
    return isAway;
  }

  private synchronized void took(int number) {
    if (number >= 0 && arrived.get(number)) {
      again++;
    } else if (number >= 0) {
      arrived.set(number);
    }
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
