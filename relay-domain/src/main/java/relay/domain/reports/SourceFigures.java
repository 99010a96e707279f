package relay.domain.reports;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What all reports together say of one address that sends in the name of a tenant's domains.
 *
 * @param passed mails that passed DMARC
 * @param dkim mails with a signature of the author's domain that passed
 * @param spf mails whose sender passed for the author's domain
 * @param rejected mails that receivers refused or put aside
 * @param sentFor a domain that SPF proves for the address; empty for none
 * @param signedBy a domain whose signature passed on its mail; empty for none
 */
public record SourceFigures(
    String address,
    long mails,
    long passed,
    long dkim,
    long spf,
    long rejected,
    LocalDate firstDay,
    LocalDate lastDay,
    String sentFor,
    String signedBy) {

  public Optional<Double> passRate() {
    return Rates.of(passed, mails);
  }

  /**
   * Who it is.
   *
   * @param isOurs whether mail of this relay leaves from the address
   */
  public SourceStanding standing(boolean isOurs) {
    if (isOurs) {
      return SourceStanding.OURS;
    }
    return passed > 0 ? SourceStanding.KNOWN : SourceStanding.UNKNOWN;
  }

  /** Whose it is by the evidence of the reports: SPF names addresses, signatures travel with. */
  public Optional<String> owner() {
    return Optional.of(sentFor.isEmpty() ? signedBy : sentFor).filter(name -> !name.isEmpty());
  }
}
