package relay.domain.consent;

import java.time.Instant;
import java.util.Optional;
import relay.domain.mail.QueueId;

/**
 * One mail that asks a contact to confirm a list, due or sent.
 *
 * @param id given by the database, of digits
 * @param contact id of the contact
 * @param askedAt when it was ordered; from then on it counts for its address
 * @param dueAt when it is to be sent or tried again; empty: it was sent or given up
 * @param sentAt when it was put into its queue
 * @param queueId empty text: none yet
 * @param problem why it waits or was given up, for people; empty text: nothing
 */
public record Confirmation(
    String id,
    String tenant,
    String contact,
    String list,
    Instant askedAt,
    Optional<Instant> dueAt,
    Optional<Instant> sentAt,
    String queueId,
    String problem) {
  private static final int PROBLEM_CHARS_MAX = 300;

  public Confirmation {
    problem = problem.substring(0, Math.min(PROBLEM_CHARS_MAX, problem.length()));
  }

  Confirmation sent(QueueId as, Instant now) {
    return new Confirmation(
        id, tenant, contact, list, askedAt, Optional.empty(), Optional.of(now), as.text(), "");
  }

  Confirmation later(String why, Instant at) {
    return new Confirmation(
        id, tenant, contact, list, askedAt, Optional.of(at), sentAt, queueId, why);
  }

  Confirmation givenUp(String why) {
    return new Confirmation(
        id, tenant, contact, list, askedAt, Optional.empty(), sentAt, queueId, why);
  }
}
