package relay.domain.signing;

/**
 * What one signature is worth.
 *
 * @param reason one sentence; empty for a plain pass
 * @param domain {@code d=} as written; empty when it could not be read
 * @param selector {@code s=} as written; empty when it could not be read
 * @param algorithm {@code a=} as written; empty when it could not be read
 * @param testing the key says {@code t=y}: treat as not signed (RFC 6376 3.6.1)
 */
public record DkimResult(
    DkimStatus status,
    String reason,
    String domain,
    String selector,
    String algorithm,
    boolean testing) {}
