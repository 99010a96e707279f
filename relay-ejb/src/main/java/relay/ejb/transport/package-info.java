/**
 * TLS as the client speaks it, and the policies of other domains that it obeys.
 *
 * <p>Invariant: nothing is said to a server under TLS before its certificate was found acceptable;
 * a policy is taken only from a server that proved its name, whole, and without redirection; no
 * mail waits for one beyond the set time. RFC 8446, RFC 8461 3.3. Way in: {@link
 * relay.ejb.transport.FetchedPolicies}.
 */
package relay.ejb.transport;
