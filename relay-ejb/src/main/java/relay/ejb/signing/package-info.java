/**
 * The keys that sign, kept as control objects or as PEM files in the data folder, and who computes
 * with them.
 *
 * <p>Invariant: a broken key file never stops another key, and a missing native library never stops
 * signing. Private keys leave this package only inside {@link relay.domain.signing.SigningKey},
 * never in a text. Way in: {@link relay.ejb.signing.TenantKeyRing}.
 */
package relay.ejb.signing;
