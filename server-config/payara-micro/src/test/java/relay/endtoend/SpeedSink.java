package relay.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A server on this machine that takes mail; for measuring. Needs nothing but a JDK. */
final class SpeedSink implements AutoCloseable {
  private static final String YES = "250 ok";
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ServerSocket door;
  private final long millis;
  private final UnaryOperator<String> replies;
  private final Consumer<String> taken;

  /**
   * Takes all mail from now on.
   *
   * @param millis that it waits before it takes a content
   * @param taken is told the RCPT line of each mail; by many threads
   */
  SpeedSink(int port, long millis, Consumer<String> taken) throws IOException {
    this(port, millis, rcpt -> YES, taken);
  }

  /**
   * Takes mail from now on.
   *
   * @param replies to a RCPT line; by many threads
   */
  SpeedSink(int port, long millis, UnaryOperator<String> replies, Consumer<String> taken)
      throws IOException {
    this.door = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
    this.millis = millis;
    this.replies = replies;
    this.taken = taken;
    threads.execute(this::take);
  }

  private void take() {
    while (!door.isClosed()) {
      try {
        Socket socket = door.accept();
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
      OutputStream reply = socket.getOutputStream();
      say(reply, "220 sink.test");
      boolean isContent = false;
      String recipient = "";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (isContent && !line.equals(".")) {
          continue;
        }
        if (isContent) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
          taken.accept(recipient);
        }
        boolean isRcpt = line.startsWith("RCPT");
        recipient = isRcpt ? line : recipient;
        isContent = !isContent && line.equalsIgnoreCase("DATA");
        say(reply, isContent ? "354 go on" : isRcpt ? replies.apply(line) : YES);
      }
    } catch (IOException e) {
      // the relay closed it
    }
  }

  static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    door.close();
    threads.shutdownNow();
  }
}
