package relay.domain.contacts;

import java.util.Optional;
import relay.domain.mail.Mailbox;

/**
 * How the relay asks contacts to confirm a list.
 *
 * @param from whom the mail is from
 * @param template id of a template of the tenant, whose newest version is taken; empty: a text of
 *     our own, in English
 */
public record ListConfirmation(Mailbox from, Optional<String> template) {}
