/**
 * JSON that comes from outside (RFC 8259): one way to read it that ends in an object or a refusal.
 *
 * <p>Invariant: no text, however deep, long or odd, gets any other exception out of here. Way in:
 * {@link relay.domain.json.JsonText}.
 */
package relay.domain.json;
