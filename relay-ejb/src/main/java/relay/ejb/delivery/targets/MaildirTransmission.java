package relay.ejb.delivery.targets;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.Stage;
import relay.domain.delivery.TransmissionOrder;
import relay.domain.delivery.TransmissionReport;
import relay.domain.mail.Content;
import relay.domain.mail.Recipient;
import relay.domain.routing.NextHop;
import relay.domain.smtp.SmtpReply;

/**
 * Writes mails into maildirs: whole and on the disk in {@code tmp}, then renamed into {@code new}.
 * The name of a file comes from mail and recipients alone, so that a mail that is written again
 * after a crash takes the place of itself. Thread-safe.
 */
public final class MaildirTransmission {
  private static final int BLOCK_OCTETS = 64 * 1024;
  private final Path base;

  /**
   * @param base nothing is written outside of it; made when it is not there
   */
  public MaildirTransmission(Path base) {
    this.base = base.toAbsolutePath().normalize();
  }

  TransmissionReport transmit(TransmissionOrder order, NextHop.MailFolder target) {
    long begin = System.nanoTime();
    SmtpReply reply;
    Stage stage = Stage.DATA;
    try {
      Path folder = folder(target.folder());
      order.beforeFinalDot().run();
      store(order, folder);
      reply = SmtpReply.local(250, "2.0.0", "Written to folder " + target.folder());
      stage = Stage.FINAL_DOT;
    } catch (IOException | UncheckedIOException e) {
      String why = "Folder " + target.folder() + " cannot be written: " + e.getMessage();
      reply = SmtpReply.local(452, "4.3.1", why);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    return SameReply.toAll(
        order,
        reply,
        stage,
        false,
        HostTrace.of(target.folder(), "", Optional.empty(), Duration.ZERO, took));
  }

  /** A link that somebody put there must not lead out of the folder of the setting. */
  private Path folder(String name) throws IOException {
    Path folder = base.resolve(name).normalize();
    if (!folder.startsWith(base)) {
      throw new IOException("it is outside of " + base);
    }
    for (String part : new String[] {"tmp", "new", "cur"}) {
      Files.createDirectories(folder.resolve(part));
      if (!folder.resolve(part).toRealPath().startsWith(base.toRealPath())) {
        throw new IOException("a link leads outside of " + base);
      }
    }
    return folder;
  }

  private static void store(TransmissionOrder order, Path folder) throws IOException {
    String name = name(order);
    Path unfinished = folder.resolve("tmp").resolve(name);
    try (FileChannel file =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      OutputStream out = Channels.newOutputStream(file);
      out.write(envelope(order).getBytes(StandardCharsets.UTF_8));
      out.write(order.addedFields());
      write(order.content(), out);
      file.force(true);
    }
    Path arrived = folder.resolve("new");
    Files.move(
        unfinished,
        arrived.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    // Without it the rename could be lost with the power though the octets are on the disk.
    try (FileChannel directory = FileChannel.open(arrived, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  /** RFC 5321 4.4: whoever delivers a mail finally writes down its return path. */
  private static String envelope(TransmissionOrder order) {
    var fields =
        new StringBuilder("Return-Path: <").append(order.envelope().sender()).append(">\r\n");
    for (Recipient recipient : order.envelope().recipients()) {
      fields.append("Delivered-To: ").append(recipient.address()).append("\r\n");
    }
    return fields.toString();
  }

  private static void write(Content content, OutputStream out) throws IOException {
    if (content.bytes().isPresent()) {
      out.write(content.bytes().get());
      return;
    }
    byte[] block = new byte[BLOCK_OCTETS];
    try (InputStream in = content.open()) {
      for (int n = in.read(block); n > 0; n = in.read(block)) {
        out.write(block, 0, n);
      }
    }
  }

  static String name(TransmissionOrder order) {
    return order.queueId() + "." + fingerprint(order) + ".relay";
  }

  /** Of the recipients: parts of one mail may come into the same folder. */
  static String fingerprint(TransmissionOrder order) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Recipient recipient : order.envelope().recipients()) {
        digest.update((recipient.address() + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
