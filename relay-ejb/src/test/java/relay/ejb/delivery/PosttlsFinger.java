package relay.ejb.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import relay.domain.transport.Certificates;

/** Postfix's own word on a server, by the program that comes with it. */
final class PosttlsFinger {
  private static final Path PROGRAM = Path.of("/usr/sbin/posttls-finger");
  private static final int OCTETS_MAX = 4096;
  private static final int PATIENCE_SECONDS = 60;

  /** It asks whom the C library asks: an address of this machine, port 53, named in a file. */
  private static final String RESOLVER = "127.53.99.1";

  private static final String IN_A_MOUNT_OF_ITS_OWN =
      "mount --bind \"$0\" /etc/resolv.conf && exec \"$@\"";

  private PosttlsFinger() {}

  /** Whether it is installed, with the settings that it reads at its start. */
  static boolean isThere() {
    return Files.isExecutable(PROGRAM) && Files.isReadable(Path.of("/etc/postfix/main.cf"));
  }

  /** Whether it can be shown another resolver: only somebody who may mount, and listen on 53. */
  static boolean canAskOurResolver() {
    try (var socket = new DatagramSocket(new InetSocketAddress(RESOLVER, 53))) {
      return socket.isBound() && new ProcessBuilder("unshare", "-m", "true").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * What it saw.
   *
   * @param isVerified whether the server proved itself as the level demands
   * @param says all of it, for people
   */
  record Verdict(String level, boolean isEncrypted, boolean isVerified, String says) {
    /** Whether Postfix sends mail then (TLS_README). */
    boolean sends() {
      return switch (level) {
        case "may" -> true;
        case "encrypt" -> isEncrypted;
        default -> isVerified;
      };
    }
  }

  /**
   * Asks about the server at this port, by its address.
   *
   * @param names that its certificate may have, or fingerprints
   */
  static Verdict ask(int port, String level, String... names) {
    List<String> command = command(level);
    command.add("[127.0.0.1]:" + port);
    command.addAll(Arrays.asList(names));
    return run(command, level);
  }

  /**
   * Asks about the mail exchangers of a domain, by DANE.
   *
   * @param dns address and port of the resolver
   */
  static Verdict askByDane(String dns, String domain, int port) {
    try {
      Path resolvers = Files.createTempFile("resolv", ".conf");
      Files.writeString(resolvers, "nameserver " + RESOLVER + "\noptions trust-ad timeout:5\n");
      // It reads this as the user of Postfix.
      Files.setPosixFilePermissions(resolvers, PosixFilePermissions.fromString("rw-r--r--"));
      List<String> command =
          new ArrayList<>(
              List.of("unshare", "-m", "sh", "-c", IN_A_MOUNT_OF_ITS_OWN, resolvers.toString()));
      command.addAll(command("dane"));
      command.add(domain + ":" + port);
      try (var relayed = new DatagramSocket(new InetSocketAddress(RESOLVER, 53))) {
        new Thread(() -> pass(relayed, dns)).start();
        return run(command, "dane");
      } finally {
        Files.delete(resolvers);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(String level) {
    String authority = Certificates.authorityFile().toString();
    return new ArrayList<>(
        List.of(PROGRAM.toString(), "-c", "-l", level, "-d", "sha256", "-F", authority));
  }

  /** One question after the other, until the socket is closed. */
  private static void pass(DatagramSocket from, String dns) {
    int colon = dns.lastIndexOf(':');
    var to =
        new InetSocketAddress(dns.substring(0, colon), Integer.parseInt(dns.substring(colon + 1)));
    try (var out = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      while (!from.isClosed()) {
        var question = new DatagramPacket(new byte[OCTETS_MAX], OCTETS_MAX);
        from.receive(question);
        out.send(new DatagramPacket(question.getData(), question.getLength(), to));
        var answer = new DatagramPacket(new byte[OCTETS_MAX], OCTETS_MAX);
        out.receive(answer);
        from.send(
            new DatagramPacket(answer.getData(), answer.getLength(), question.getSocketAddress()));
      }
    } catch (IOException e) {
      from.close();
    }
  }

  private static Verdict run(List<String> command, String level) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String says =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("posttls-finger does not end: " + says);
      }
      return new Verdict(
          level,
          says.contains("TLS connection established"),
          says.contains("Verified TLS connection established"),
          String.join(" ", command) + "\n" + says);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
