/**
 * Mail that is kept for the servers of a domain while these are away: the relay as a backup mail
 * exchanger.
 *
 * <p>Invariant: while the primary is known to be away no mail is tried there and none is returned
 * before its time; only probes without mail find out when it is back, and then mail goes in growing
 * numbers. A relay without such domains pays one look at a field for each mail. RFC 5321 5.1 (hosts
 * no better than us are not tried, see {@link relay.domain.routing.HostSearch}). Way in: {@link
 * relay.domain.backup.Primaries}.
 */
package relay.domain.backup;
