package relay.domain.feedback.mail;

/**
 * What a mail tells about one recipient. Texts are empty where it tells nothing.
 *
 * @param address as written there; may be redacted, or none at all in a complaint
 * @param status the enhanced status that the mail names, else the one that its class stands for
 * @param reply the code of the SMTP reply, three digits
 * @param result a class of replies by name, {@link #DELIVERED} or {@link #COMPLAINT}
 * @param hard whether no mail will reach this address, by evidence and not by words alone
 * @param diagnostic the server's words, on one line
 */
public record RecipientVerdict(
    String address, String status, String reply, String result, boolean hard, String diagnostic) {
  /** The mail arrived: a report of success (RFC 3461 NOTIFY=SUCCESS). */
  public static final String DELIVERED = "DELIVERED";

  public static final String COMPLAINT = "COMPLAINT";

  /** Whether delivery to this recipient failed. */
  public boolean failed() {
    return !result.equals(DELIVERED) && !result.equals(COMPLAINT);
  }
}
