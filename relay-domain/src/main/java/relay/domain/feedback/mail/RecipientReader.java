package relay.domain.feedback.mail;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import relay.domain.feedback.reply.Finding;
import relay.domain.feedback.reply.Moment;
import relay.domain.feedback.reply.RefusedReply;
import relay.domain.feedback.reply.ReplyClass;
import relay.domain.feedback.reply.ReplyClassifier;
import relay.domain.smtp.EnhancedStatus;

/**
 * Makes a verdict about one recipient of what a report says: status and reply as they are named
 * there, the class by the {@link ReplyClassifier} of the mail path. Thread-safe.
 */
final class RecipientReader {
  private static final int DIAGNOSTIC_CHARS_MAX = 600;
  private static final int SUCCESS_CLASS = 2;
  private static final int PASSING = 400;

  /** Only who looked into its own directory says so. */
  private static final List<String> DIRECTORY_WORDS = WordLists.named("own-directory");

  private final ReplyClassifier classifier;

  RecipientReader(ReplyClassifier classifier) {
    this.classifier = classifier;
  }

  /** Whether words are among those that servers refuse mail with. */
  boolean knows(String words) {
    return classifier
        .find(new RefusedReply(0, Optional.empty(), words, Moment.UNKNOWN))
        .by()
        .startsWith("rule");
  }

  /**
   * Of a report with fields.
   *
   * @param block what the notice for people says about this recipient
   */
  RecipientVerdict read(ReportedRecipient reported, String block, String subject) {
    if (reported.isDelivered()) {
      return delivered(reported);
    }
    Optional<EnhancedStatus> field = QuotedReply.firstStatus(reported.status());
    QuotedReply quoted = QuotedReply.in(reported.diagnostic());
    QuotedReply told = QuotedReply.in(block);
    // What the other server said is nearer to the truth than what its peer made of it.
    Optional<EnhancedStatus> status =
        telling(quoted.status()).or(() -> telling(field)).or(() -> telling(told.status()));
    status = status.or(() -> field).or(quoted::status);
    int code =
        quoted.code() > 0 ? quoted.code() : reported.diagnostic().isEmpty() ? told.code() : 0;
    String words = quoted.code() > 0 ? quoted.text() : reported.diagnostic();
    words = words.isEmpty() ? told.text() : words;
    Moment moment = QuotedReply.momentIn(block + " " + reported.diagnostic());
    return verdict(
        new Told(
            reported.address(),
            status,
            code,
            words,
            moment,
            reported.remoteHost(),
            reported.isDelayed()),
        block,
        subject);
  }

  /**
   * Of a notice for people.
   *
   * @param delayed whether it says that the mail is still under way
   */
  RecipientVerdict read(String address, String block, String subject, boolean delayed) {
    QuotedReply told = QuotedReply.in(block);
    Moment moment = QuotedReply.momentIn(block);
    return verdict(
        new Told(address, told.status(), told.code(), told.text(), moment, "", delayed),
        block,
        subject);
  }

  private record Told(
      String address,
      Optional<EnhancedStatus> status,
      int code,
      String words,
      Moment moment,
      String host,
      boolean delayed) {
    /** What is still tried has not failed for good, whatever the reason. */
    int codeOfStatus() {
      return code == 0 && delayed ? PASSING : code;
    }
  }

  private RecipientVerdict verdict(Told told, String block, String subject) {
    Finding found = find(told, block, subject);
    ReplyClass result = found.result();
    String status =
        told.status()
            .map(Object::toString)
            .orElseGet(() -> StatusOfClass.of(result, told.codeOfStatus()));
    return new RecipientVerdict(
        told.address(),
        status,
        told.code() > 0 ? Integer.toString(told.code()) : "",
        result.name(),
        isHard(found, told, block),
        cut(told.words()));
  }

  private Finding find(Told told, String block, String subject) {
    Finding found = classify(told, told.status(), told.words());
    if (!found.by().startsWith("rule") && !block.isBlank()) {
      // The notice may say in words what the reply has only as a number.
      Finding byNotice = classify(told, Optional.empty(), block);
      if (found.result() == ReplyClass.UNKNOWN || isGeneral(found) && isPlain(byNotice.result())) {
        found = byNotice;
      }
    }
    return found.result() == ReplyClass.UNKNOWN ? classify(told, Optional.empty(), subject) : found;
  }

  private Finding classify(Told told, Optional<EnhancedStatus> status, String words) {
    return classifier.find(
        new RefusedReply(
            told.code(), status, words, told.moment(), ReplyClassifier.providerOf(told.host())));
  }

  /** A status that names only the field, such as 5.5.0, or words that name nothing. */
  private static boolean isGeneral(Finding found) {
    return found.by().startsWith("vague")
        || found.by().startsWith("status") && found.by().endsWith(".0");
  }

  private static boolean isPlain(ReplyClass result) {
    return result.endsAddress()
        || result == ReplyClass.MAILBOX_FULL
        || result == ReplyClass.RECIPIENT_INACTIVE;
  }

  /**
   * Words alone do not end an address: "user unknown" may come from a filter. A status of the
   * address, an answer to RCPT, or the provider's own words prove it.
   */
  private static boolean isHard(Finding found, Told told, String block) {
    if (!found.result().endsAddress()) {
      return false;
    }
    if (found.result() != ReplyClass.RECIPIENT_UNKNOWN) {
      return true;
    }
    boolean byStatus = told.status().map(s -> s.subject() == 1 || s.subject() == 5).orElse(false);
    String lower = QuotedReply.flat(told.words() + " " + block).toLowerCase(Locale.ROOT);
    return byStatus
        || told.moment() == Moment.RECIPIENT
        || found.by().contains(" for ")
        || DIRECTORY_WORDS.stream().anyMatch(lower::contains);
  }

  private static Optional<EnhancedStatus> telling(Optional<EnhancedStatus> status) {
    return status.filter(s -> s.subject() != 0);
  }

  private static RecipientVerdict delivered(ReportedRecipient reported) {
    String status = reported.status().startsWith(SUCCESS_CLASS + ".") ? reported.status() : "2.0.0";
    int blank = status.indexOf(' ');
    String diagnostic = reported.diagnostic();
    boolean coded = diagnostic.length() > 2 && diagnostic.charAt(0) == '2';
    return new RecipientVerdict(
        reported.address(),
        blank < 0 ? status : status.substring(0, blank),
        coded ? diagnostic.substring(0, 3) : "",
        RecipientVerdict.DELIVERED,
        false,
        cut(diagnostic));
  }

  private static String cut(String words) {
    String flat = QuotedReply.flat(words);
    return flat.length() > DIAGNOSTIC_CHARS_MAX ? flat.substring(0, DIAGNOSTIC_CHARS_MAX) : flat;
  }
}
