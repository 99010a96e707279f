/**
 * Messages that no worker takes any more, and what an operator may do with them: look, give back to
 * their queue, end.
 *
 * <p>Invariant: a letter leaves only because somebody said so, and that is in the audit before it
 * is done; a mail that is ended here has its end on record before it is gone; one that may have
 * gone on already is not given back unless that was asked for in so many words. Way in: {@link
 * relay.domain.deadletter.DeadLetterDesk}.
 */
package relay.domain.deadletter;
