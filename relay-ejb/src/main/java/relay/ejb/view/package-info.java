/**
 * The message view in H2 or PostgreSQL: schema, the follower of the journal, and the searches.
 *
 * <p>Invariant: nothing of the mail path waits for this package; rows and the place in the journal
 * change in one transaction, so a crash repeats nothing and skips nothing. Way in: {@link
 * relay.ejb.view.JournalFollower} (writes), {@link relay.ejb.view.DatabaseMessageView} (reads).
 */
package relay.ejb.view;
