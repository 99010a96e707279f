/**
 * The suppression list over HTTP.
 *
 * <p>Invariant: people of a tenant see and change the entries of their tenant and nothing else,
 * those for everybody's mail included. Way in: {@link relay.web.suppression.SuppressionResource},
 * {@link relay.web.suppression.SuppressionFileResource}.
 */
package relay.web.suppression;
