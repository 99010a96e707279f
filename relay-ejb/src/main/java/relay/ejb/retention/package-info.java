/**
 * Removal of old journal files and lines, of finished mails in the message view, of old contents.
 *
 * <p>Invariant: what may go is decided at the moment of removal, whatever was found before. Way in:
 * {@link relay.ejb.retention.OldRecords}.
 */
package relay.ejb.retention;
