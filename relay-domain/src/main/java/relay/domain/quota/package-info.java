/**
 * How much may be handed in: limits for each second, minute, hour and day, by tenant, stream,
 * credential and client address; recipients count.
 *
 * <p>Invariant: what is admitted never exceeds a full window at once plus the limit's pace since
 * then, however many clients come at the same moment; a mail is counted in all its limits or in
 * none. GCRA (ITU-T I.371): one instant for each limit is all there is to remember. Way in: {@link
 * relay.domain.quota.QuotaBook}.
 */
package relay.domain.quota;
