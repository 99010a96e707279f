package relay.domain.quota;

import java.time.Instant;

/** Whether a mail is within all its limits. */
public sealed interface QuotaVerdict {
  QuotaVerdict ADMITTED = new Admitted();

  /** It is, and has been counted. */
  record Admitted() implements QuotaVerdict {}

  /** It is above a limit whose holder's mail waits then; it has been counted for that time. */
  record Later(Instant at, Claim claim) implements QuotaVerdict {}

  /**
   * It is above a limit and was not counted.
   *
   * @param limit in words: {@code 100 recipients an hour}
   * @param at when it would be within
   */
  record Over(Claim claim, String limit, Instant at) implements QuotaVerdict {}

  /** It has more recipients than the limit ever admits; it was not counted. */
  record Beyond(Claim claim, String limit) implements QuotaVerdict {}
}
