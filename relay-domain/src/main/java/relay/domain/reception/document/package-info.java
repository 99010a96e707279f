/**
 * A mail as a JSON document, which JMS producers and HTTP clients write, and the MIME mail made of
 * it.
 *
 * <p>Invariant: a document that was read is whole and harmless; whatever is wrong with the JSON is
 * told by field and rule, all at once. The same document, clock and random give the same octets.
 * RFC 5322, RFC 2045 to 2047, RFC 2231, RFC 2387. Way in: {@link
 * relay.domain.reception.document.DocumentReader}.
 */
package relay.domain.reception.document;
