/**
 * SPF: whether a domain lets an address send in its name (RFC 7208, complete; RFC 8616 for
 * international names).
 *
 * <p>Invariant: one check asks for at most 10 terms, 10 exchangers of a domain and 10 names of an
 * address, and ends in one of the seven results whatever the DNS says; explanations are text of
 * strangers. Way in: {@link relay.domain.verification.spf.SpfCheck}.
 */
package relay.domain.verification.spf;
