package relay.domain.queue;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOptions.DeliverBy;
import relay.domain.mail.MailOptions.ReturnContent;
import relay.domain.mail.Notify;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;

/**
 * An envelope as one text, for a message property: small, and read with no parser. Lines end with
 * LF, fields with TAB; the first line holds form, sender and options, each further line a
 * recipient.
 *
 * <pre>
 * 1 sender flags ret envid deliverBy mode holdUntil priority zone
 * address notify orcpt
 * </pre>
 */
public final class EnvelopeText {
  private static final String FORM = "1";
  private static final int OPTION_FIELDS = 10;
  private static final String NOTIFY_LETTERS = "NSFD";

  private EnvelopeText() {}

  public static String of(Envelope envelope) {
    var out = new StringBuilder(64 + 48 * envelope.recipients().size());
    MailOptions options = envelope.options();
    out.append(FORM).append('\t');
    field(out, envelope.sender().toString()).append('\t');
    out.append(options.eightBit() ? "8" : "").append(options.smtpUtf8() ? "u" : "");
    out.append(options.requireTls() ? "t" : "");
    out.append(options.tlsWaived() ? "w" : "").append('\t');
    out.append(options.ret().map(r -> r == ReturnContent.FULL ? "F" : "H").orElse(""));
    field(out.append('\t'), options.envelopeId().orElse("")).append('\t');
    if (options.deliverBy().isPresent()) {
      DeliverBy by = options.deliverBy().get();
      out.append(by.deadline().toEpochMilli()).append('\t');
      out.append(by.returnAfter() ? "R" : "N").append(by.trace() ? "T" : "");
    } else {
      out.append('\t');
    }
    out.append('\t').append(options.holdUntil().map(h -> "" + h.toEpochMilli()).orElse(""));
    out.append('\t').append(options.priority() == 0 ? "" : "" + options.priority());
    if (options.zone().isPresent()) {
      field(out.append('\t'), options.zone().get().getId());
    }
    for (Recipient recipient : envelope.recipients()) {
      recipient(out.append('\n'), recipient);
    }
    return out.toString();
  }

  private static void recipient(StringBuilder out, Recipient recipient) {
    field(out, recipient.address().toString());
    boolean plain = recipient.notifyOn().isEmpty() && recipient.originalRecipient().isEmpty();
    if (plain) {
      return;
    }
    out.append('\t');
    for (Notify kind : Notify.values()) {
      if (recipient.notifyOn().contains(kind)) {
        out.append(NOTIFY_LETTERS.charAt(kind.ordinal()));
      }
    }
    if (recipient.originalRecipient().isPresent()) {
      field(out.append('\t'), recipient.originalRecipient().get());
    }
  }

  private static StringBuilder field(StringBuilder out, String text) {
    return out.append(printable(text));
  }

  /** The parameters are printable by their grammar; a control character here would be a defect. */
  private static String printable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ') {
        throw new IllegalArgumentException("a control character in an envelope");
      }
    }
    return text;
  }

  /**
   * Reads the text back.
   *
   * @throws IllegalArgumentException when it is none of ours
   */
  public static Envelope read(String text) {
    int end = text.indexOf('\n');
    if (end < 0) {
      throw new IllegalArgumentException("an envelope without recipients");
    }
    String[] head = fields(text.substring(0, end), OPTION_FIELDS);
    if (!head[0].equals(FORM)) {
      throw new IllegalArgumentException("an envelope of form " + head[0] + ", not " + FORM);
    }
    List<Recipient> recipients = new ArrayList<>();
    while (end < text.length()) {
      int from = end + 1;
      int to = text.indexOf('\n', from);
      end = to < 0 ? text.length() : to;
      recipients.add(recipient(text.substring(from, end)));
    }
    return new Envelope(ReversePath.parse(head[1]), recipients, options(head));
  }

  private static MailOptions options(String[] head) {
    boolean plain = true;
    for (int i = 2; i < OPTION_FIELDS; i++) {
      plain &= head[i].isEmpty();
    }
    if (plain) {
      return MailOptions.NONE;
    }
    return new MailOptions(
        head[3].isEmpty()
            ? Optional.empty()
            : Optional.of(head[3].equals("F") ? ReturnContent.FULL : ReturnContent.HDRS),
        given(head[4]),
        head[2].contains("8"),
        head[2].contains("u"),
        head[2].contains("t"),
        instant(head[5])
            .map(at -> new DeliverBy(at, head[6].startsWith("R"), head[6].endsWith("T"))),
        instant(head[7]),
        head[8].isEmpty() ? 0 : Integer.parseInt(head[8]),
        given(head[9]).map(EnvelopeText::zone),
        head[2].contains("w"));
  }

  private static ZoneId zone(String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a time zone: " + id, e);
    }
  }

  private static Recipient recipient(String line) {
    if (line.indexOf('\t') < 0) {
      return Recipient.of(EmailAddress.parse(line));
    }
    String[] fields = fields(line, 3);
    Set<Notify> notifyOn = EnumSet.noneOf(Notify.class);
    for (int i = 0; i < fields[1].length(); i++) {
      int kind = NOTIFY_LETTERS.indexOf(fields[1].charAt(i));
      if (kind < 0) {
        throw new IllegalArgumentException("not a kind of report: " + fields[1].charAt(i));
      }
      notifyOn.add(Notify.values()[kind]);
    }
    return new Recipient(EmailAddress.parse(fields[0]), notifyOn, given(fields[2]));
  }

  private static String[] fields(String line, int count) {
    String[] fields = new String[count];
    int from = 0;
    for (int i = 0; i < count; i++) {
      int tab = from > line.length() ? -1 : line.indexOf('\t', from);
      int to = tab < 0 ? line.length() : tab;
      fields[i] = from > line.length() ? "" : line.substring(from, to);
      from = to + 1;
    }
    return fields;
  }

  /** What could not be written again is not read: the mail could never move on. */
  private static Optional<String> given(String field) {
    return field.isEmpty() ? Optional.empty() : Optional.of(printable(field));
  }

  private static Optional<Instant> instant(String field) {
    return field.isEmpty()
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(Long.parseLong(field)));
  }
}
