package relay.ejb.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import relay.domain.delivery.TransmissionOrder;
import relay.domain.mail.Recipient;
import relay.domain.sandbox.SandboxMail;
import relay.domain.sandbox.SubjectLine;

/**
 * The form of a kept mail on disk: one line of facts separated by tabs (queue id, time, sender,
 * recipients), then the octets of the mail.
 */
final class SandboxFile {
  private static final Pattern ID = Pattern.compile("\\d{12}");
  private static final int FACTS_OCTETS_MAX = 1 << 20;
  private static final int HEADER_OCTETS_MAX = 64 * 1024;

  private SandboxFile() {}

  static String id(long number) {
    String digits = Long.toString(number);
    return "0".repeat(12 - digits.length()) + digits;
  }

  static boolean isId(String name) {
    return ID.matcher(name).matches();
  }

  static long number(String id) {
    return Long.parseLong(id);
  }

  static SandboxMail write(
      Path file, String id, TransmissionOrder order, List<Recipient> recipients, Instant now)
      throws IOException {
    List<String> addresses = recipients.stream().map(r -> r.address().toString()).toList();
    String sender = order.envelope().sender().toString();
    var facts = new StringBuilder(200);
    facts.append(order.queueId()).append('\t').append(now).append('\t').append(sender);
    addresses.forEach(a -> facts.append('\t').append(a));
    byte[] head = facts.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    byte[] start;
    try (OutputStream out = Files.newOutputStream(file)) {
      start = copy(order, head, out);
    }
    long size = order.addedFields().length + order.content().size();
    return new SandboxMail(
        id, order.queueId(), now, sender, addresses, size, SubjectLine.of(start));
  }

  /** What the file says about its mail; empty when it is none of ours or was cut off. */
  static Optional<SandboxMail> read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] octets = in.readNBytes(FACTS_OCTETS_MAX + HEADER_OCTETS_MAX);
      int end = endOfFacts(octets);
      String[] facts =
          new String(octets, 0, Math.max(0, end), StandardCharsets.UTF_8).split("\t", -1);
      if (end < 0 || facts.length < 4) {
        return Optional.empty();
      }
      byte[] start = Arrays.copyOfRange(octets, end + 1, octets.length);
      return Optional.of(
          new SandboxMail(
              file.getFileName().toString(),
              facts[0],
              Instant.parse(facts[1]),
              facts[2],
              List.of(facts).subList(3, facts.length),
              Files.size(file) - end - 1,
              SubjectLine.of(start)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static byte[] content(Path file) throws IOException {
    byte[] octets = Files.readAllBytes(file);
    return Arrays.copyOfRange(octets, endOfFacts(octets) + 1, octets.length);
  }

  /** Writes everything; returns the beginning of the mail, for its subject. */
  private static byte[] copy(TransmissionOrder order, byte[] head, OutputStream out)
      throws IOException {
    Optional<byte[]> inMemory = order.content().bytes();
    if (inMemory.isPresent()) {
      byte[] all = new byte[head.length + order.addedFields().length + inMemory.get().length];
      System.arraycopy(head, 0, all, 0, head.length);
      System.arraycopy(order.addedFields(), 0, all, head.length, order.addedFields().length);
      System.arraycopy(
          inMemory.get(), 0, all, head.length + order.addedFields().length, inMemory.get().length);
      out.write(all);
      return inMemory.get();
    }
    out.write(head);
    out.write(order.addedFields());
    try (InputStream in = order.content().open()) {
      byte[] start = in.readNBytes(HEADER_OCTETS_MAX);
      out.write(start);
      in.transferTo(out);
      return start;
    }
  }

  private static int endOfFacts(byte[] octets) {
    for (int i = 0; i < octets.length; i++) {
      if (octets[i] == '\n') {
        return i;
      }
    }
    return -1;
  }
}
