/**
 * What people decide by links in their mail: to confirm a list that they were put on (double
 * opt-in), and which lists they want, how often, or none at all (preference page). Also the mail
 * that asks them to confirm.
 *
 * <p>Invariant: only a genuine link changes anything, only for its own contact, and only by POST,
 * for mail scanners follow every link; no login, no cookie, no script. A link to confirm answers a
 * question that is open, and brings nobody back who left since. Whoever turns everything off is on
 * the suppression list as well, and whoever comes back is not any more: the two never disagree. Way
 * in: {@link relay.domain.consent.ConfirmationDoor}, {@link relay.domain.consent.PreferenceDoor},
 * {@link relay.domain.consent.ConfirmationRound}.
 */
package relay.domain.consent;
