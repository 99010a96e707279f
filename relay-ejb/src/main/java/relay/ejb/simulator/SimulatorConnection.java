package relay.ejb.simulator;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import relay.domain.simulator.SimulatedReport;
import relay.domain.simulator.SimulatorSession;
import relay.domain.simulator.SimulatorSettings;
import relay.domain.simulator.SimulatorStep;
import relay.domain.smtp.BodyDecoder;
import relay.domain.smtp.SmtpReply;

/** One connection to the practice ground, from greeting to end. Used by its own thread. */
final class SimulatorConnection {
  private static final SmtpReply FULL =
      SmtpReply.local(421, "4.3.2", "too many connections, come back later");

  /** What no TLS client takes for an answer to its greeting. */
  private static final byte[] NO_TLS =
      "this is no TLS (simulated)\r\n".getBytes(StandardCharsets.US_ASCII);

  private static final int BLOCK_OCTETS = 8192;
  private static final int HELLO_OCTETS_MAX = 64 * 1024;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final SimulatorSession session;
  private final SimulatorSettings settings;
  private final InstantSource clock;
  private final CountDownLatch end;
  private final Consumer<SimulatedReport> reports;
  private final byte[] block = new byte[BLOCK_OCTETS];
  private int from;
  private int to;

  /**
   * @param end counted down when the server closes
   * @param reports takes what is to come back
   */
  SimulatorConnection(
      Socket socket,
      SimulatorSession session,
      SimulatorSettings settings,
      InstantSource clock,
      CountDownLatch end,
      Consumer<SimulatedReport> reports)
      throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = new BufferedOutputStream(socket.getOutputStream());
    this.session = session;
    this.settings = settings;
    this.clock = clock;
    this.end = end;
    this.reports = reports;
  }

  /** Too short to wait for anybody: a new connection has room for it. */
  static void turnAway(Socket socket) throws IOException {
    try (socket) {
      socket.getOutputStream().write(octets(FULL));
    }
  }

  /** Returns when nothing is left to say. */
  void hold() throws IOException, InterruptedException {
    SimulatorStep step = session.greeting();
    while (goesOn(step)) {
      step = step instanceof SimulatorStep.ReadMail ? readMail() : hear();
    }
  }

  private boolean goesOn(SimulatorStep step) throws IOException, InterruptedException {
    if (step instanceof SimulatorStep.Say said) {
      return isPatient(said.pause()) && says(said.reply());
    }
    if (step instanceof SimulatorStep.Report told) {
      says(told.reply());
      out.flush();
      told.reports().forEach(reports);
      return true;
    }
    if (step instanceof SimulatorStep.ReadMail read) {
      return says(read.reply());
    }
    if (step instanceof SimulatorStep.Farewell farewell) {
      says(farewell.reply());
      out.flush();
    } else if (step instanceof SimulatorStep.BreakTls broken) {
      says(broken.reply());
      breakTls();
    }
    return false;
  }

  /** Waits for the client to give up: closing at once could take back what it was answered. */
  private void breakTls() throws IOException {
    fill();
    out.write(NO_TLS);
    out.flush();
    socket.shutdownOutput();
    int octets = 0;
    int read = 0;
    while (read >= 0 && octets < HELLO_OCTETS_MAX) {
      read = in.read(block);
      octets += read;
    }
  }

  /** Whether nobody closed the server meanwhile. */
  private boolean isPatient(Duration pause) throws InterruptedException {
    return pause.isZero() || !end.await(pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean says(SmtpReply reply) throws IOException {
    out.write(octets(reply));
    return true;
  }

  private SimulatorStep hear() throws IOException {
    try {
      Optional<String> line = line();
      return line.isPresent()
          ? session.hear(line.get(), clock.instant())
          : session.broken("lines have at most " + settings.lineOctetsMax() + " octets");
    } catch (SocketTimeoutException e) {
      return session.broken("you said nothing for too long");
    }
  }

  /** One line; empty when it is too long. What was said goes out before anybody waits. */
  private Optional<String> line() throws IOException {
    byte[] line = new byte[settings.lineOctetsMax()];
    int length = 0;
    while (true) {
      if (from == to) {
        fill();
      }
      byte octet = block[from++];
      if (octet == '\n') {
        int cut = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return Optional.of(new String(line, 0, cut, StandardCharsets.UTF_8));
      }
      if (length == line.length) {
        return Optional.empty();
      }
      line[length++] = octet;
    }
  }

  private void fill() throws IOException {
    out.flush();
    from = 0;
    to = Math.max(0, in.read(block));
    if (to == 0) {
      throw new IOException("the client is gone");
    }
  }

  private SimulatorStep readMail() throws IOException {
    long[] octets = new long[1];
    var header = new HeaderCopy();
    BodyDecoder decoder =
        BodyDecoder.ofData(
            Integer.MAX_VALUE,
            (all, start, length) -> {
              octets[0] += length;
              header.add(all, start, length);
            });
    try {
      while (!decoder.isEnded() && octets[0] <= settings.sizeMax()) {
        if (from == to) {
          fill();
        }
        from += decoder.decode(block, from, to - from);
      }
    } catch (SocketTimeoutException e) {
      return session.broken("your mail stopped for too long");
    }
    return session.read(octets[0], header.text(), clock.instant());
  }

  private static byte[] octets(SmtpReply reply) {
    var text = new StringBuilder();
    int last = reply.lines().size() - 1;
    for (int i = 0; i <= last; i++) {
      text.append(reply.code()).append(i == last ? ' ' : '-');
      reply.status().ifPresent(status -> text.append(status).append(' '));
      text.append(reply.lines().get(i)).append("\r\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
