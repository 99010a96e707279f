/**
 * With how much care a campaign is sent: what comes back of it is watched, and it is slowed or
 * paused before it does harm.
 *
 * <p>Invariant: pure rules over counts and times; nothing here knows the ledger, the lane or a
 * clock. features.md row 127. Way in: {@link relay.domain.campaign.care.Guards}, {@link
 * relay.domain.campaign.care.GuardRules}.
 */
package relay.domain.campaign.care;
