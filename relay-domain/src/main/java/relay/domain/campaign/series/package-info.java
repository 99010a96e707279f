/**
 * When a campaign that repeats is due: days by a rule, a time of day by the clock of a zone.
 *
 * <p>Invariant: one day has one occurrence at most, whatever the clocks do on it, so that the day
 * names it. Pure; RFC 5545 section 3.3.10 is where the words come from. Way in: {@link
 * relay.domain.campaign.series.SeriesPlan}.
 */
package relay.domain.campaign.series;
