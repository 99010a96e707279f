/**
 * What happened to every recipient of every mail, in words operators learn once.
 *
 * <p>Invariant: an event is a fact; none is ever changed. The journal, not the database, is the
 * record. Way in: {@link relay.domain.journal.MailEvent} and the port {@link
 * relay.domain.journal.Journal}.
 */
package relay.domain.journal;
