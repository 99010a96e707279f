/**
 * Whether the node can do its work.
 *
 * <p>Invariant: what mail can flow without is never a reason to be down. Way in: {@link
 * relay.domain.health.HealthCheck}.
 */
package relay.domain.health;
