/**
 * People who administer, on this node.
 *
 * <p>Invariant: every login that succeeds is in the audit while the database can be reached, and in
 * the log; every one that fails is in the journal. Way in: {@link relay.ejb.user.NodeUserDoor}.
 */
package relay.ejb.user;
