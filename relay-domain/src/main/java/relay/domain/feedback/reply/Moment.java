package relay.domain.feedback.reply;

/** What a server had been told when it replied. */
public enum Moment {
  /** Connection, greeting, EHLO, STARTTLS, AUTH. */
  CONNECTION,
  /** MAIL. */
  SENDER,
  /** RCPT. */
  RECIPIENT,
  /** DATA, BDAT, the content and the final dot. */
  CONTENT,
  /** Not known, or before any server was asked. */
  UNKNOWN
}
