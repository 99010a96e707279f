package relay.ejb.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.mail.EmailAddress;
import relay.domain.simulator.SimulatedReport;
import relay.domain.simulator.SomeFeedbackWay;

/** Bounces and complaints of the practice ground, over real sockets to a door of the test. */
class ReportsComeBackTest {
  private static final int TIMEOUT_MILLIS = 20_000;
  private final LinkedBlockingQueue<List<String>> heard = new LinkedBlockingQueue<>();
  private final List<String> greetings = new ArrayList<>(List.of("220 door"));
  private ServerSocket door;
  private Thread doorkeeper;

  @BeforeEach
  void open() throws IOException {
    door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    doorkeeper = new Thread(this::keep);
    doorkeeper.start();
  }

  @AfterEach
  void close() throws Exception {
    door.close();
    doorkeeper.join(TIMEOUT_MILLIS);
  }

  @Test
  void shouldBringABounceFromTheNullPathOnceTheMailWasTaken() throws Exception {
    try (var simulator =
        new SimulatorServer(
            RelayConfiguration.of(Map.of("simulator.domain", "simulator.test"), Map.of())
                .simulator(),
            SomeFeedbackWay.at(door.getLocalPort()),
            () -> Instant.EPOCH,
            Executors.defaultThreadFactory())) {
      deliver(simulator.routes().hopOf(EmailAddress.parse("bounce@simulator.test")).orElseThrow());
      List<String> lines = heard.poll(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);

      assertThat(lines)
          .contains(
              "MAIL FROM:<>",
              "RCPT TO:<" + SomeFeedbackWay.PATH + ">",
              "Final-Recipient: rfc822; bounce@simulator.test",
              "Subject: hello",
              "X-Last: yes")
          .doesNotContain("not the header");
    }
  }

  @Test
  void shouldComeAgainWhenTheDoorIsBusy() throws Exception {
    greetings.add(0, "421 busy");
    var end = new CountDownLatch(1);
    var sender =
        new ReportSender(
            (InetSocketAddress) door.getLocalSocketAddress(), end, Duration.ofMillis(10));
    var thread = new Thread(sender::run);
    thread.start();

    sender.add(
        new SimulatedReport(EmailAddress.parse("fbl@acme.example"), "Subject: x\r\n\r\n.\r\n"));

    assertThat(heard.poll(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)).contains("..");
    end.countDown();
    thread.join(TIMEOUT_MILLIS);
    assertThat(thread.isAlive()).isFalse();
  }

  private static void deliver(relay.domain.routing.NextHop hop) throws IOException {
    int port = ((relay.domain.routing.NextHop.Simulator) hop).hosts().get(0).port();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      in.readLine();
      for (String line :
          List.of(
              "HELO x",
              "MAIL FROM:<" + SomeFeedbackWay.PATH + ">",
              "RCPT TO:<bounce@simulator.test>",
              "DATA",
              "Subject: hello\r\nX-Last: yes\r\n\r\nnot the header\r\n.")) {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        assertThat(in.readLine()).matches("[23].*");
      }
    }
  }

  /** Answers yes to everything, and keeps what it heard of each whole conversation. */
  private void keep() {
    try {
      while (true) {
        try (Socket socket = door.accept()) {
          converse(socket);
        }
      }
    } catch (IOException e) {
      heard.add(List.of("closed"));
    }
  }

  private void converse(Socket socket) throws IOException {
    socket.setSoTimeout(TIMEOUT_MILLIS);
    var in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    OutputStream out = socket.getOutputStream();
    String greeting = greetings.size() > 1 ? greetings.remove(0) : greetings.get(0);
    out.write((greeting + "\r\n").getBytes(StandardCharsets.US_ASCII));
    List<String> lines = new ArrayList<>();
    boolean isMail = false;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      lines.add(line);
      isMail = isMail ? !line.equals(".") : line.equals("DATA");
      if (line.equals("DATA")) {
        out.write("354 go on\r\n".getBytes(StandardCharsets.US_ASCII));
      } else if (line.equals("QUIT")) {
        out.write("221 bye\r\n".getBytes(StandardCharsets.US_ASCII));
        heard.add(lines);
        return;
      } else if (!isMail) {
        out.write("250 yes\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    }
  }
}
