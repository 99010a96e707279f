package relay.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** As plain as a client can be: one command, one reply. */
public final class SmtpClient implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 120_000;

  private final Socket socket;
  private final BufferedReader replies;

  public SmtpClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    replies =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    expect("220");
    command("EHLO client.example", "250");
  }

  /**
   * Hands in one mail.
   *
   * @return the reply to the final dot
   * @throws IOException when any reply is not the usual one
   */
  public String send(String from, String to, String mail) throws IOException {
    command("MAIL FROM:<" + from + ">", "250");
    command("RCPT TO:<" + to + ">", "250");
    command("DATA", "354");
    return command(mail.replace("\r\n.", "\r\n..") + "\r\n.", "250");
  }

  private String command(String line, String code) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    return expect(code);
  }

  private String expect(String code) throws IOException {
    String line = replies.readLine();
    while (line != null && line.startsWith("-", 3)) {
      line = replies.readLine();
    }
    if (line == null || !line.startsWith(code)) {
      throw new IOException("expected " + code + ", got " + line);
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
