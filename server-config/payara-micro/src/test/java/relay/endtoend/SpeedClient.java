package relay.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One session that hands in mail; for measuring. Needs nothing but a JDK. */
final class SpeedClient implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader in;

  /**
   * @param from address of this machine that it comes from
   */
  SpeedClient(int port, String from) throws IOException {
    socket = new Socket("127.0.0.1", port, InetAddress.getByName(from), 0);
    socket.setTcpNoDelay(true);
    in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    expect("220");
    SpeedSink.say(socket.getOutputStream(), "EHLO load.test");
    expect("250");
  }

  /** The id that the relay told; a mail that is put off is handed in again. */
  String mail(String lane, String recipient, String body) throws IOException {
    while (true) {
      command("MAIL FROM:<load@sender.test>", "250");
      command("RCPT TO:<" + recipient + ">", "250");
      command("DATA", "354");
      SpeedSink.say(
          socket.getOutputStream(),
          "From: load@sender.test\r\nSubject: "
              + lane
              + "\r\nX-Relay-Lane: "
              + lane
              + "\r\n\r\n"
              + body
              + ".");
      String reply = reply();
      if (reply.startsWith("250")) {
        return reply.substring(reply.lastIndexOf(' ') + 1);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }

  private void command(String line, String expected) throws IOException {
    SpeedSink.say(socket.getOutputStream(), line);
    expect(expected);
  }

  private void expect(String code) throws IOException {
    String reply = reply();
    if (!reply.startsWith(code)) {
      throw new IOException(reply);
    }
  }

  private String reply() throws IOException {
    String line = in.readLine();
    while (line != null && line.length() > 3 && line.charAt(3) == '-') {
      line = in.readLine();
    }
    if (line == null) {
      throw new IOException("the relay hung up");
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
