package relay.domain.view;

import java.time.Instant;
import relay.domain.mail.MailOwner;

/**
 * What is known of a mail from the moment it was accepted.
 *
 * @param sender reverse path; empty text for the null path
 * @param lane label of the lane
 * @param door listener that took it; {@code http} or {@code jms} for the other doors
 * @param user name of who logged in; empty text when nobody did
 * @param owner whose mail it is
 */
public record Reception(
    Instant acceptedAt,
    String sender,
    String subject,
    String messageId,
    long size,
    String lane,
    String door,
    String user,
    MailOwner owner) {}
