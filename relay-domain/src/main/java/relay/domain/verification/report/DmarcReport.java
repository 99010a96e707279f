package relay.domain.verification.report;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * A DMARC aggregate report (RFC 9990 3.1, RFC 7489 C). Texts are of strangers, without control
 * characters and cut to a sane length; words of the format are in lower case.
 *
 * @param organization who reports
 * @param contact mail address or page; empty when not told
 * @param problems what in the document could not be read, one sentence each
 */
public record DmarcReport(
    String organization,
    String contact,
    String id,
    Period period,
    Optional<String> generator,
    PublishedPolicy policy,
    List<Row> rows,
    List<String> errors,
    List<String> problems) {

  public DmarcReport {
    rows = List.copyOf(rows);
    errors = List.copyOf(errors);
    problems = List.copyOf(problems);
  }

  /**
   * The policy that the reporter saw. A member is empty when the report does not have it.
   *
   * @param method how it was found, {@code treewalk} or {@code psl}
   * @param percent {@code pct=}, of RFC 7489 only
   * @param testing {@code t=}, y or n
   */
  public record PublishedPolicy(
      String domain,
      String method,
      String policy,
      String subdomains,
      String absent,
      String dkimAlignment,
      String spfAlignment,
      String percent,
      String testing,
      String failureOptions) {}

  /**
   * Mail from one address that had the same fate.
   *
   * @param count of mails
   * @param disposition what the receiver did: none, pass, quarantine, reject
   * @param dkim whether a signature of the author's passed: pass or fail
   * @param spf whether a sender of the author's passed: pass or fail
   * @param from the domain in From
   * @param sender domain of the envelope sender; empty when not told
   * @param recipient domain of the recipient; empty when not told
   */
  public record Row(
      InetAddress source,
      long count,
      String disposition,
      String dkim,
      String spf,
      List<Reason> reasons,
      String from,
      String sender,
      String recipient,
      List<Check> signatures,
      List<Check> senders) {

    public Row {
      reasons = List.copyOf(reasons);
      signatures = List.copyOf(signatures);
      senders = List.copyOf(senders);
    }

    /** Whether DMARC passed: one of the two was enough. */
    public boolean isPass() {
      return dkim.equals("pass") || spf.equals("pass");
    }
  }

  /** Why the receiver did something else than the policy asks for. */
  public record Reason(String type, String comment) {}

  /**
   * One result of SPF or DKIM, whoever it is about.
   *
   * @param detail selector of a signature, scope of a sender; empty when not told
   * @param remark for people; empty when there is none
   */
  public record Check(String domain, String detail, String result, String remark) {}

  /** All mails of the report. */
  public long mails() {
    return rows.stream().mapToLong(Row::count).sum();
  }

  /** Those that passed DMARC. */
  public long passed() {
    return rows.stream().filter(Row::isPass).mapToLong(Row::count).sum();
  }
}
