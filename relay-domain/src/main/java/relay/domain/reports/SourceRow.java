package relay.domain.reports;

/**
 * Mails from one address that had the same fate, of a DMARC report.
 *
 * @param address as text
 * @param dkim whether a signature of the author's domain passed
 * @param spf whether the sender passed for the author's domain
 * @param disposition what the receiver did: none, pass, quarantine, reject; empty when not told
 * @param from the domain in From
 * @param sender the domain of the envelope sender; empty when not told
 * @param sentFor a domain that SPF proves for the address, aligned or not; empty for none
 * @param signedBy a domain whose signature passed, aligned or not; empty for none
 */
public record SourceRow(
    String address,
    long mails,
    boolean dkim,
    boolean spf,
    String disposition,
    String from,
    String sender,
    String sentFor,
    String signedBy) {

  /** Whether DMARC passed. */
  public boolean isPass() {
    return dkim || spf;
  }

  /** The same for another number of mails. */
  SourceRow withMails(long other) {
    return new SourceRow(address, other, dkim, spf, disposition, from, sender, sentFor, signedBy);
  }
}
