/**
 * Whether the node lives and can take mail.
 *
 * <p>Invariant: says nothing about mail or people, so it needs no login; reasons are told only to
 * who may know them. Way in: {@link relay.web.health.HealthResource}.
 */
package relay.web.health;
