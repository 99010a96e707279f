package relay.domain.tracking;

import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;

/** One recipient of one mail. */
public record TrackedRecipient(QueueId mail, EmailAddress address) {}
