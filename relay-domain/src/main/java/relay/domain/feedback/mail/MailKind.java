package relay.domain.feedback.mail;

import java.util.Locale;

/** What a mail that came back is. */
public enum MailKind {
  /**
   * A mail system tells what became of recipients for good: mostly that delivery failed, sometimes
   * that it did not ({@link RecipientVerdict#failed()}).
   */
  BOUNCE,
  /** A complaint or another report in the form of RFC 5965. */
  FEEDBACK,
  /** A mail system tells that it is still trying. */
  DELAY,
  /** A person's program answers: out of office, thank you for your mail. */
  AUTO_REPLY,
  /** A program asks the sender to prove to be a person. */
  CHALLENGE,
  /** A person or program tells a new address. */
  ADDRESS_CHANGE,
  /** Anything else. */
  OTHER;

  /** The word in JSON: {@code auto-reply}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
