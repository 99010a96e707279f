package relay.domain.campaign.report;

import java.time.Instant;

/**
 * Keeps what the tenant's programs tell of recipients (port). Throws {@link
 * relay.domain.view.ViewUnavailable} while the database cannot be used; then it may be repeated.
 * Thread-safe.
 */
public interface ConversionBook {
  /** Of one recipient of a campaign: a program that tells everything of one is broken. */
  int OF_A_RECIPIENT_MAX = 1_000;

  /** What became of it. */
  enum Noted {
    /** It counts since now. */
    COUNTED,
    /** It counted before: the id was told already. */
    KNOWN,
    /** No mail of the campaign was sent to him, or his row is gone. */
    NO_RECIPIENT,
    /** He has as many as one may have. */
    TOO_MANY
  }

  /**
   * Counts a conversion once, durably when this returns.
   *
   * @param run number of the campaign in the ledger
   * @param startedAt when it started
   */
  Noted note(long run, Instant startedAt, Conversion conversion, Instant now);
}
