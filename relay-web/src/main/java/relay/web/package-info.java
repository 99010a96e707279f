/**
 * The HTTP door: one JAX-RS application at the context root.
 *
 * <p>Invariant: resources translate and never decide; what a request may do is decided by the
 * domain's policy and by {@link relay.web.access}. Way in: {@link relay.web.RelayApplication}.
 */
package relay.web;
