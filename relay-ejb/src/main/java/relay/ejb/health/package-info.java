/**
 * What is looked at to say whether the node is well.
 *
 * <p>Invariant: a check never harms what it looks at. Way in: {@link
 * relay.domain.health.HealthCheck}.
 */
package relay.ejb.health;
