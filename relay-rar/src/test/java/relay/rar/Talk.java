package relay.rar;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A client that says exactly what the test wants, octet by octet. */
final class Talk implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 90_000;
  private Socket socket;
  private InputStream in;

  Talk(int port) throws IOException {
    this.socket = new Socket();
    socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
    through(socket);
  }

  private void through(Socket layer) throws IOException {
    socket = layer;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Says a line and hears the reply. */
  String ask(String line) throws IOException {
    say(line + "\r\n");
    return hear();
  }

  /** Says octets as they are, one for each character. */
  void say(String octets) throws IOException {
    say(octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  void say(byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
    socket.getOutputStream().flush();
  }

  /** A whole reply, its lines joined by new lines; empty at the end of the connection. */
  String hear() throws IOException {
    StringBuilder reply = new StringBuilder();
    while (true) {
      String line = line();
      if (line == null) {
        return reply.toString();
      }
      reply.append(reply.length() == 0 ? "" : "\n").append(line);
      if (line.length() < 4 || line.charAt(3) != '-') {
        return reply.toString();
      }
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n' && line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
        return line.substring(0, line.length() - 1);
      }
      line.append((char) c);
    }
    return line.length() == 0 ? null : line.toString();
  }

  /** Whether the server has closed, with nothing more to say. */
  boolean isOver() throws IOException {
    try {
      return in.read() < 0;
    } catch (java.net.SocketException e) {
      return true;
    }
  }

  /** Octets that have come and were not heard yet. */
  int waiting() throws IOException {
    return in.available();
  }

  /** EHLO, MAIL and RCPT, so that DATA may follow. */
  Talk ready() throws IOException {
    hear();
    ask("EHLO client.test");
    ask("MAIL FROM:<a@sender.test>");
    ask("RCPT TO:<b@recipient.test>");
    return this;
  }

  /** Shakes hands; any certificate will do. */
  SSLSocket encrypt() throws IOException {
    return encrypt(null);
  }

  /** With a certificate of its own; null for none. */
  SSLSocket encrypt(KeyManager[] own) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own, new TrustManager[] {new TrustAnyone()}, new SecureRandom());
      SSLSocket layer =
          (SSLSocket)
              context.getSocketFactory().createSocket(socket, "relay.test", socket.getPort(), true);
      layer.startHandshake();
      through(layer);
      return layer;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  void closeOutput() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static final class TrustAnyone implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
