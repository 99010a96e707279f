/**
 * Where mail leaves from, for operators: sources and pools as objects, and how they are doing.
 *
 * <p>Invariant: all of it is the platform's; looking changes nothing. Ways in: {@link
 * relay.web.egress.EgressResource}, {@link relay.web.egress.SourceResource}, {@link
 * relay.web.egress.PoolResource}.
 */
package relay.web.egress;
