/**
 * Pages for people: the mails of the sandbox with their stories, or the status of the relay.
 *
 * <p>Invariant: no script, and every text that came from a mail or a server is escaped by {@link
 * relay.web.sandbox.Html}; a mail's own HTML is shown only in a frame that may run and load
 * nothing. Way in: {@link relay.web.sandbox.PageResource}.
 */
package relay.web.sandbox;
