package relay.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

/** Logs in over POP3 with STLS and goes, as SMTP-after-POP wants it. */
final class PopClient {
  private static final int TIMEOUT_MILLIS = 120_000;

  private PopClient() {}

  /** The reply to PASS. */
  static String logIn(int port, String user, String password) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      BufferedReader replies = reader(socket);
      replies.readLine();
      ask(socket, replies, "STLS");
      SSLSocket encrypted =
          (SSLSocket)
              LoginClient.trusting()
                  .getSocketFactory()
                  .createSocket(socket, "127.0.0.1", port, true);
      encrypted.startHandshake();
      BufferedReader hidden = reader(encrypted);
      ask(encrypted, hidden, "USER " + user);
      String reply = ask(encrypted, hidden, "PASS " + password);
      ask(encrypted, hidden, "QUIT");
      return reply;
    }
  }

  private static String ask(Socket socket, BufferedReader replies, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    String reply = replies.readLine();
    if (reply == null) {
      throw new IOException("the relay closed the connection");
    }
    return reply;
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }
}
