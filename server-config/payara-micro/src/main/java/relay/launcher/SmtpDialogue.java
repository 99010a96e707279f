package relay.launcher;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** One mail handed to the relay's own listener, as any program would do it. */
final class SmtpDialogue implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final int LINE_OCTETS_MAX = 1000;
  private static final int LINES_MAX = 100;

  private final Socket socket = new Socket();
  private final InputStream in;
  private final OutputStream out;

  SmtpDialogue(InetSocketAddress listener) throws IOException {
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(listener, TIMEOUT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
    expect(readReply(), "220");
    command("EHLO localhost", "250");
  }

  /** AUTH PLAIN; the listener offers it without TLS only where a setting allows it. */
  void login(String user, String password) throws IOException {
    byte[] secret = ("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8);
    command("AUTH PLAIN " + Base64.getEncoder().encodeToString(secret), "235");
  }

  /** The reply to the final dot, which names the queue id. */
  String send(String from, List<String> recipients, String mail) throws IOException {
    command("MAIL FROM:<" + from + ">", "250");
    for (String recipient : recipients) {
      command("RCPT TO:<" + recipient + ">", "250");
    }
    command("DATA", "354");
    return command(mail.replace("\r\n.", "\r\n..") + "\r\n.", "250");
  }

  private String command(String line, String code) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
    return expect(readReply(), code);
  }

  private static String expect(String reply, String code) {
    if (!reply.startsWith(code)) {
      throw new Refusal(Refusal.FAILED, "the relay answered: " + reply);
    }
    return reply;
  }

  /** The last line of a reply. */
  private String readReply() throws IOException {
    for (int i = 0; i < LINES_MAX; i++) {
      String line = readLine();
      if (line.length() < 4 || line.charAt(3) != '-') {
        return line;
      }
    }
    throw new IOException("a reply of more than " + LINES_MAX + " lines");
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0 || line.length() == LINE_OCTETS_MAX) {
        throw new IOException("the connection broke after: " + line);
      }
      line.append((char) octet);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
