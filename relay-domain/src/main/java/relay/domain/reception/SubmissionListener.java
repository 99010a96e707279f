package relay.domain.reception;

/**
 * The one door of the application: what the SMTP resource adapter calls for each session and mail
 * (JCA message listener), and what the JMS and HTTP doors call too. Every method is thread-safe,
 * runs without a transaction, throws nothing that is expected, and returns within bounded time.
 */
public interface SubmissionListener {

  /** The rules in force now; immutable. Ask again for every session or at least every second. */
  ReceptionPolicy policy();

  /**
   * Checks a name and a password; takes up to a second of CPU, so callers bound how many run at
   * once.
   */
  LoginVerdict login(LoginAttempt attempt);

  /**
   * Checks a name and a password that came over POP3 and TLS; when they are right, the client's
   * address is open for mail without a login for a time. Costs as much as {@link
   * #login(LoginAttempt)}.
   */
  LoginVerdict open(LoginAttempt attempt);

  /** One step of a login by other means; waits for nothing longer than a few seconds. */
  LoginStep login(LoginMessage message);

  /**
   * Decides about a mail and stores it. When {@link Receipt.Accepted} comes back the mail is
   * committed to its queue; any doubt is a {@link Receipt.Refused} with a 4xx. Reads the content
   * before it returns and does not close it.
   */
  Receipt submit(Submission mail);
}
