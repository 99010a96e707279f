package relay.domain.routing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;

/**
 * The door of a resolver for tests: a free loopback port, UDP and TCP, behind which somebody has an
 * answer to each question.
 */
public final class DnsDoor implements AutoCloseable {
  private final DatagramSocket udp;
  private final ServerSocket tcp;
  private final Resolver resolver;

  /** Answers questions; asked by two threads. */
  public interface Resolver {
    /**
     * The answer to a message in wire form; null for silence.
     *
     * @throws IOException for what is no question: nothing is answered
     */
    byte[] answer(byte[] question, boolean overTcp) throws IOException;
  }

  private DnsDoor(DatagramSocket udp, ServerSocket tcp, Resolver resolver) {
    this.udp = udp;
    this.tcp = tcp;
    this.resolver = resolver;
  }

  public static DnsDoor open(Resolver resolver) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    for (int i = 0; i < 20; i++) {
      try {
        var tcp = new ServerSocket(0, 50, loopback);
        try {
          var door = new DnsDoor(new DatagramSocket(tcp.getLocalPort(), loopback), tcp, resolver);
          door.thread(door::answerUdp);
          door.thread(door::answerTcp);
          return door;
        } catch (IOException portTakenForUdp) {
          tcp.close();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw new IllegalStateException("no port is free for both UDP and TCP");
  }

  /** As the setting {@code dns.servers} wants it. */
  public String server() {
    return tcp.getInetAddress().getHostAddress() + ":" + tcp.getLocalPort();
  }

  @Override
  public void close() {
    udp.close();
    try {
      tcp.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answerUdp() {
    byte[] buffer = new byte[4096];
    while (!udp.isClosed()) {
      try {
        var packet = new DatagramPacket(buffer, buffer.length);
        udp.receive(packet);
        byte[] answer = resolver.answer(Arrays.copyOf(buffer, packet.getLength()), false);
        if (answer != null) {
          udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException | IllegalStateException e) {
        if (udp.isClosed()) {
          return;
        }
      }
    }
  }

  private void answerTcp() {
    while (!tcp.isClosed()) {
      try (Socket client = tcp.accept()) {
        var in = new DataInputStream(client.getInputStream());
        byte[] answer = resolver.answer(in.readNBytes(in.readUnsignedShort()), true);
        if (answer != null) {
          var out = new DataOutputStream(client.getOutputStream());
          out.writeShort(answer.length);
          out.write(answer);
        }
      } catch (IOException | IllegalStateException e) {
        if (tcp.isClosed()) {
          return;
        }
      }
    }
  }

  private void thread(Runnable work) {
    var thread = new Thread(work, "dns-" + tcp.getLocalPort());
    thread.setDaemon(true);
    thread.start();
  }
}
