/**
 * The links by which recipients confirm a list and choose what they are sent.
 *
 * <p>Invariant: open to everybody, for the word in the link is all that counts; GET changes
 * nothing; no cookie, no redirection, no script; no page says who it is for. Way in: {@link
 * relay.web.consent.ConfirmationResource}, {@link relay.web.consent.PreferenceResource}.
 */
package relay.web.consent;
