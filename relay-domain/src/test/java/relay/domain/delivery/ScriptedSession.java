package relay.domain.delivery;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLSocket;

/** One connection to a {@link ScriptedServer}. */
final class ScriptedSession {
  private static final String END_OF_CONTENT = "\r\n.\r\n";
  private final ScriptedServer server;
  private final Socket tcp;
  private final List<String> envelope = new ArrayList<>();
  private InputStream in;
  private OutputStream out;
  private boolean encrypted;

  ScriptedSession(ScriptedServer server, Socket tcp) throws IOException {
    this.server = server;
    this.tcp = tcp;
    tcp.setTcpNoDelay(true);
    use(tcp);
  }

  void run() throws IOException {
    if (server.isImplicitTls()) {
      encrypt();
    }
    if (!perform(act(ScriptedServer.GREETING, "220 " + ScriptedServer.HOST_NAME + " ESMTP"))) {
      return;
    }
    while (true) {
      String command = line();
      server.heard(command);
      if (!answer(command)) {
        return;
      }
    }
  }

  private boolean answer(String command) throws IOException {
    String verb = command.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
    Act played = act(command, standardAnswer(verb));
    if (!perform(played) || verb.equals("QUIT")) {
      return false;
    }
    switch (verb) {
      case "STARTTLS" -> {
        if (played.startsWith("220")) {
          encrypt();
        }
      }
      case "MAIL", "RCPT" -> {
        if (played.startsWith("2")) {
          envelope.add(command);
        }
      }
      case "RSET" -> envelope.clear();
      case "DATA" -> {
        return !played.startsWith("354") || takeContent();
      }
      default -> {}
    }
    return true;
  }

  private boolean takeContent() throws IOException {
    byte[] octets = contentOctets();
    Act act = act(ScriptedServer.DOT, "250 2.0.0 taken");
    if (act.startsWith("250")) {
      // Before the answer, so that whoever has it finds the mail here.
      server.received(new ReceivedMail(List.copyOf(envelope), octets, encrypted));
    }
    envelope.clear();
    return perform(act);
  }

  private String standardAnswer(String verb) {
    return switch (verb) {
      case "EHLO" -> {
        var lines = new ArrayList<>(List.of(ScriptedServer.HOST_NAME));
        lines.addAll(server.extensions());
        var text = new StringBuilder();
        for (int i = 0; i < lines.size() - 1; i++) {
          text.append("250-").append(lines.get(i)).append("\r\n");
        }
        yield text + "250 " + lines.get(lines.size() - 1);
      }
      case "STARTTLS" -> "220 2.0.0 go ahead";
      case "AUTH" -> "235 2.7.0 welcome";
      case "DATA" -> envelope.size() > 1 ? "354 end with a dot" : "554 5.5.1 no valid recipients";
      case "RCPT" -> envelope.isEmpty() ? "503 5.5.1 MAIL first" : "250 2.1.5 ok";
      case "QUIT" -> "221 2.0.0 bye";
      default -> "250 2.0.0 ok";
    };
  }

  private Act act(String turn, String standard) {
    Act act = server.actFor(turn);
    return act == null ? Act.reply(standard) : act;
  }

  /** Does what the script says; false when the conversation is over then. */
  private boolean perform(Act act) throws IOException {
    out.write(act.octets());
    out.flush();
    switch (act.then()) {
      case GO_ON -> {
        return true;
      }
      case STALL -> drain();
      case SLEEP -> server.awaitEnd();
      case REPEAT -> {
        while (!tcp.isClosed()) {
          out.write(act.octets());
        }
      }
      default -> tcp.close();
    }
    return false;
  }

  private void drain() throws IOException {
    byte[] sink = new byte[4096];
    int n = 0;
    while (n >= 0) {
      n = in.read(sink);
    }
  }

  private void encrypt() throws IOException {
    var socket =
        (SSLSocket)
            server.tlsContext().getSocketFactory().createSocket(tcp, null, tcp.getPort(), true);
    socket.setUseClientMode(false);
    socket.startHandshake();
    encrypted = true;
    use(socket);
  }

  private void use(Socket socket) throws IOException {
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    int b = next();
    while (b != '\n') {
      line.write(b);
      b = next();
    }
    return line.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  private byte[] contentOctets() throws IOException {
    var content = new ByteArrayOutputStream();
    byte[] end = END_OF_CONTENT.getBytes(StandardCharsets.US_ASCII);
    int matched = 2;
    while (matched < end.length) {
      int b = next();
      content.write(b);
      matched = b == end[matched] ? matched + 1 : b == '\r' ? 1 : 0;
    }
    byte[] all = content.toByteArray();
    return java.util.Arrays.copyOf(all, all.length - 3);
  }

  private int next() throws IOException {
    int b = in.read();
    if (b < 0) {
      throw new EOFException();
    }
    return b;
  }
}
