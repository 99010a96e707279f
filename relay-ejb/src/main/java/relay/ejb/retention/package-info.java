/**
 * Removal of old journal files and of finished mails in the message view.
 *
 * <p>Invariant: what may go is decided at the moment of removal, whatever was found before. Way in:
 * {@link relay.ejb.retention.OldRecords}.
 */
package relay.ejb.retention;
