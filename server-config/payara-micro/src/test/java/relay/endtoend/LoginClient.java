package relay.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** An SMTP client that logs in over STARTTLS, whatever certificate it is shown. */
final class LoginClient implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 120_000;
  private Socket socket;
  private BufferedReader replies;

  LoginClient(int port) throws IOException {
    use(new Socket("127.0.0.1", port));
    reply();
    command("EHLO client.test");
    command("STARTTLS");
    SSLSocket encrypted =
        (SSLSocket) trusting().getSocketFactory().createSocket(socket, "127.0.0.1", port, true);
    encrypted.startHandshake();
    use(encrypted);
    command("EHLO client.test");
  }

  /** The reply to AUTH PLAIN. */
  String logIn(String user, String password) throws IOException {
    byte[] message = ("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8);
    return command("AUTH PLAIN " + Base64.getEncoder().encodeToString(message));
  }

  /** The reply to the end of the mail, or to MAIL when that is refused. */
  String send(String from, String marker) throws IOException {
    String mail = command("MAIL FROM:<" + from + ">");
    if (!mail.startsWith("250")) {
      return mail;
    }
    String recipient = command("RCPT TO:<bob@fast.test>");
    if (!recipient.startsWith("250")) {
      return recipient;
    }
    command("DATA");
    return command(
        "From: <" + from + ">\r\nSubject: x\r\nX-Marker: " + marker + "\r\n\r\nbody\r\n.");
  }

  /** The reply to the first command that is refused, else to the end of the mail. */
  String bring(String from, String to, String mail) throws IOException {
    for (String line : new String[] {"MAIL FROM:<" + from + ">", "RCPT TO:<" + to + ">"}) {
      String reply = command(line);
      if (!reply.startsWith("250")) {
        return reply;
      }
    }
    command("DATA");
    return command(mail + "\r\n.");
  }

  private String command(String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    return reply();
  }

  /** The last line of the reply. */
  private String reply() throws IOException {
    String line = replies.readLine();
    while (line != null && line.startsWith("-", 3)) {
      line = replies.readLine();
    }
    if (line == null) {
      throw new IOException("the relay closed the connection");
    }
    return line;
  }

  private void use(Socket other) throws IOException {
    socket = other;
    socket.setSoTimeout(TIMEOUT_MILLIS);
    replies =
        new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Any certificate will do. */
  static SSLContext trusting() throws IOException {
    TrustManager all =
        new X509TrustManager() {
          @Override
          public void checkClientTrusted(X509Certificate[] chain, String type) {}

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String type) {}

          @Override
          public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
          }
        };
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {all}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
