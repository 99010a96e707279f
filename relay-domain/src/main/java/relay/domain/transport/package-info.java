/**
 * How each host of a destination is spoken to: whether the connection must be encrypted, and who
 * must vouch for the server.
 *
 * <p>What the operator demands of a destination holds; where he leaves it to the destination, its
 * TLSA records do (DANE, RFC 7672), else its MTA-STS policy (RFC 8461), else TLS is used where it
 * is offered (RFC 7435). REQUIRETLS (RFC 8689) raises whatever falls short of a checked
 * certificate.
 *
 * <p>Invariant: what may not be had in safety is not had in clear text; a policy that vouches for a
 * host is never overruled by a weaker one that would let it pass. Opens no sockets and knows no
 * clock. Way in: {@link relay.domain.transport.TransportRules}.
 */
package relay.domain.transport;
