/**
 * Where mail leaves from: sources (addresses of ours with a name) in pools, and which mail has
 * which pool.
 *
 * <p>Invariant: mail that is bound to a pool leaves from a source of that pool that is active and
 * whose addresses this machine has, or waits; while there are no pools, all mail leaves as the
 * settings say, at the cost of a field read. Names of addresses are checked beside the mail path,
 * never on it. Ways in: {@link relay.domain.egress.EgressDesk} for mail, {@link
 * relay.domain.egress.EgressKinds} for operators, {@link relay.domain.egress.NamePatrol} for the
 * DNS.
 */
package relay.domain.egress;
