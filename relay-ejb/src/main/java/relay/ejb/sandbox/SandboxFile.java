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
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.Recipient;
import relay.domain.sandbox.SandboxMail;
import relay.domain.sandbox.SubjectLine;
import relay.domain.secret.ContentSeal;
import relay.domain.secret.ContentUnreadable;

/**
 * The form of a kept mail on disk: one line of facts separated by tabs (the form's number, queue
 * id, time, tenant, stream, credential, octets of the mail, sender, recipients), then the octets of
 * the mail. Where those are sealed, how many octets that makes stands before the sender. Earlier
 * versions wrote queue id, time, sender and recipients only.
 */
final class SandboxFile {
  private static final Pattern ID = Pattern.compile("\\d{12}");
  private static final String FORM = "2";
  private static final String SEALED_FORM = "3";
  private static final int SENDER = 7;
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
      Path file, ContentSeal seal, TransmissionOrder order, List<Recipient> recipients, Instant now)
      throws IOException {
    List<String> addresses = recipients.stream().map(r -> r.address().toString()).toList();
    String sender = order.envelope().sender().toString();
    String id = file.getFileName().toString();
    var facts = new StringBuilder(200);
    long size = order.addedFields().length + order.content().size();
    MailOwner owner = order.owner();
    facts.append(seal.isSealing() ? SEALED_FORM : FORM);
    facts.append('\t').append(order.queueId()).append('\t').append(now);
    facts.append('\t').append(owner.tenant()).append('\t').append(owner.stream());
    facts.append('\t').append(owner.credential()).append('\t').append(size);
    if (seal.isSealing()) {
      facts.append('\t').append(seal.sealedSize(size));
    }
    facts.append('\t').append(sender);
    addresses.forEach(a -> facts.append('\t').append(a));
    byte[] head = facts.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    byte[] start;
    try (OutputStream out = Files.newOutputStream(file)) {
      if (seal.isSealing()) {
        out.write(head);
        try (OutputStream sealed = seal.sealing(out, place(file))) {
          start = copy(order, new byte[0], sealed);
        }
      } else {
        start = copy(order, head, out);
      }
    }
    return new SandboxMail(
        id, order.queueId(), owner, now, sender, addresses, size, SubjectLine.of(start));
  }

  private static String place(Path file) {
    return "sandbox " + file.getFileName();
  }

  /**
   * What the file says about its mail; empty when it is none of ours or was cut off. One that
   * cannot be opened is there, without its subject.
   */
  static Optional<SandboxMail> read(Path file, ContentSeal seal) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] octets = in.readNBytes(FACTS_OCTETS_MAX + HEADER_OCTETS_MAX);
      int end = endOfFacts(octets);
      String[] facts =
          new String(octets, 0, Math.max(0, end), StandardCharsets.UTF_8).split("\t", -1);
      if (end < 0 || facts.length < 4) {
        return Optional.empty();
      }
      byte[] start = Arrays.copyOfRange(octets, end + 1, octets.length);
      String id = file.getFileName().toString();
      long kept = Files.size(file) - end - 1;
      if (facts[0].equals(SEALED_FORM)) {
        return Long.parseLong(facts[SENDER]) == kept
            ? Optional.of(mail(id, facts, SENDER + 1, subject(file, end + 1, seal)))
            : Optional.empty();
      }
      SandboxMail mail =
          facts[0].equals(FORM)
              ? mail(id, facts, SENDER, SubjectLine.of(start))
              : earlier(id, facts, kept, SubjectLine.of(start));
      return Optional.of(mail).filter(m -> m.size() == kept);
    } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static String subject(Path file, int from, ContentSeal seal) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(from);
      return SubjectLine.of(seal.opening(in, place(file)).readNBytes(HEADER_OCTETS_MAX));
    } catch (ContentUnreadable e) {
      return "";
    }
  }

  private static SandboxMail mail(String id, String[] facts, int sender, String subject) {
    return new SandboxMail(
        id,
        facts[1],
        new MailOwner(facts[3], facts[4], facts[5]),
        Instant.parse(facts[2]),
        facts[sender],
        List.of(facts).subList(sender + 1, facts.length),
        Long.parseLong(facts[6]),
        subject);
  }

  private static SandboxMail earlier(String id, String[] facts, long size, String subject) {
    return new SandboxMail(
        id,
        facts[0],
        MailOwner.of(Lane.TRANSACTIONAL),
        Instant.parse(facts[1]),
        facts[2],
        List.of(facts).subList(3, facts.length),
        size,
        subject);
  }

  static byte[] content(Path file, ContentSeal seal) throws IOException {
    byte[] octets = Files.readAllBytes(file);
    int begin = endOfFacts(octets) + 1;
    byte[] kept = Arrays.copyOfRange(octets, begin, octets.length);
    boolean isSealed =
        new String(octets, 0, begin, StandardCharsets.UTF_8).startsWith(SEALED_FORM + "\t");
    return isSealed ? seal.open(kept, place(file)) : kept;
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
