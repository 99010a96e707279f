/**
 * Files of contacts: taken in the data folder, read into the database chunk by chunk, and written
 * out again.
 *
 * <p>Invariant: how far a file was read is committed together with the contacts of its rows, so
 * that no row is done twice, whatever dies; a file goes when it was read. Way in: {@link
 * relay.ejb.contacts.file.ImportProducer}.
 */
package relay.ejb.contacts.file;
