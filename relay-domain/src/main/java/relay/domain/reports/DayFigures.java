package relay.domain.reports;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What all DMARC reports together say of one day, UTC.
 *
 * @param passed mails that passed DMARC
 * @param dkim mails with a signature of the author's domain that passed
 * @param spf mails whose sender passed for the author's domain
 * @param sources addresses that sent
 */
public record DayFigures(
    LocalDate day, long mails, long passed, long dkim, long spf, long sources) {

  public Optional<Double> passRate() {
    return Rates.of(passed, mails);
  }

  /** The share whose signature is aligned. */
  public Optional<Double> dkimRate() {
    return Rates.of(dkim, mails);
  }

  /** The share whose sender is aligned. */
  public Optional<Double> spfRate() {
    return Rates.of(spf, mails);
  }
}
