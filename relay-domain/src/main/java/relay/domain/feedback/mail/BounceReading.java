package relay.domain.feedback.mail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a mail as a report of a mail system: whether it is one, and what it says about whom. For
 * one mail; not thread-safe.
 */
final class BounceReading {
  private static final String FAILED_FIELD = "X-Failed-Recipients";

  private final FeedbackMail mail;
  private final RecipientReader reader;
  private final ReadingLimits limits;
  private final Map<String, List<String>> blocks;

  BounceReading(FeedbackMail mail, RecipientReader reader, ReadingLimits limits) {
    this.mail = mail;
    this.reader = reader;
    this.limits = limits;
    blocks =
        NoticeRecipients.in(
            mail.notice(),
            mail.head().ownAddresses(),
            mail.head().isFromMailSystem(),
            limits.recipientsMax());
  }

  /** Bounce or delay; empty when it is no report. */
  Optional<MailKind> kind() {
    if (!mail.reported().isEmpty()) {
      boolean delay = mail.reported().stream().allMatch(ReportedRecipient::isDelayed);
      return Optional.of(delay ? MailKind.DELAY : MailKind.BOUNCE);
    }
    boolean named = mail.header().has(FAILED_FIELD);
    if (!named && !isNotice()) {
      return Optional.empty();
    }
    return Optional.of(
        NoticeWords.tellDelay(mail.head().subject() + "\n" + mail.noticeText())
            ? MailKind.DELAY
            : MailKind.BOUNCE);
  }

  /** Whether the words are those of a mail system that could not deliver. */
  private boolean isNotice() {
    Letterhead head = mail.head();
    boolean system = head.isFromMailSystem();
    boolean subject = head.hasBounceSubject();
    if (!head.isFromMachine() || head.isBulk() || head.hasAutoSubject() && !subject) {
      return false;
    }
    if (head.isAutoReply() && !(system && subject)) {
      return false;
    }
    boolean told =
        NoticeWords.tellFailure(mail.noticeText())
            || NoticeWords.tellDelay(mail.noticeText())
            || subject && (isReplyQuoted() || system && tellsCause())
            || system && head.hasNullReturnPath() && (isWholeReplyQuoted() || namesCause());
    boolean anybody = !blocks.isEmpty() || !mail.returned().isEmpty() || !sentTo().isEmpty();
    int signs =
        (system ? 2 : 0)
            + (subject ? 1 : 0)
            + (head.hasNullReturnPath() ? 1 : 0)
            + (mail.returned().isEmpty() ? 0 : 1);
    return told && anybody && signs >= 2;
  }

  /** Whatever the language of the notice is: code and status are understood in each. */
  private boolean isWholeReplyQuoted() {
    QuotedReply quoted = QuotedReply.in(mail.noticeText());
    return quoted.code() > 0 && quoted.status().isPresent();
  }

  /**
   * Somebody, and what a server could have said of them, in a language whose words are not known.
   */
  private boolean namesCause() {
    return !blocks.isEmpty() && reader.knows(mail.noticeText());
  }

  /** What any server could have said: mailbox full, no valid recipients. */
  private boolean tellsCause() {
    return !mail.returned().isEmpty() || reader.knows(mail.noticeText());
  }

  private boolean isReplyQuoted() {
    QuotedReply quoted = QuotedReply.in(mail.noticeText());
    return quoted.code() > 0 || quoted.status().isPresent();
  }

  /**
   * About whom, in the order of the report.
   *
   * @param kind as {@link #kind} told
   */
  List<RecipientVerdict> verdicts(MailKind kind) {
    String subject = mail.head().subject();
    List<RecipientVerdict> verdicts = new ArrayList<>();
    if (!mail.reported().isEmpty()) {
      Map<String, List<String>> byName = lowerCase();
      for (ReportedRecipient one : once(mail.reported())) {
        boolean only = mail.reported().size() == 1;
        String block =
            only
                ? mail.noticeText()
                : text(byName.getOrDefault(one.address().toLowerCase(Locale.ROOT), List.of()));
        verdicts.add(reader.read(withAddress(one), block, subject));
      }
      return verdicts;
    }
    List<String> failed = failed();
    if (failed.isEmpty()) {
      return verdicts;
    }
    Map<String, List<String>> byName = lowerCase();
    for (String address : failed) {
      List<String> lines = byName.getOrDefault(address.toLowerCase(Locale.ROOT), List.of());
      String block = failed.size() == 1 || lines.isEmpty() ? mail.noticeText() : text(lines);
      verdicts.add(reader.read(address, block, subject, kind == MailKind.DELAY));
    }
    return verdicts;
  }

  /** Whom a notice without fields is about. */
  private List<String> failed() {
    List<String> failed = new ArrayList<>();
    for (String value : mail.header().all(FAILED_FIELD)) {
      Addresses.in(value, limits.recipientsMax()).forEach(f -> failed.add(f.address()));
    }
    if (failed.isEmpty()) {
      failed.addAll(blocks.keySet());
    }
    if (failed.isEmpty()) {
      // The mail that came back was sent to somebody.
      Set<String> own = mail.head().ownAddresses();
      for (Fields fields : mail.returned()) {
        for (Addresses.Found found : Addresses.in(fields.first("To"), limits.recipientsMax())) {
          if (failed.isEmpty() && !own.contains(found.address().toLowerCase(Locale.ROOT))) {
            failed.add(found.address());
          }
        }
      }
    }
    if (failed.isEmpty()) {
      failed.addAll(sentTo());
    }
    return failed;
  }

  /** Whom the notice says that the mail was sent to: gateways of carriers tell nothing else. */
  private List<String> sentTo() {
    List<String> sentTo = new ArrayList<>();
    Set<String> own = mail.head().ownAddresses();
    for (String line : mail.notice().lines()) {
      String told = line.strip();
      if (sentTo.isEmpty() && told.regionMatches(true, 0, "To:", 0, 3)) {
        String address = Addresses.first(told);
        if (!address.isEmpty() && !own.contains(address.toLowerCase(Locale.ROOT))) {
          sentTo.add(address);
        }
      }
    }
    return sentTo;
  }

  /** A report whose address says nothing is about whom the mail was sent to. */
  private ReportedRecipient withAddress(ReportedRecipient one) {
    if (!one.address().isEmpty()) {
      return one;
    }
    List<String> others = failed();
    return new ReportedRecipient(
        others.isEmpty() ? "" : others.get(0),
        one.action(),
        one.status(),
        one.diagnostic(),
        one.remoteHost());
  }

  /** Of several groups about one address the last: it is the newest. */
  private static List<ReportedRecipient> once(List<ReportedRecipient> reported) {
    Map<String, ReportedRecipient> byAddress = new LinkedHashMap<>();
    for (ReportedRecipient one : reported) {
      byAddress.put(one.address().toLowerCase(Locale.ROOT), one);
    }
    return List.copyOf(byAddress.values());
  }

  private Map<String, List<String>> lowerCase() {
    Map<String, List<String>> byName = new HashMap<>();
    blocks.forEach((address, lines) -> byName.put(address.toLowerCase(Locale.ROOT), lines));
    return byName;
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines);
  }
}
