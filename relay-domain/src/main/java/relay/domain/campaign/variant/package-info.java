/**
 * Forms of a campaign's mail beside each other: who gets which, and which one did best.
 *
 * <p>Invariant: which form a contact gets follows from the campaign and the contact alone, so that
 * a restart and another node come to the same; no clock and no chance is asked. Way in: {@link
 * relay.domain.campaign.variant.Variants}.
 */
package relay.domain.campaign.variant;
