package relay.domain.traffic;

import java.time.Instant;
import relay.domain.queue.Due;
import relay.domain.smtp.SmtpReply;

/** Whether a mail may go to its destination now. */
public sealed interface Decision {

  /** It may; the permit is to be given back whatever happens. */
  record Go(Permit permit) implements Decision {}

  /**
   * All that the destination may have of us is in use: the mail shall wait until a time that is
   * kept for it. No attempt is counted.
   *
   * @param reason for the journal: a word, and behind it the limit and the flow where one decided
   */
  record Later(Instant at, String reason) implements Decision {
    /** The share of one destination, whatever its limits. */
    public static final String REASON = "destination_busy";

    /** A limit of its flow. */
    public static final String LIMIT = Due.LIMIT;
  }

  /**
   * Nobody was there lately and it is not yet time to look again: the mail is deferred with this
   * local reply as if it had been tried, so that its retry schedule and not a pause decides how
   * often it is moved.
   */
  record Away(SmtpReply reply) implements Decision {}
}
